"""What the README promises stays true."""

import re
from pathlib import Path

import pytest

from bot.config import SETTINGS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS])
def test_every_setting_is_listed(readme: str, name: str) -> None:
    assert f"`{name}`" in (ROOT / readme).read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_no_setting_is_listed_that_does_not_exist(readme: str) -> None:
    named = set(re.findall(r"`(BAIMI_\w+)`", (ROOT / readme).read_text(encoding="utf-8")))
    assert named <= {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("document", ["README.md", "README.zh.md"])
def test_every_local_link_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / document).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
