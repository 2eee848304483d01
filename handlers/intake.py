"""The dialogue that opens a ticket: one short question after another, each can be undone."""

import re
from dataclasses import replace
from datetime import timedelta

from handlers import wording
from handlers.choices import chosen
from handlers.phone import read_phone
from handlers.tickets.ticket import NEED_CATEGORY, TicketDraft, TicketKind
from handlers.turn import Choice, Intake, Kind, Outcome, Reply, Step, Turn, say
from handlers.understand import understand
from knowledge.entry import CATEGORIES
from knowledge.text import han_count, normalise

EXPIRES_AFTER = timedelta(hours=24)
"""A half-finished application is forgotten after this long without a word."""
MOST_PICTURES = 9
_SHORTEST_STORY = 4
_LONGEST = 2_000
"""Characters of one answer that are kept."""

_START = re.compile(
    r"(?:你好|您好)?[,。! ]*(?:我要|我想|我要申请|申请|帮我|请人|请求|要|找人|想找人)?"
    r"(?:调解|人民调解|申请调解|登记)(?:一下)?(?:纠纷)?[。!?]?"
)
_START_NEED = re.compile(r"(?:我要|我想|帮我)?(?:报事|报修|求助|上报|反映问题|反映情况)[。!?]?")
_START_WITH_STORY = re.compile(
    r"(?:你好|您好)?[,。! ]*(?:我要|我想|我要申请|申请|请)(?:人民)?调解(?:一下)?[,。:;! ]*(.+)"
)
"""我要调解 with the story in the same message: it is not asked for again."""
_CANCEL = {"取消", "不办了", "算了", "不弄了", "退出"}
_BACK = {"返回", "上一步", "返回上一步", "后退", "改一下"}
_SKIP = {"跳过", "不留", "不知道", "没有", "无", "不想说", "不说", "略", "不填"}
_HINTED = (Step.WHAT, Step.WHERE, Step.OTHER_SIDE, Step.PHONE)
_OFFERED = ("邻里", "物业", "婚姻家庭", "合同", "损害赔偿", "消费", "房屋宅基地", "其他")
"""The categories shown; each of the fifteen can be typed."""
_CATEGORY_LABELS = {
    "邻里": "邻里（漏水、噪声、过道…）",
    "物业": "物业",
    "婚姻家庭": "婚姻家庭、继承",
    "合同": "租房、借钱、买卖等合同",
    "损害赔偿": "受伤、东西损坏要赔偿",
    "消费": "买东西、办卡",
    "房屋宅基地": "房屋、宅基地",
    "其他": "其他",
}


def handle_commands(turn: Turn) -> Outcome | None:
    """我要调解 begins, 取消 ends, 返回 goes back: they work wherever one is."""
    text = normalise(turn.message.text)
    intake = turn.conversation.intake
    if text in _CANCEL:
        ended = replace(turn, conversation=replace(turn.conversation, intake=None))
        return say(ended, Reply(wording.CANCELLED if intake else wording.NOTHING_TO_CANCEL))
    if text in _BACK and intake:
        return _back(turn, intake)
    return None if intake else _beginning(turn, text)


def _beginning(turn: Turn, text: str) -> Outcome | None:
    """我要调解, with or without its story, and 我要报事."""
    if _START.fullmatch(text):
        return _begin(turn)
    if _START_NEED.fullmatch(text):
        draft = TicketDraft(kind=TicketKind.NEED, category=NEED_CATEGORY)
        return ask(turn, Intake(Step.CONSENT, turn.now, draft))
    story = _START_WITH_STORY.fullmatch(text)
    if story and han_count(story[1]) >= _SHORTEST_STORY:
        return _begin_with(turn, story[1][:_LONGEST])
    return None


