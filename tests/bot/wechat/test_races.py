"""Processes that race and processes that die, in the short form of `python -m bench.channel`."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run(*arguments: str) -> dict[str, int]:
    """The counts that the command prints."""
    command = [sys.executable, "-m", "bench.channel", *arguments]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {name: int(count) for name, count in re.findall(r"(\w+) (\d+)", printed)}


def test_two_processes_with_sixteen_threads_renew_the_token_once() -> None:
    assert run("token", "--processes", "2", "--threads", "16")["renewals"] == 1


def test_every_committed_message_arrives_although_its_process_is_killed() -> None:
    counts = run("kill", "--rounds", "12", "--seed", "7")
    assert counts["committed"] > 0
    assert counts["arrived"] == counts["committed"]
    assert counts["repeated"] <= counts["accepted_but_not_noted"]
