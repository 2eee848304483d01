"""The one obvious next act on a ticket, for the member of staff who looks at it."""

from dataclasses import dataclass

from handlers.tickets.act import Action, Actor, Case
from handlers.tickets.agreement import SIDE_NAMES
from handlers.tickets.party import PARTY_NAMES, Consent, PartyRole
from handlers.tickets.people import LEADERS
from handlers.tickets.signing import Standing, why_not_in_force
from handlers.tickets.ticket import AFTER_AGREEMENT, FINISHED, Status, TicketKind


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do and why, in Chinese; `action` is None where the next move is somebody else's.
    `on_agreement` is the label of a button to the agreement's page, where it is done there."""

    words: str
    action: Action | None = None
    on_agreement: str = ""


_DISPUTE = {
    Status.ACCEPTED: NextStep("已经受理。把情况问清楚，就开始调解。", Action.MEDIATE),
    Status.INVESTIGATING: NextStep("情况问清楚了，就开始调解。", Action.MEDIATE),
    Status.MEDIATING: NextStep(
        "谈好了，把约定写成协议。谈不成，在下面终止调解，把别的路告诉双方。", Action.AGREE
    ),
    Status.AGREED: NextStep("双方谈好了。照约定办起来，就进入履行。", Action.PERFORM),
    Status.PERFORMING: NextStep(
        "看着双方照约定办，办了就在协议里记。到了日子去回访。", Action.REVISIT
    ),
    Status.REVISITING: NextStep("回访过了，没有别的事就归档。", Action.ARCHIVE),
}
_ENDED = {Status.TERMINATED: "调解已经结束。", Status.TRANSFERRED: "已经移送。"}
_NEED = {
    Status.CLAIMED: NextStep("联系居民，去现场看看。", Action.START),
    Status.DOING: NextStep("办好了，写上怎么办的，销账。居民会收到，请他确认。", Action.STRIKE_OFF),
    Status.DONE: NextStep("等居民自己确认。一直没有回音，打电话问问，再归档。"),
    Status.CONFIRMED: NextStep("居民确认解决了，可以归档。", Action.ARCHIVE),
    Status.TRANSFERRED: NextStep("已经转给有关单位，可以归档。", Action.ARCHIVE),
}
_CRISIS = {
    Status.CLAIMED: NextStep("打电话或上门，先确认人是否安全。有危险打110。", Action.START),
    Status.DOING: NextStep(
        "人安全了，写明怎么处理的，归档；公安等单位接手的，在下面移送。", Action.ARCHIVE
    ),
    Status.TRANSFERRED: NextStep("已经移送。写明后来怎样，归档。", Action.ARCHIVE),
}
_WAYS = {TicketKind.DISPUTE: _DISPUTE, TicketKind.NEED: _NEED, TicketKind.CRISIS: _CRISIS}
_NO_MEDIATOR = NextStep("接下来要由人民调解员办，请指派给调解员。", Action.ASSIGN)
_OVER = NextStep("这件事已经办完，现在没有要做的。")


def next_step(case: Case, actor: Actor) -> NextStep:
    """What `actor` should do now. The table of moves still decides whether they may."""
    if case.status in (Status.ARCHIVED, Status.MERGED):
        return _OVER
    if not case.handler and case.status not in (*FINISHED, Status.DONE):
        return _unclaimed(case, actor)
    if case.handler != actor.name and (case.handler or actor.role not in LEADERS):
        return _of_another(case, actor)
    if case.is_paused and case.status is not Status.INVITING:
        return NextStep("已经暂停计时。等到了就恢复。", Action.RESUME)
    if case.kind is TicketKind.DISPUTE and case.status in (Status.VERIFYING, Status.INVITING):
        return _asking(case, actor)
    is_ended = case.kind is TicketKind.DISPUTE and case.status in _ENDED
    step = _after_end(case) if is_ended else _way(case)
    needs_mediator = step.action in (Action.MEDIATE, Action.AGREE) and actor.mandate is None
    return _NO_MEDIATOR if needs_mediator else step