def handle(turn: Turn) -> Outcome | None:
    """The answer to the question that the dialogue stands at; None without a dialogue."""
    intake = turn.conversation.intake
    if intake is None or turn.message.kind is Kind.EVENT:
        return None
    if turn.message.kind is Kind.IMAGE:
        return _picture(turn, intake)
    if turn.message.kind is Kind.LOCATION and intake.step is not Step.WHERE:
        return ask(turn, intake, before=wording.PLACE_ALONE + "\n")
    if turn.message.kind not in (Kind.TEXT, Kind.LOCATION, Kind.VOICE) or not (
        turn.message.text.strip() or turn.message.place
    ):
        return ask(turn, intake, before=wording.TEXT_ONLY + "\n")
    return _ANSWERED[intake.step](turn, intake, turn.message.text.strip()[:_LONGEST])


def expired(turn: Turn) -> Turn | None:
    """The turn without a dialogue that lay too long; None when there is none such."""
    intake = turn.conversation.intake
    if intake is None or turn.now - intake.touched < EXPIRES_AFTER:
        return None
    return replace(turn, conversation=replace(turn.conversation, intake=None, choices=()))


def ask(turn: Turn, intake: Intake, before: str = "") -> Outcome:
    """The question of the step that comes now."""
    reply = _question(intake)
    hint = "\n" + wording.DIALOGUE_HINT if intake.step in _HINTED else ""
    outcome = say(turn, Reply(before + reply.text + hint, reply.choices))
    kept = replace(outcome.conversation, intake=replace(intake, touched=turn.now))
    return replace(outcome, conversation=kept)


def _begin(turn: Turn) -> Outcome:
    entry = turn.base.entry(turn.conversation.entry)
    draft = TicketDraft(category=entry.category if entry else "", entry=entry.id if entry else "")
    before = wording.CONSENT_WITH_TOPIC.format(topic=entry.question) if entry else ""
    return ask(turn, Intake(Step.CONSENT, turn.now, draft), before)


def _begin_with(turn: Turn, story: str) -> Outcome:
    draft = TicketDraft(what=story, category=_category_by_words(turn, story))
    return ask(turn, Intake(Step.CONSENT, turn.now, draft))


def _next(intake: Intake, draft: TicketDraft) -> Intake:
    """The step after this one; what is known from the topic or the first words is not asked."""
    known = {
        *((Step.CATEGORY,) if draft.category else ()),
        *((Step.WHAT,) if draft.what else ()),
    }
    steps = list(Step)
    if draft.kind is TicketKind.NEED:
        known.add(Step.OTHER_SIDE)
    following = steps[steps.index(intake.step) + 1 :]
    step = next(s for s in following if s not in known)
    return replace(intake, step=step, draft=draft)


def _back(turn: Turn, intake: Intake) -> Outcome:
    steps = list(Step)
    position = steps.index(intake.step)
    if position == 0:
        return ask(turn, intake, before=wording.NOTHING_TO_GO_BACK + "\n")
    step = steps[position - 1]
    if intake.draft.kind is TicketKind.NEED:
        step = {Step.CATEGORY: Step.CONSENT, Step.OTHER_SIDE: Step.WHERE}.get(step, step)
    return ask(turn, replace(intake, step=step))


def _question(intake: Intake) -> Reply:
    draft = intake.draft
    if intake.step is Step.CONSENT:
        words = wording.CONSENT if draft.kind is TicketKind.DISPUTE else wording.CONSENT_NEED
        return Reply(words, _labels(wording.CONSENT_YES, wording.CONSENT_NO))
    if intake.step is Step.CATEGORY:
        return Reply(wording.ASK_CATEGORY, tuple(Choice(_CATEGORY_LABELS[c], c) for c in _OFFERED))
    if intake.step is Step.CONFIRM:
        summary = wording.CONFIRM.format(
            category=draft.category,
            what=draft.what,
            where=draft.where or wording.SKIPPED,
            other_side=draft.other_side or wording.SKIPPED,
            phone=draft.phone or wording.SKIPPED,
            pictures=len(draft.pictures),
        )
        return Reply(summary, _labels(wording.SUBMIT, wording.GO_BACK, wording.GIVE_UP))
    return Reply(
        {
            Step.WHAT: wording.ASK_WHAT,
            Step.WHERE: wording.ASK_WHERE,
            Step.OTHER_SIDE: wording.ASK_OTHER_SIDE,
            Step.PHONE: wording.ASK_PHONE,
        }[intake.step]
    )


