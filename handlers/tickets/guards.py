"""What has to be there before an act: each guard says why not, or nothing."""

from collections.abc import Iterable

from handlers.tickets.act import Act, Action, Case
from handlers.tickets.party import Consent, PartyRole
from handlers.tickets.people import LEADERS, Role, Tier
from handlers.tickets.signing import why_not_in_force
from handlers.tickets.ticket import FINISHED, SETTLED, EndReason, Status

LOW_MARK = 2
"""A mark of this or less brings the ticket back to the supervisor."""


def by_staff(_case: Case, act: Act) -> str:
    outside = act.actor.role in (Role.RESIDENT, Role.SYSTEM)
    return "这一步由工作人员办理。" if outside else ""


def by_handler(case: Case, act: Act) -> str:
    """The one who has it; a supervisor may stand in."""
    if act.actor.name == case.handler or act.actor.role in LEADERS:
        return ""
    if not case.handler:
        return "还没有人认领，请先认领。"
    return f"这件事由{case.handler}办理，只有办理人或负责人可以这样做。"


def by_leader(_case: Case, act: Act) -> str:
    return "" if act.actor.role in LEADERS else "只有负责人可以这样做。"


def by_leader_or_clock(_case: Case, act: Act) -> str:
    return "" if act.actor.role in (*LEADERS, Role.SYSTEM) else "只有负责人可以这样做。"


def by_handler_or_clock(case: Case, act: Act) -> str:
    return "" if act.actor.role is Role.SYSTEM else by_handler(case, act)


def assigned_by_right(case: Case, act: Act) -> str:
    """The clock and supervisors assign anything; a handler may pass on what they have."""
    return by_handler_or_clock(case, act)


def ended_by_right(case: Case, act: Act) -> str:
    """The handler, or a party who refuses or withdraws (人民调解法 17, 23)."""
    return "" if act.actor.side is not None else by_handler(case, act)


def by_party(_case: Case, act: Act) -> str:
    return "" if act.actor.side is not None else "这一步要居民本人来做，别人不能代替。"


def by_applicant(_case: Case, act: Act) -> str:
    if act.actor.side is PartyRole.APPLICANT:
        return ""
    return "这一步要申请的居民本人来做，别人不能代替。"


def unclaimed(case: Case, act: Act) -> str:
    if not case.handler:
        return ""
    whom = "您自己" if case.handler == act.actor.name else case.handler
    return f"已经由{whom}认领了。"


def without_conflict(case: Case, act: Act) -> str:
    """特邀调解规定 Art. 15 by analogy: relative, interest, other relation."""
    who = act.to or act.actor
    if who.name in case.conflicts:
        return f"{who.name}与当事人有利害关系，应当回避，请换人办理。（参照特邀调解规定第15条）"
    return ""


def by_mediator(_case: Case, act: Act) -> str:
    """Only a people's mediator in their term mediates (人民调解法 8, 9, 13, 14)."""
    mandate = act.actor.mandate
    if mandate is None:
        return f"{act.actor.name}不是人民调解员，请指派给调解员。（人民调解法第13条）"
    if act.day > mandate.until:
        ended = f"{mandate.until:%Y年%m月%d日}"
        return (
            f"{act.actor.name}的调解员任期到{ended}已满，请指派给在任的调解员。（人民调解法第9条）"
        )
    if act.day < mandate.since:
        return (
            f"{act.actor.name}的调解员任期从{mandate.since:%Y年%m月%d日}才开始。（人民调解法第9条）"
        )
    return ""


def names_somebody(_case: Case, act: Act) -> str:
    return "" if act.to is not None else "请选择指派给谁。"


def with_words(_case: Case, act: Act) -> str:
    return "" if act.text.strip() else "请写上内容。"


def with_reason(_case: Case, act: Act) -> str:
    return "" if act.reason is not None else "请选择终止的原因。"


def somebody_was_asked(case: Case, act: Act) -> str:
    """Nobody refuses who was never asked (人民调解法 17); who applied and has changed their mind
    withdraws."""
    if act.reason is not EndReason.REFUSED or act.actor.side is not None:
        return ""
    asked = case.consent_of(PartyRole.RESPONDENT) is not Consent.UNASKED
    if asked or case.consent_of(PartyRole.APPLICANT) is Consent.REFUSED:
        return ""
    return (
        "还没有征询过对方，不能写“一方拒绝调解”。请先征询，或者在“对方”里登记他怎么说的；"
        "是申请人不想调了，请选“申请人撤回”。（人民调解法第17条）"
    )


def nobody_refused(case: Case, _act: Act) -> str:
    if any(party.consent is Consent.REFUSED for party in case.parties):
        return "有一方明确不同意调解，不能继续，请终止并告知其他途径。（人民调解法第17、26条）"
    return ""


def both_agreed(case: Case, act: Act) -> str:
    missing = [
        "申请人" if role is PartyRole.APPLICANT else "对方"
        for role in PartyRole
        if case.consent_of(role) is not Consent.GIVEN
    ]
    return nobody_refused(case, act) or (
        f"还没有{'和'.join(missing)}的同意，调解要双方自愿。（人民调解法第3条）" if missing else ""
    )


def agreement_binds(case: Case, _act: Act) -> str:
    """Nobody is told to keep to an agreement that does not bind them yet (人民调解法 29, 31)."""
    return why_not_in_force(case.agreement) if case.agreement else ""


def running(case: Case, _act: Act) -> str:
    return "已经暂停计时了。" if case.is_paused else ""


def paused(case: Case, _act: Act) -> str:
    return "" if case.is_paused else "没有暂停，不用恢复。"


def asked_by_both(case: Case, act: Act) -> str:
    if case.was_extended:
        return "已经延期过一次了。"
    return "" if act.attested else "延期要双方都同意，请先征得双方同意再勾选。"


def below_the_top(case: Case, _act: Act) -> str:
    return "已经在最高一级，不能再上交。" if case.tier is Tier.COUNTY else ""


def into_an_open_one(case: Case, act: Act) -> str:
    other = act.into
    if other is None:
        return "没有找到要并入的那一件，请核对编号。"
    if other.number == case.number:
        return "不能并入自己。"
    if other.kind is not case.kind:
        return "两件不是同一类事项，不能并案。"
    if other.status in FINISHED:
        return "要并入的那一件已经结束了。"
    return ""


def with_stars(_case: Case, act: Act) -> str:
    return "" if 1 <= act.stars <= 5 else "评价是1到5分。"


def not_rated_yet(case: Case, act: Act) -> str:
    return "这次结果您已经评过分了。" if act.actor.side in case.rated else ""


def is_low(act: Act) -> bool:
    """Whether a rating brings the ticket back."""
    return act.action is Action.RATE and 1 <= act.stars <= LOW_MARK


def first_reason(guards: Iterable[str]) -> str:
    """The first reason against it; empty without one."""
    return next((reason for reason in guards if reason), "")


def why_no_rule(case: Case, action: Action) -> str:
    """The first cause that explains a forbidden pair better than its bare names."""
    if case.status is Status.MERGED:
        return "已经并入另一件，请到那一件里办理。"
    if action is Action.REOPEN and case.status not in SETTLED:
        return "这件事还在办理，不用重新办理。"
    if case.status in FINISHED:
        return "这件事已经结束，要再办请先“重新办理”。"
    if action is Action.RATE:
        return "还没有结果，办结以后才能评价。"
    return ""