def _way(case: Case) -> NextStep:
    if case.status is Status.AGREED and case.agreement and why_not_in_force(case.agreement):
        return _signing(case.agreement)
    return _WAYS[case.kind].get(case.status, _OVER)


def _of_another(case: Case, actor: Actor) -> NextStep:
    if not case.handler:
        return NextStep("已经结束，等负责人归档。")
    may = "需要时可以在下面收回或者改派。" if actor.role in LEADERS else "您看到什么，可以写记录。"
    return NextStep(f"这件事由{case.handler}办理。{may}")


def _unclaimed(case: Case, actor: Actor) -> NextStep:
    if actor.name in case.conflicts:
        return NextStep("您应当回避，请让别人认领。")
    after = case.status in AFTER_AGREEMENT
    words = "原来的人不办了，请接着办。" if after else "还没有人办。您认领了，居民就知道有人管。"
    if case.kind is TicketKind.CRISIS:
        words = "还没有人办。您接手，马上去看人是否安全。"
    return NextStep(words, Action.CLAIM)


def _asking(case: Case, actor: Actor) -> NextStep:
    """Before acceptance: both sides have to want it, and a mediator has to accept."""
    if Consent.REFUSED in (case.consent_of(PartyRole.APPLICANT), _other(case)):
        return NextStep("有一方明确不同意，写明情况，终止调解。", Action.TERMINATE)
    if case.consent_of(PartyRole.APPLICANT) is not Consent.GIVEN:
        return NextStep("先问申请人愿不愿意调解，在“申请人”里登记意愿。")
    if _other(case) is Consent.UNASKED:
        return NextStep(
            "问对方愿不愿意调解：点下面生成邀请码，请对方在微信里答复；"
            "或者打电话、上门问，在“对方”里登记意愿。",
            Action.INVITE,
        )
    if _other(case) is Consent.ASKED:
        return NextStep(
            f"等对方答复{'，计时停着' if case.is_paused else ''}。对方不用微信，就打电话、上门问，"
            "在“对方”里登记意愿。"
        )
    if actor.mandate is None:
        return _NO_MEDIATOR
    return NextStep("双方都同意了，可以受理。", Action.ACCEPT)


def _signing(standing: Standing) -> NextStep:
    """Until the agreement binds both sides: they confirm it, sign it, and it is entered."""
    if standing.objected:
        return NextStep(why_not_in_force(standing), on_agreement="看哪里不对，变更协议")
    if standing.unconfirmed:
        who = "和".join(SIDE_NAMES[side] for side in standing.unconfirmed)
        return NextStep(
            f"协议写好了。请{who}用自己的微信发“确认协议”，或者开确认码。"
            "双方签名、调解员签名盖章齐了，就登记生效。",
            on_agreement="请双方确认，登记生效",
        )
    return NextStep("双方都确认了。签名盖章齐了，就登记生效。", on_agreement="登记生效")


def _after_end(case: Case) -> NextStep:
    """Whom WeChat tells and whom it does not; who refused or was never asked need not be told."""
    on_wechat = {party.role for party in case.parties if party.on_wechat}
    waits = {PartyRole.APPLICANT, *_asked_other(case)}
    reads = "和".join(name for role, name in PARTY_NAMES.items() if role in on_wechat)
    to_call = "和".join(name for role, name in PARTY_NAMES.items() if role in waits - on_wechat)
    words = [
        _ENDED[case.status],
        f"{reads}在微信里能看到。" if reads else "",
        f"{to_call}不在微信上，请打电话告诉。" if to_call else "",
        "对方没有征询过，没有通知。" if _other(case) is Consent.UNASKED else "",
        "材料齐了就归档。",
    ]
    return NextStep("".join(words), Action.ARCHIVE)


def _asked_other(case: Case) -> tuple[PartyRole, ...]:
    """The other side, where it waits to hear how it ended."""
    return (PartyRole.RESPONDENT,) if _other(case) in (Consent.ASKED, Consent.GIVEN) else ()


def _other(case: Case) -> Consent:
    return case.consent_of(PartyRole.RESPONDENT)
