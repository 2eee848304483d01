"""A mediation agreement: its terms, what it lacks, and what a court would not confirm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256


class Form(StrEnum):
    """Written, or oral and recorded (人民调解法 28)."""

    WRITTEN = "written"
    ORAL = "oral"


class Side(StrEnum):
    """On which side a party or a duty stands."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    BOTH = "both"


FORM_NAMES = {Form.WRITTEN: "书面协议", Form.ORAL: "口头协议"}
SIDE_NAMES = {Side.APPLICANT: "申请人", Side.RESPONDENT: "被申请人", Side.BOTH: "双方"}


@dataclass(frozen=True, slots=True)
class Term:
    """One promise: who does what by which day. `fen` is the money in it, in 1/100 yuan."""

    side: Side
    text: str
    due: date | None = None
    fen: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """What the mediator writes down (人民调解法 29).

    `effective` is the day of the last signature and the seal, or for an oral agreement the day
    it was reached (人民调解法 29, 30); None while signatures are missing.
    """

    form: Form
    facts: str
    terms: tuple[Term, ...]
    effective: date | None
    parties: tuple["Signer", ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """A party to the agreement; `resident` is their WeChat where they are known by it."""

    side: Side
    name: str
    resident: str = ""


@dataclass(frozen=True, slots=True)
class CourtWarning:
    """Why a court would perhaps not confirm, in Chinese, with the article behind it."""

    reason: str
    article: str


_VAGUE = re.compile(r"尽快|尽量|适当|酌情|合理时间|另行协商|再商量|以后再说|看情况|视情况|有钱再")
_PAYS = re.compile(r"赔偿|支付|付给|退还|返还|补偿|还款|还钱|赔钱")
_SUM = re.compile(r"[\d一二三四五六七八九十百千万]+\s*(?:元|块|万)")
_RULES = (
    (
        re.compile(
            r"(?:解除|恢复|确认|承认|断绝).{0,6}(?:婚姻|夫妻|父子|父女|母子|母女|亲子|收养)关系"
        ),
        "写了婚姻、亲子或者收养关系怎么定，这类身份关系法院不予确认。",
        "民诉法解释第355条第3项",
    ),
    (
        re.compile(r"(?:同意|自愿|协议)离婚|离婚(?:生效|协议)"),
        "写了离婚。离婚要到民政局或者法院办，法院不予确认。",
        "民诉法解释第355条第3项",
    ),
    (
        re.compile(
            r"所有权|(?<!不动)产权(?!证)|使用权归|确权|地界|界址|(?:房屋|房子|房产|土地|宅基地|车辆).{0,8}归.{1,12}所有"
        ),
        "写了房屋、土地等归谁，这是物权确权，法院不予确认。",
        "民诉法解释第355条第5项",
    ),
    (
        re.compile(r"(?:专利|商标|著作|版)权.{0,8}归"),
        "写了知识产权归谁，法院不予确认。",
        "民诉法解释第355条第5项",
    ),
    (
        re.compile(
            r"(?:放弃|不再(?:支付|承担|给付)|免除).{0,6}(?:抚养费|赡养费|赡养义务|抚养义务|扶养)"
        ),
        "写了不付抚养费或者赡养费，损害孩子或者老人的权益。",
        "民诉法解释第358条第1、2项",
    ),
    (
        re.compile(
            r"(?:不(?:得|准|许|能|再)|放弃|撤回).{0,4}"
            r"(?:报警|报案|举报|起诉|告状|上访|投诉|结婚|离婚|改嫁|生育|探望)"
        ),
        "写了不许报警、起诉或者结婚离婚，这样限制权利没有效力。",
        "民诉法解释第358条第1、3项",
    ),
    (
        re.compile(r"私了|(?:不|免于|放弃)追究.{0,4}刑事|(?:撤案|销案|改口|翻供|作伪证)"),
        "写了刑事责任怎么办。刑事的事不归双方约定，应当报告公安。",
        "民诉法解释第355条第1项；人民调解法第25条",
    ),
    (
        re.compile(r"赌(?:债|博|资|输)|嫖|毒品|代孕|高利贷|砍头息|利滚利|驴打滚|分手费|包养"),
        "写了赌债、高利贷、代孕一类法律不保护的事。",
        "民诉法解释第358条第1、3项",
    ),
    (
        re.compile(
            r"(?:扣押|扣留|抵押|交出|没收).{0,4}(?:身份证|户口本|护照|社保卡)|不(?:得|准|许)(?:出门|离开|外出)"
        ),
        "写了扣证件或者限制人身自由，这没有效力。",
        "民诉法解释第358条第1项",
    ),
    (
        re.compile(
            r"行政处罚|罚款|拘留|低保|落户|迁户|学区|学位|拆迁补偿(?:决定|标准)|土地证|规划许可"
        ),
        "写了要行政机关决定的事，不归法院确认。",
        "民诉法解释第355条第1项",
    ),
    (
        re.compile(
            r"(?:绿地|楼道|屋顶|天台|公共(?:部位|区域|收益|用地)|消防通道|车位).{0,8}归.{0,10}(?:用|使用|所有|独占)"
        ),
        "写了大家共有的地方归一家用，可能损害别的业主。",
        "民诉法解释第358条第2项",
    ),
    (
        re.compile(
            r"小产权房|(?:买卖|出卖|转让|卖给).{0,6}宅基地|宅基地.{0,8}(?:卖|转让)|逃税|避税|阴阳合同|假(?:离婚|结婚|合同)"
        ),
        "写了法律禁止的买卖或者假合同，违反强制性规定。",
        "民诉法解释第358条第1项",
    ),
)


def faults(draft: AgreementDraft, today: date, opened: date) -> Iterator[str]:
    """What forbids saving the agreement, in Chinese; nothing when it may be saved.

    `opened` is the day of registration: nothing can have been agreed before it.
    """
    if len(draft.facts.strip()) < 4:
        yield "请写上争议的事实和责任（人民调解法第29条）。"
    if not draft.terms:
        yield "至少要写一条约定的事项。"
    for position, term in enumerate(draft.terms, 1):
        if not term.text.strip():
            yield f"第{position}条没有写内容。"
        if term.due is not None and term.due < (draft.effective or today):
            yield f"第{position}条的履行日期 {term.due} 早于协议的日期，请改。"
        if term.fen is not None and term.fen <= 0:
            yield f"第{position}条的金额要大于0。"
    if draft.effective is not None and draft.effective > today:
        yield "生效日期还没有到，请等签名盖章以后再填。"
    if draft.effective is not None and draft.effective < opened:
        yield f"生效日期早于登记的日期 {opened}，请核对。"
    sides = {signer.side for signer in draft.parties}
    if not {Side.APPLICANT, Side.RESPONDENT} <= sides:
        yield "协议要有申请人和被申请人两方。"
    if any(not signer.name.strip() for signer in draft.parties):
        yield "每一方都要写姓名或者称呼。"


def court_warnings(draft: AgreementDraft) -> tuple[CourtWarning, ...]:
    """What a court would not confirm, as far as words show it (民诉法解释 2022, 355 and 358).

    A warning never forbids: a person decides, and the law of the case may be otherwise.
    """
    whole = "\n".join((draft.facts, *(term.text for term in draft.terms)))
    found = [CourtWarning(why, article) for rule, why, article in _RULES if rule.search(whole)]
    for position, term in enumerate(draft.terms, 1):
        if term.due is None:
            found.append(_unclear(position, "没有写履行日期"))
        vague = _VAGUE.search(term.text)
        if vague:
            found.append(_unclear(position, f"写了“{vague[0]}”，做没做到说不清"))
        if _PAYS.search(term.text) and term.fen is None and not _SUM.search(term.text):
            found.append(_unclear(position, "要付钱却没有写金额"))
    return tuple(found)


def _unclear(position: int, why: str) -> CourtWarning:
    return CourtWarning(f"第{position}条{why}，内容不明确。", "民诉法解释第358条第5项")


def agreement_number(ticket: str, serial: int) -> str:
    """The agreement's own number, from the ticket's: a file may hold more than one."""
    return f"{ticket}-协{serial}"


def seal(number: str, mediator: str, draft: AgreementDraft) -> str:
    """A code over the agreement's content, which its event carries: a later change shows."""
    parts = [number, draft.form.value, draft.facts.strip(), mediator]
    parts += [
        f"{position}|{term.side}|{term.text.strip()}|{term.due}|{term.fen}"
        for position, term in enumerate(draft.terms, 1)
    ]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def yuan(fen: int | None) -> str:
    """Money as it is read; empty for none."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}元"


def parse_yuan(text: str) -> int | None:
    """Money in 1/100 yuan from what was typed; None for nothing. Raises ValueError."""
    plain = text.strip().replace(",", "").replace("，", "").removesuffix("元").removeprefix("¥")
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,10}(?:\.\d{1,2})?", plain):
        raise ValueError(f"“{text}”不是金额，请写成 1200 或 1200.50")
    whole, _, part = plain.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def terms_in_words(terms: tuple[Term, ...]) -> str:
    """The terms as a party reads them."""
    lines = []
    for position, term in enumerate(terms, 1):
        money = f"（{yuan(term.fen)}）" if term.fen is not None else ""
        due = f"，{term.due}前" if term.due else ""
        lines.append(f"{position}. {SIDE_NAMES[term.side]}：{term.text}{money}{due}")
    return "\n".join(lines)
