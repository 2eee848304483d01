"""`baimi eval` and `baimi gaps`: how good the answers are, and which are missing."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import evaluation
from bot.config import database_url
from bot.knowledge_files import read_configured_base
from bot.variants import VARIANTS
from knowledge.base import Base

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("eval")
@click.argument("file", type=_FILE)
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Save it.")
@click.option("--compare", "old", type=_FILE, help="A report saved earlier with --json.")
@click.option("--errors", is_flag=True, help="List the questions whose first article is wrong.")
@click.option("--variant", type=click.Choice(sorted(VARIANTS)), help="Change every question so.")
def evaluate(
    file: Path, out: Path | None, old: Path | None, errors: bool, variant: str | None
) -> None:
    """Measure the answers on FILE.jsonl: `question` with `articles`, `category` or neither."""
    try:
        asked = evaluation.read_questions(file)
    except (ValueError, TypeError) as why:
        raise click.ClickException(f"{file.name}: {why}") from why
    base = read_configured_base()
    report = evaluation.evaluate(base, asked, VARIANTS[variant] if variant else str)
    click.echo("\n".join(evaluation.in_words(report)))
    if errors:
        click.echo("\n".join(_missed(base, asked, report)))
    if old is not None:
        try:
            click.echo("\n".join(evaluation.compare(old, report)))
        except (ValueError, KeyError, TypeError) as why:
            raise click.ClickException(f"{old.name} is no saved report: {why}") from why
    if out is not None:
        evaluation.save(report, out)


@click.command("gaps")
@click.option("--days", type=int, help="How far back to look; 90 when not said.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def gaps(days: int | None, as_json: bool) -> None:
    """List the questions that nobody could answer, by similarity, the most asked first."""
    from bot.gaps import DAYS, find_gaps
    from bot.store.engine import opened

    with opened(database_url(os.environ)) as database:
        groups = find_gaps(database, read_configured_base(), datetime.now(UTC), days or DAYS)
    for group in groups:
        if as_json:
            click.echo(json.dumps(asdict(group), ensure_ascii=False))
        else:
            click.echo(f"{group.times:>4} 次  {group.question}")
            for other in group.others:
                click.echo(f"         {other}")


def _missed(base: Base, asked: list[evaluation.Asked], report: evaluation.Report) -> Iterator[str]:
    """Every question that is not right at first place, with what was found and why."""
    for one, result in zip(asked, report.results, strict=True):
        if one.articles and result.rank != 1:
            yield from evaluation.explain_miss(base, one, result)
        elif one.articles == () and result.decision == "answer":
            yield f"\n{one.id}  answered and must not be: {one.question}"
        elif result.category_right is False:
            yield f"\n{one.id}  category is not {one.categories}: {json.dumps(one.question)}"
