"""The dialogue that opens a ticket: one short question after another, each can be undone."""

import re
from dataclasses import replace
from datetime import timedelta

from handlers import more, privacy, progress, wording
from handlers.choices import chosen
from handlers.intake_words import cancels, explained, goes_back, is_question, skips
from handlers.phone import find_phone, read_phone
from handlers.tickets.ticket import NEED_CATEGORY, TicketDraft, TicketKind
from handlers.turn import Choice, Intake, Kind, Outcome, Reply, Step, Turn, say
from handlers.understand import understand
from handlers.yes_no import answer_in
from knowledge.entry import CATEGORIES
from knowledge.text import han_count, normalise

EXPIRES_AFTER = timedelta(hours=24)
"""A half-finished application is forgotten after this long without a word."""
MOST_PICTURES = 9
_SHORTEST_STORY = 4
_LONGEST_CATEGORY = 8
"""汉字; who writes more, asked for the category, has told what happened."""
_SPEAKS_UP = 2
"""How often a step is not understood before the ways out of it are shown to tap."""
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
_SUBMIT = re.compile(r"(?:我要?|现在|确认|好的?|对)*[,。]?(?:提交|交)(?:吧|了|申请|上去)*")
_HINTED = (Step.WHAT, Step.WHERE, Step.OTHER_SIDE, Step.PHONE)
_MAY_SKIP = (Step.WHERE, Step.OTHER_SIDE, Step.PHONE)
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
    if cancels(text, is_within=intake is not None):
        ended = replace(turn, conversation=replace(turn.conversation, intake=None))
        return say(ended, Reply(wording.CANCELLED if intake else wording.NOTHING_TO_CANCEL))
    if intake and goes_back(text):
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
    aside = _aside(turn, intake) if turn.message.kind is not Kind.LOCATION else None
    return aside or _ANSWERED[intake.step](turn, intake, turn.message.text.strip()[:_LONGEST])


def expired(turn: Turn) -> Turn | None:
    """The turn without a dialogue that lay too long; None when there is none such."""
    intake = turn.conversation.intake
    if intake is None or turn.now - intake.touched < EXPIRES_AFTER:
        return None
    return replace(turn, conversation=replace(turn.conversation, intake=None, choices=()))


def _aside(turn: Turn, intake: Intake) -> Outcome | None:
    """What is no answer to any step: 查进度, 隐私, 更多, and what is often asked on the way. The
    step is asked again after it, unless the aside itself asks something."""
    text = turn.message.text
    for handler in (more.handle, privacy.handle, progress.handle):
        outcome = handler(turn)
        if outcome is None or outcome.adds_to or text.strip().startswith("补充"):
            continue
        if outcome.forgets or outcome.reply.choices or outcome.decision == "more":
            return outcome
        return ask(turn, intake, before=outcome.reply.text + "\n\n")
    words = explained(text)
    return ask(turn, intake, before=words) if words else None


def ask(turn: Turn, intake: Intake, before: str = "") -> Outcome:
    """The question of the step that comes now; after a second failure with the ways out of it."""
    reply = _question(intake)
    hint = "\n" + wording.DIALOGUE_HINT if intake.step in _HINTED else ""
    if intake.failed >= _SPEAKS_UP and intake.step not in (Step.CONSENT, Step.CONFIRM):
        ways = (wording.SKIP, wording.GIVE_UP) if intake.step in _MAY_SKIP else (wording.GIVE_UP,)
        reply = replace(reply, choices=(*reply.choices, *_labels(*ways)))
    outcome = say(turn, Reply(before + reply.text + hint, reply.choices))
    kept = replace(outcome.conversation, intake=replace(intake, touched=turn.now))
    return replace(outcome, conversation=kept)


def _again(turn: Turn, intake: Intake, before: str = "") -> Outcome:
    """The same step once more: its answer was not understood."""
    return ask(turn, replace(intake, failed=intake.failed + 1), before)


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
    return replace(intake, step=step, draft=draft, failed=0)


def _back(turn: Turn, intake: Intake) -> Outcome:
    steps = list(Step)
    position = steps.index(intake.step)
    if position == 0:
        return ask(turn, intake, before=wording.NOTHING_TO_GO_BACK + "\n")
    step = steps[position - 1]
    if intake.draft.kind is TicketKind.NEED:
        step = {Step.CATEGORY: Step.CONSENT, Step.OTHER_SIDE: Step.WHERE}.get(step, step)
    return ask(turn, replace(intake, step=step, failed=0))


