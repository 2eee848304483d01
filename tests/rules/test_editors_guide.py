"""What the editors' guide shows is what the loader and the check say."""

import re

import pytest

from bot.config import ROOT
from knowledge.entry import CATEGORIES
from knowledge.load import ENTRY_KEYS, read_faq
from tests.knowledge.test_lint import GOOD

GUIDE = (ROOT / "docs" / "zh" / "editors-guide.md").read_text("utf-8")
WHOLE, *LINES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
SAID = re.findall(r"```yaml\n( .*?)```\n\n> (.*?)\n", GUIDE, re.DOTALL)


def test_the_good_example_is_good() -> None:
    loaded = read_faq(WHOLE, "faq/leaks.yaml")
    assert loaded.problems == ()
    assert len(loaded.entries) == 1


def test_every_bad_example_is_followed_by_what_is_said() -> None:
    assert len(SAID) == len(LINES) >= 5


@pytest.mark.parametrize(("line", "said"), SAID)
def test_a_bad_example_is_told_as_the_guide_says(line: str, said: str) -> None:
    name = line.strip()[:2]
    good = next(each for each in GOOD.split("\n") if each.strip().startswith(name))
    problems = read_faq(GOOD.replace(good + "\n", line), "faq/leaks.yaml").problems
    assert any(p.message.startswith(said) for p in problems), [p.message for p in problems]


def test_every_field_and_category_is_explained() -> None:
    assert [key for key in ENTRY_KEYS if key not in GUIDE] == []
    assert [category for category in CATEGORIES if category not in GUIDE] == []


def test_the_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", GUIDE):
        assert (ROOT / "docs" / "zh" / link).exists()
    assert (ROOT / "knowledge" / "faq.schema.json").exists()
