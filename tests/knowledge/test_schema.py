"""The schemas that editors' programs use say the same as the loader."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.config import ROOT
from knowledge.entry import BOOKS, CATEGORIES
from knowledge.load import CASE_KEYS, ENTRY_KEYS, NOTE_KEYS, TOP_KEYS, yaml_files
from knowledge.schema import SCHEMAS
from tests.knowledge.test_lint import GOOD

KNOWLEDGE = ROOT / "knowledge"


def stored(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((KNOWLEDGE / name).read_text("utf-8"))
    return schema


def content(text: str) -> Any:
    """As an editor's program sees it: a date is the text that was written."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_is_what_the_loader_s_names_make(name: str) -> None:
    """Run `baimi knowledge schema` when this fails."""
    assert stored(name) == SCHEMAS[name]()
    Draft7Validator.check_schema(SCHEMAS[name]())


def test_the_names_and_the_lists_to_choose_from_are_the_loader_s() -> None:
    faq = stored("faq.schema.json")
    entry = faq["properties"]["条目"]["items"]
    assert tuple(faq["properties"]) == TOP_KEYS
    assert tuple(entry["properties"]) == ENTRY_KEYS
    assert entry["properties"]["纠纷类别"]["enum"] == list(CATEGORIES)
    assert faq["properties"]["编"]["enum"] == list(BOOKS)
    for name, keys in (("articles", NOTE_KEYS), ("cases", CASE_KEYS)):
        item = stored(f"{name}.schema.json")["items"]
        assert tuple(item["properties"]) == keys


@pytest.mark.parametrize("name", ["faq", "articles", "cases"])
def test_every_file_of_the_base_satisfies_its_schema(name: str) -> None:
    schema = Draft7Validator(stored(f"{name}.schema.json"))
    for path in yaml_files(KNOWLEDGE / name):
        errors = schema.iter_errors(content(path.read_text("utf-8")))
        faults = [f"{path.name}: {e.json_path}: {e.message}" for e in errors]
        assert faults == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("纠纷类别: 邻里", "纠纷类别: 邻居"),
        ("[1165, 288]", "[1261]"),
        ("关键词:", "关健词:"),
        ("编号: leaks-01", "编号: 漏水"),
        ("    问题: 楼上漏水怎么办？\n", ""),
    ],
)
def test_what_the_loader_or_check_refuses_is_underlined(old: str, new: str) -> None:
    asks = "".join(f"      - 问法{n}\n" for n in "一二三")
    good = GOOD.replace("      - 天花板滴水\n", asks + "      - 天花板滴水\n")
    good = good.replace("      - 拍照。\n", "      - 拍照。\n      - 找物业。\n")
    schema = Draft7Validator(stored("faq.schema.json"))
    assert list(schema.iter_errors(content(good))) == []
    assert list(schema.iter_errors(content(good.replace(old, new)))) != []


def test_vs_code_knows_which_schema_is_for_which_folder() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for schema, files in settings["yaml.schemas"].items():
        folder = re.findall(r"knowledge/(\w+)/", files)[0]
        assert schema == f"./knowledge/{folder}.schema.json"
        assert (ROOT / schema).exists()