def _question(intake: Intake) -> Reply:
    draft = intake.draft
    if intake.step is Step.CONSENT:
        words = wording.CONSENT if draft.kind is TicketKind.DISPUTE else wording.CONSENT_NEED
        words = wording.CONSENT_SHORT if intake.failed >= _SPEAKS_UP else words
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
    agrees = answer_in(text)
    if agrees:
        return ask(turn, _next(intake, replace(intake.draft, consented=turn.now)))
    if agrees is False:
        ended = replace(turn, conversation=replace(turn.conversation, intake=None))
        return say(ended, Reply(wording.CONSENT_REFUSED))
    return _again(turn, intake)


def _category(turn: Turn, intake: Intake, text: str) -> Outcome:
    """Its name, or what happened in one's own words: a story is kept and not asked for again."""
    typed = next((c for c in CATEGORIES if c in text), "")
    if han_count(text) <= _LONGEST_CATEGORY:
        named = typed or _category_by_words(turn, text)
        if not named:
            return _again(turn, intake, wording.CATEGORY_UNKNOWN + "\n")
        return ask(turn, _next(intake, replace(intake.draft, category=named)))
    named = _category_by_words(turn, text) or typed
    draft = replace(intake.draft, category=named, what=text)
    if not named:
        return _again(turn, replace(intake, draft=draft), wording.CATEGORY_OF_STORY)
    return ask(turn, _next(intake, draft), wording.CATEGORY_KEPT.format(category=named))


def _what(turn: Turn, intake: Intake, text: str) -> Outcome:
    if han_count(text) < _SHORTEST_STORY:
        return _again(turn, intake, wording.WHAT_TOO_SHORT + "\n")
    return ask(turn, _next(intake, replace(intake.draft, what=text)))


def _where(turn: Turn, intake: Intake, text: str) -> Outcome:
    where = turn.message.place or ("" if skips(text) else text)
    if _asks_instead(intake, where):
        return _again(turn, intake, wording.ASK_LATER)
    return ask(turn, _next(intake, replace(intake.draft, where=where)))


def _other_side(turn: Turn, intake: Intake, text: str) -> Outcome:
    """Who it is; a number alone is theirs, as one's own is asked for next."""
    if _asks_instead(intake, text):
        return _again(turn, intake, wording.ASK_LATER)
    number = read_phone(text)
    if number:
        told = replace(intake.draft, other_side=wording.OTHER_PHONE.format(number))
        return ask(turn, _next(intake, told), wording.OTHER_PHONE_KEPT.format(phone=number))
    told = replace(intake.draft, other_side="" if skips(text) else text)
    return ask(turn, _next(intake, told))


def _asks_instead(intake: Intake, text: str) -> bool:
    """Whether a question is no answer; who says it again means it as one."""
    return is_question(text) and not intake.failed


def _phone(turn: Turn, intake: Intake, text: str) -> Outcome:
    number = find_phone(text)
    if number or skips(text):
        return ask(turn, _next(intake, replace(intake.draft, phone=number)))
    wrong = wording.PHONE_WRONG if any(c.isdigit() for c in text) else wording.PHONE_MISSING
    return _again(turn, intake, wording.ASK_LATER if is_question(text) else wrong + "\n")


def _confirm(turn: Turn, intake: Intake, text: str) -> Outcome:
    number = find_phone(text)
    if number:
        changed = replace(intake, draft=replace(intake.draft, phone=number))
        return ask(turn, changed, wording.PHONE_CHANGED)
    if not _submits(intake, text):
        is_wrong = normalise(text).strip("。!") in ("不对", "不是", "错了", "有错", "不对的")
        short = wording.CONFIRM_SHORT if intake.failed else ""
        return _again(turn, intake, wording.CONFIRM_WRONG if is_wrong else short)
    receipt = wording.RECEIPT.format(number=turn.fresh_number, phone=turn.contacts.phone)
    done = replace(turn, conversation=replace(turn.conversation, intake=None, entry=""))
    reply = Reply(receipt, (Choice(wording.PROGRESS, wording.PROGRESS),))
    return replace(say(done, reply), opens=intake.draft)


def _submits(intake: Intake, text: str) -> bool:
    choice = chosen(_question(intake).choices, text)
    plain = normalise(choice.says if choice else text).strip("。!")
    is_yes = bool(answer_in(text)) or plain in ("确认", "没错", "没问题", "对的没错")
    return plain == normalise(wording.SUBMIT) or bool(_SUBMIT.fullmatch(plain)) or is_yes


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


_ANSWERED = {
    Step.CONSENT: _consent,
    Step.CATEGORY: _category,
    Step.WHAT: _what,
    Step.WHERE: _where,
    Step.OTHER_SIDE: _other_side,
    Step.PHONE: _phone,
    Step.CONFIRM: _confirm,
}
