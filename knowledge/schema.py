"""The JSON schemas by which common editors help while one types; made from the loader's names.

`baimi knowledge schema` writes them; a test holds the files equal to what this makes.
"""

from collections.abc import Mapping
from typing import Any

from knowledge.check import ASKS, CASE_PARTS, KEYWORDS, STEPS
from knowledge.entry import BOOKS, CATEGORIES, LAST_ARTICLE
from knowledge.load import CASE_KEYS, ENTRY_KEYS, NOTE_KEYS, OPTIONAL_KEYS, TOP_KEYS

Schema = dict[str, Any]
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": ["string", "integer"], "minLength": 1}
"""A word like 520 is a number to YAML and a text to the loader."""
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9-]*-[0-9]{2,3}$"}
_ARTICLE: Schema = {"type": "integer", "minimum": 1, "maximum": LAST_ARTICLE}
_LAW: Schema = {"type": "string", "pattern": "^.+第[一二三四五六七八九十百千零]+条(之.)?$"}


def _list(item: Schema, least: int = 0, most: int | None = None) -> Schema:
    """A list of items; counts are what the guide asks for."""
    bounds = {"minItems": least} | ({"maxItems": most} if most else {})
    return {"type": "array", "items": item, **bounds}


_SHARED: Mapping[str, tuple[Schema, str]] = {
    "编号": (_ID, "英文小写加两位数字，例如 leaks-01；全部文件里不能重复，用过的不再改。"),
    "法条": (_list(_ARTICLE), "《民法典》条号，只写数字，最要紧的排最前，例如 [1165, 288]。"),
    "其他法律": (
        _list(_LAW),
        "别的法律，写“法律名第几条”，数字用汉字，例如 物业管理条例第五十五条。",
    ),
    "审核日期": (_DAY, "另一个人对照法条逐句读过的那天；没读过就不要写。"),
    "法律截至": (_DAY, "对照的是哪一天为止的法律。"),
}
_ENTRY: Mapping[str, tuple[Schema, str]] = {
    **_SHARED,
    "问题": (_TEXT, "居民会怎么问，就怎么写，一句话，以问号结尾。"),
    "别的问法": (_list(_TEXT, *ASKS), "四到八种别的说法，用词要不同，至少两种是口语。"),
    "关键词": (_list(_TEXT, *KEYWORDS), "问这件事时常说的词，英文逗号加空格隔开。"),
    "回答": (_TEXT, "第一句就说可以、不可以，还是要看情况；再说为什么。80到300个汉字。"),
    "下一步": (_list(_TEXT, *STEPS), "先做什么、留什么证据、找谁，每步一行。"),
    "纠纷类别": ({"enum": list(CATEGORIES)}, "人民调解统计的类别，选一个。"),
    "期限": (_TEXT, "有时间限制才写：多久之内、从哪天算起。"),
}
_NOTE: Mapping[str, tuple[Schema, str]] = {
    "条": (_ARTICLE, "《民法典》第几条，只写数字。"),
    "要旨": (_TEXT, "这一条讲什么，用自己的话写一句。"),
    "问法": (_list(_TEXT, 2), "居民会问的、这一条能回答的问题。"),
}


def _part(name: str) -> str:
    least, most = CASE_PARTS[name]
    return f"{least}到{most}个汉字。"


_CASE: Mapping[str, tuple[Schema, str]] = {
    **_SHARED,
    "标题": (_TEXT, "一句话，20个汉字以内，不写真名。"),
    "条目": (_list(_ID, 1, 5), "挂在哪些问答下面，写问答的编号。"),
    "经过": (_TEXT, "发生了什么，用“张某”“李某”，不写真实的人名、小区、单位。" + _part("经过")),
    "处理": (_TEXT, "谁来帮忙、按什么道理、最后怎么了结。" + _part("处理")),
    "启示": (_TEXT, "大家以后该怎么做。" + _part("启示")),
}
_TOP: Mapping[str, tuple[Schema, str]] = {
    "主题": (_TEXT, "这个文件讲哪一类事，例如 漏水与渗水。"),
    "编": ({"enum": list(BOOKS)}, "属于民法典哪一编；教人怎么维权的写 维权。"),
}


def faq_schema() -> Schema:
    """For `faq/**/*.yaml`."""
    entry = _mapping("条目", ENTRY_KEYS, _ENTRY)
    entries: tuple[Schema, str] = (_list(entry, 1), "一个一个问答，每个以“  - 编号: ”开头。")
    return _head("问答文件", _mapping("问答文件", TOP_KEYS, {**_TOP, "条目": entries}))


def articles_schema() -> Schema:
    """For `articles/*.yaml`."""
    return _head("法条说明", _list(_mapping("法条说明", NOTE_KEYS, _NOTE), 1))


def cases_schema() -> Schema:
    """For `cases/*.yaml`."""
    return _head("以案释法", _list(_mapping("案例", CASE_KEYS, _CASE), 1))


SCHEMAS = {
    "faq.schema.json": faq_schema,
    "articles.schema.json": articles_schema,
    "cases.schema.json": cases_schema,
}


def _mapping(title: str, keys: tuple[str, ...], known: Mapping[str, tuple[Schema, str]]) -> Schema:
    """Raises KeyError when the loader has a name that nothing describes."""
    described = {key: {**known[key][0], "description": known[key][1]} for key in keys}
    return {
        "type": "object",
        "title": title,
        "properties": described,
        "required": [key for key in keys if key not in OPTIONAL_KEYS],
        "additionalProperties": False,
    }


def _head(title: str, schema: Schema) -> Schema:
    return {"$schema": _DRAFT, **schema, "title": f"百米：{title}"}
