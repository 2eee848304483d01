"""The editors' commands, on the repository's own knowledge."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.knowledge.test_lint import GOOD


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"BAIMI_DATA_DIR": str(tmp_path / "data")}


def test_the_whole_base_is_green(env: dict[str, str]) -> None:
    """But for readings that grow old with time, which no change of the files brings."""
    result = CliRunner().invoke(main, ["check", "--json"], env=env)
    found = json.loads(result.output)
    assert [p for p in found["problems"] if "过了一年" not in p["message"]] == []
    assert result.exit_code == 0
    assert found["entries"] >= 650


def test_an_error_is_said_in_words_with_exit_status_1(tmp_path: Path, env: dict[str, str]) -> None:
    folder = tmp_path / "knowledge"
    (folder / "faq").mkdir(parents=True)
    (folder / "faq" / "leaks.yaml").write_text(GOOD.replace("[1165, 288]", "[1300]"), "utf-8")
    env |= {"BAIMI_KNOWLEDGE_DIR": str(folder)}
    result = CliRunner().invoke(main, ["check"], env=env)
    assert result.exit_code == 1
    assert "faq/leaks.yaml 第13行：错误：法条“1300”不对" in result.output


def test_a_warning_alone_is_no_failure(tmp_path: Path, env: dict[str, str]) -> None:
    folder = tmp_path / "knowledge"
    (folder / "faq").mkdir(parents=True)
    (folder / "faq" / "leaks.yaml").write_text(GOOD, "utf-8")
    env |= {"BAIMI_KNOWLEDGE_DIR": str(folder)}
    result = CliRunner().invoke(main, ["check"], env=env)
    assert result.exit_code == 0
    assert "“别的问法”只有1条" in result.output
    assert "0 处错误，" in result.output


def test_a_folder_may_be_named_and_must_be_there(tmp_path: Path, env: dict[str, str]) -> None:
    folder = tmp_path / "knowledge"
    (folder / "faq").mkdir(parents=True)
    (folder / "faq" / "leaks.yaml").write_text(GOOD, "utf-8")
    found = CliRunner().invoke(main, ["check", str(folder)], env=env)
    assert (found.exit_code, "1 个条目（2 种问法）" in found.output) == (0, True), found.output
    absent = tmp_path / "knowlege"
    result = CliRunner().invoke(main, ["check", str(absent)], env=env)
    assert result.exit_code == 1
    assert f"问答文件夹：错误：没有这个文件夹：{absent}。" in result.output


def test_the_server_does_not_start_without_its_folder(tmp_path: Path, env: dict[str, str]) -> None:
    absent = tmp_path / "knowlege"
    env |= {"BAIMI_KNOWLEDGE_DIR": str(absent)}
    assert f"没有这个文件夹：{absent}。" in CliRunner().invoke(main, ["check"], env=env).output
    result = CliRunner().invoke(main, ["serve", "--demo"], env=env)
    assert result.exit_code == 1
    assert f"没有这个文件夹：{absent}。" in result.output
