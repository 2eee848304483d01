"""The documents of a file (司法部 2010 forms): what stands in each, and what is missing.

All are filled from one set of data, a mapping from a field's key to its text: a name that is
written once stands in every document, and a document shows by itself what it lacks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Data = Mapping[str, str]


class PaperKind(StrEnum):
    """The nine documents."""

    APPLICATION = "application"
    REGISTRATION = "registration"
    RIGHTS = "rights"
    INVESTIGATION = "investigation"
    MEDIATION = "mediation"
    AGREEMENT = "agreement"
    ORAL = "oral"
    VISIT = "visit"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Field:
    """A place to be filled. A form that has to be complete needs it, unless `optional`."""

    key: str
    label: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A document: its title, its fields, a fixed text, and who signs by hand."""

    title: str
    fields: tuple[Field, ...]
    text: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document filled in: pairs of label and text, blank where it is missing."""

    kind: PaperKind
    title: str
    rows: tuple[tuple[str, str], ...]
    text: tuple[str, ...]
    signed_by: tuple[str, ...]
    missing: tuple[Field, ...]


def _person(side: str, name: str) -> tuple[Field, ...]:
    """A party's fields. Only the name is needed: no more is asked than the law's form does, and
    none of it to open a ticket (个人信息保护法 6)."""
    return (
        Field(f"{side}.name", f"{name}姓名"),
        Field(f"{side}.sex", f"{name}性别", True),
        Field(f"{side}.nation", f"{name}民族", True),
        Field(f"{side}.age", f"{name}年龄", True),
        Field(f"{side}.job", f"{name}职业或单位", True),
        Field(f"{side}.phone", f"{name}联系方式"),
        Field(f"{side}.address", f"{name}住址", True),
    )


_APPLICANT = _person("applicant", "申请人")
_RESPONDENT = _person("respondent", "被申请人")
_CASE = (Field("number", "编号"), Field("category", "纠纷类型"))
_RIGHTS = (
    "一、调解自愿。您可以接受或者拒绝调解，也可以随时要求终止。",
    "二、您可以选择或者接受人民调解员；认为调解员和对方有亲属、利害等关系的，可以要求换人。",
    "三、您可以要求公开进行，也可以要求不公开进行。调解组织保守您的隐私。",
    "四、调解不收任何费用。",
    "五、请如实陈述，遵守秩序，尊重对方，并按约履行达成的协议。",
    "六、调解不妨碍您申请仲裁、请求行政处理或者向法院起诉。",
    "七、达成协议后，双方可以自生效之日起30日内共同向有管辖权的基层人民法院申请司法确认。",
)
"""Our words for 人民调解法 3, 4, 15, 19, 23, 24, 31 and 33."""

FORMS: dict[PaperKind, Blank] = {
    PaperKind.APPLICATION: Blank(
        "人民调解申请书",
        (
            *_APPLICANT,
            *_RESPONDENT,
            Field("summary", "纠纷简要情况"),
            Field("requests", "申请事项"),
            Field("opened", "申请日期"),
        ),
        ("申请人自愿申请人民调解委员会调解。",),
        ("申请人（签名或按指印）",),
    ),
    PaperKind.REGISTRATION: Blank(
        "人民调解受理登记表",
        (
            *_CASE,
            Field("source", "案件来源"),
            Field("opened", "登记日期"),
            Field("accepted", "受理日期"),
            *_APPLICANT,
            *_RESPONDENT,
            Field("summary", "纠纷简要情况"),
            Field("requests", "申请事项"),
            Field("consent", "双方是否自愿"),
            Field("mediator", "登记人"),
            Field("committee", "人民调解委员会"),
        ),
        (),
        ("登记人（签名）", "人民调解委员会（印章）"),
    ),
    PaperKind.RIGHTS: Blank(
        "人民调解权利义务告知书",
        (
            Field("number", "编号"),
            Field("committee", "人民调解委员会"),
            Field("notified", "告知日期"),
        ),
        _RIGHTS,
        ("申请人（签名或按指印）", "被申请人（签名或按指印）"),
    ),
    PaperKind.INVESTIGATION: Blank(
        "人民调解调查记录",
        (
            *_CASE,
            Field("inquiry.day", "调查时间"),
            Field("inquiry.place", "调查地点"),
            Field("inquiry.by", "调查人"),
            Field("inquiry.asked", "被调查人"),
            Field("inquiry.recorder", "记录人"),
            Field("inquiry.words", "调查情况"),
        ),
        (),
        ("被调查人（签名）", "调查人（签名）", "记录人（签名）"),
    ),
    PaperKind.MEDIATION: Blank(
        "人民调解记录",
        (
            *_CASE,
            Field("summary", "纠纷事由"),
            Field("session.day", "调解时间"),
            Field("session.place", "调解地点"),
            Field("applicant.name", "申请人"),
            Field("respondent.name", "被申请人"),
            Field("session.invited", "受邀参加人", True),
            Field("notified", "告知权利义务的日期"),
            Field("session.words", "双方陈述和调解经过"),
            Field("outcome", "调解结果或者不成的原因"),
            Field("routes", "告知的其他途径", True),
            Field("mediator", "调解员"),
            Field("session.recorder", "记录人"),
        ),
        (),
        ("申请人（签名）", "被申请人（签名）", "调解员（签名）", "记录人（签名）"),
    ),
    PaperKind.AGREEMENT: Blank(
        "人民调解协议书",
        (
            Field("agreement.number", "协议编号"),
            *_APPLICANT,
            *_RESPONDENT,
            Field("agreement.facts", "争议事实和责任"),
            Field("agreement.terms", "协议内容、履行方式和期限"),
            Field("agreement.effective", "生效日期"),
            Field("agreement.confirmed", "当事人自行确认"),
            Field("mediator", "调解员"),
            Field("committee", "人民调解委员会"),
        ),
        ("本协议一式三份，双方当事人和人民调解委员会各一份。",),
        (
            "申请人（签名或按指印）",
            "被申请人（签名或按指印）",
            "调解员（签名）",
            "人民调解委员会（印章）",
        ),
    ),
    PaperKind.ORAL: Blank(
        "人民调解口头协议登记表",
        (
            Field("agreement.number", "协议编号"),
            Field("applicant.name", "申请人"),
            Field("respondent.name", "被申请人"),
            Field("agreement.facts", "纠纷事实和争议事项"),
            Field("agreement.terms", "协议内容、履行方式和期限"),
            Field("agreement.effective", "达成日期"),
            Field("agreement.confirmed", "当事人自行确认"),
            Field("mediator", "调解员"),
            Field("committee", "人民调解委员会"),
        ),
        (),
        ("调解员（签名）", "人民调解委员会（印章）"),
    ),
    PaperKind.VISIT: Blank(
        "人民调解回访记录",
        (
            *_CASE,
            Field("agreement.number", "协议编号", True),
            Field("visit.reason", "回访事由"),
            Field("visit.day", "回访日期"),
            Field("visit.performed", "履行情况"),
            Field("visit.satisfied", "满意度", True),
            Field("visit.litigation", "是否又起诉"),
            Field("visit.risk", "还有什么隐患", True),
            Field("visit.words", "回访情况"),
            Field("visit.by", "回访人"),
        ),
        (),
        ("被回访人（签名）", "回访人（签名）"),
    ),
    PaperKind.COVER: Blank(
        "人民调解卷宗",
        (
            Field("case_number", "卷宗号"),
            Field("category", "纠纷类型"),
            Field("source", "案件来源"),
            Field("applicant.name", "申请人"),
            Field("respondent.name", "被申请人"),
            Field("mediator", "调解员"),
            Field("accepted", "受理日期"),
            Field("closed", "结案日期"),
            Field("ending", "调解结果"),
            Field("retention", "保管期限"),
            Field("committee", "立卷单位"),
        ),
    ),
}


def paper(kind: PaperKind, data: Data) -> Paper:
    """The document filled from the data."""
    form = FORMS[kind]
    rows = tuple((f.label, data.get(f.key, "").strip()) for f in form.fields)
    missing = tuple(f for f in form.fields if not f.optional and not data.get(f.key, "").strip())
    text = form.text if kind is not PaperKind.COVER else _index(data)
    return Paper(kind, form.title, rows, text, form.signed_by, missing)


def belonging(data: Data) -> tuple[PaperKind, ...]:
    """The documents that this file has: the agreement in its form, or neither without one."""
    left_out = {
        "written": {PaperKind.ORAL},
        "oral": {PaperKind.AGREEMENT},
    }.get(data.get("agreement.form", ""), {PaperKind.ORAL, PaperKind.AGREEMENT})
    if not data.get("agreement.form") and not data.get("visit.day"):
        left_out = left_out | {PaperKind.VISIT}
    return tuple(kind for kind in PaperKind if kind not in left_out)


def fillable(data: Data) -> tuple[Field, ...]:
    """Every field of the file's documents once, for a form to fill in."""
    found = {f.key: f for kind in belonging(data) for f in FORMS[kind].fields}
    return tuple(found.values())


def _index(data: Data) -> tuple[str, ...]:
    kinds = [kind for kind in belonging(data) if kind is not PaperKind.COVER]
    return (
        "卷内目录",
        *(f"{place}. {FORMS[kind].title}" for place, kind in enumerate(kinds, 1)),
    )
