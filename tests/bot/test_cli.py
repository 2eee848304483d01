"""The command line as a script uses it: a real process, its output and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DECISIONS = {"answer", "choose", "unsure", "statute", "crisis", "chat"}


def baimi(*arguments: str, data: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command with an environment of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BAIMI_")}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        capture_output=True,
        text=True,
        env=kept | {"BAIMI_DATA_DIR": str(data), **env},
        check=False,
    )


def test_ask_prints_what_scripts_rely_on(tmp_path: Path) -> None:
    done = baimi("ask", "小区电梯里的广告收入归谁所有", "--json", data=tmp_path)
    found = json.loads(done.stdout)
    assert set(found) == {"question", "decision", "category", "entries", "articles"}
    assert (found["decision"], found["category"]) == ("answer", "物业")
    assert found["articles"][0] == 282
    assert len(found["articles"]) <= 10
    assert set(found["entries"][0]) == {"id", "question", "score", "articles"}


def test_a_batch_answers_every_line_with_its_id(tmp_path: Path) -> None:
    lines = [
        {"id": 1, "question": "离婚冷静期多久"},
        {"id": "b", "question": "老公打我"},
        {"id": "c", "question": "你好"},
        {"id": "d", "question": ""},
    ]
    file = tmp_path / "questions.jsonl"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    file.write_text(text + "\nnot json\n", encoding="utf-8")
    done = baimi("ask", "--batch", str(file), data=tmp_path)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == [1, "b", "c", "d", None]
    assert [a["decision"] for a in answers[1:3]] == ["crisis", "chat"]
    assert {a["decision"] for a in answers[:4]} <= DECISIONS
    assert "line 5" in answers[4]["error"]


def test_serve_without_settings_says_all_that_is_missing(tmp_path: Path) -> None:
    done = baimi("serve", data=tmp_path)
    assert done.returncode == 2
    for name in ("TOKEN", "APP_ID", "AES_KEY"):
        assert f"BAIMI_WECHAT_{name}" in done.stderr
    assert "BAIMI_SECRET_KEY" in done.stderr


def test_tickets_of_an_empty_database_are_no_lines(tmp_path: Path) -> None:
    done = baimi("tickets", "--json", data=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", ["law.docx", "law.pdf"])
def test_an_import_that_cannot_be_read_is_said_and_changes_nothing(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"not a document")
    done = baimi("statutes", "import", str(tmp_path / name), data=tmp_path)
    assert done.returncode == 1
    assert "没有动" in done.stderr
    assert not (tmp_path / "statutes.json").exists()