def _labels(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, label) for label in labels)


def _consent(turn: Turn, intake: Intake, text: str) -> Outcome:
    plain = normalise(text)
    if plain in ("同意", "好", "好的", "可以", "是", "愿意", "行", "嗯"):
        return ask(turn, _next(intake, replace(intake.draft, consented=turn.now)))
    if plain in ("不同意", "不", "不行", "不可以", "不愿意", "否"):
        ended = replace(turn, conversation=replace(turn.conversation, intake=None))
        return say(ended, Reply(wording.CONSENT_REFUSED))
    return ask(turn, intake)


def _category(turn: Turn, intake: Intake, text: str) -> Outcome:
    named = next((c for c in CATEGORIES if c in text), "") or _category_by_words(turn, text)
    if not named:
        return ask(turn, intake, before=wording.CATEGORY_UNKNOWN + "\n")
    return ask(turn, _next(intake, replace(intake.draft, category=named)))


def _what(turn: Turn, intake: Intake, text: str) -> Outcome:
    if han_count(text) < _SHORTEST_STORY:
        return ask(turn, intake, before=wording.WHAT_TOO_SHORT + "\n")
    return ask(turn, _next(intake, replace(intake.draft, what=text)))


def _where(turn: Turn, intake: Intake, text: str) -> Outcome:
    where = turn.message.place or text
    return ask(turn, _next(intake, replace(intake.draft, where=_unless_skipped(where))))


def _other_side(turn: Turn, intake: Intake, text: str) -> Outcome:
    return ask(turn, _next(intake, replace(intake.draft, other_side=_unless_skipped(text))))


def _phone(turn: Turn, intake: Intake, text: str) -> Outcome:
    digits = "" if normalise(text) in _SKIP else read_phone(text)
    if digits is None:
        return ask(turn, intake, before=wording.PHONE_WRONG + "\n")
    return ask(turn, _next(intake, replace(intake.draft, phone=digits)))


def _confirm(turn: Turn, intake: Intake, text: str) -> Outcome:
    choice = chosen(_question(intake).choices, text)
    said = choice.says if choice else normalise(text)
    if said not in (wording.SUBMIT, "提交", "对", "确认", "是", "对的", "没错"):
        return ask(turn, intake)
    receipt = wording.RECEIPT.format(number=turn.fresh_number, phone=turn.contacts.phone)
    done = replace(turn, conversation=replace(turn.conversation, intake=None, entry=""))
    reply = Reply(receipt, (Choice(wording.PROGRESS, wording.PROGRESS),))
    return replace(say(done, reply), opens=intake.draft)


def _picture(turn: Turn, intake: Intake) -> Outcome:
    pictures = intake.draft.pictures
    if len(pictures) >= MOST_PICTURES:
        return ask(turn, intake, before=wording.TOO_MANY_PICTURES.format(most=MOST_PICTURES))
    pictures = (*pictures, turn.message.media_id)
    kept = replace(intake, draft=replace(intake.draft, pictures=pictures))
    return ask(turn, kept, before=wording.PICTURE_KEPT.format(count=len(pictures)))


def _category_by_words(turn: Turn, text: str) -> str:
    """The category of what the knowledge finds for a resident's own words; empty if nothing."""
    found = understand(turn.base, text)
    return (found.category or "") if found.decision in ("answer", "choose") else ""


def _unless_skipped(text: str) -> str:
    return "" if normalise(text) in _SKIP else text


_ANSWERED = {
    Step.CONSENT: _consent,
    Step.CATEGORY: _category,
    Step.WHAT: _what,
    Step.WHERE: _where,
    Step.OTHER_SIDE: _other_side,
    Step.PHONE: _phone,
    Step.CONFIRM: _confirm,
}
