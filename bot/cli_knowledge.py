"""The editors' commands: `baimi check`."""

import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.config import database_url, folder
from knowledge.entry import Problem
from knowledge.load import Loaded


@click.command()
@click.argument("where", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
@click.option("--quick", is_flag=True, help="Leave out what needs the index: thefts of questions.")
def check(where: Path | None, as_json: bool, quick: bool) -> None:
    """Check the knowledge files: what is wrong, on which line, and what to do.

    FOLDER is the one that holds faq/; without it, the one that the settings name.
    Exit status 1 when there is an error; warnings alone are 0.
    """
    from knowledge.load import load_folder

    root = where.resolve() if where else knowledge_dir()
    loaded = load_folder(root)
    problems = all_problems(loaded, root, quick)
    errors = sum(p.is_error for p in problems)
    if as_json:
        click.echo(json.dumps(_as_data(loaded, problems), ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(str(problem))
        asks = sum(len(entry.questions) for entry in loaded.entries)
        click.echo(
            f"{len(loaded.entries)} 个条目（{asks} 种问法），{len(loaded.notes)} 条法条说明，"
            f"{len(loaded.cases)} 个案例。"
        )
        click.echo(f"{errors} 处错误，{len(problems) - errors} 处提醒。")
    sys.exit(1 if errors else 0)


@click.command()
def new() -> None:
    """Write a new entry: asks field by field, checks each, and appends it to its topic's file."""
    from bot.new_entry import Asker, new_entry
    from handlers.fits import overflow
    from knowledge.check import check as check_loaded
    from knowledge.write import fields_of, item_text

    loaded, root = _whole(), knowledge_dir()
    asker = Asker(
        lambda prompt: str(click.prompt(prompt, default="", show_default=False)), click.echo
    )
    path, text, entry = new_entry(asker, root, loaded)
    click.echo("\n" + item_text(fields_of(entry), 2))
    together = Loaded((*loaded.entries, entry))
    for problem in check_loaded(together, datetime.now(UTC).date(), overflow):
        if problem.place.file == entry.place.file and problem.place.line >= entry.place.line:
            click.echo(str(problem))
    click.confirm(f"写进 {path.name} 吗？", default=True, abort=True)
    _write_whole(path, text)
    click.echo(f"已写进 {path}。审核日期等另一个人读过再写。")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for scripts.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to a file.")
def coverage(as_json: bool, svg: Path | None) -> None:
    """Articles cited or not, entries asked and rated, and questions that wait for an entry."""
    from bot.coverage import as_data, as_svg, as_table, report
    from bot.store import feedback
    from bot.store.engine import opened

    with opened(database_url(os.environ)) as database, database.reading() as session:
        found = report(_whole().entries, feedback.uses(session), feedback.waiting(session))
    if svg is not None:
        svg.write_text(as_svg(found.books), encoding="utf-8")
    click.echo(json.dumps(as_data(found), ensure_ascii=False) if as_json else as_table(found))


@click.group()
def knowledge() -> None:
    """The knowledge files: schemas for editors, and the way through a spreadsheet."""


@knowledge.command()
def schema() -> None:
    """Write the JSON schemas by which an editor helps while one types."""
    from knowledge.schema import SCHEMAS

    for name, make in SCHEMAS.items():
        text = json.dumps(make(), ensure_ascii=False, indent=2) + "\n"
        (knowledge_dir() / name).write_text(text, encoding="utf-8")
        click.echo(name)


@knowledge.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write the whole base to FILE.xlsx."""
    from bot.spreadsheet import write_workbook
    from knowledge.edit import KINDS, rows_of

    loaded = _whole()
    write_workbook({kind.sheet: rows_of(kind, loaded) for kind in KINDS}, file)
    click.echo(
        f"{file}：{len(loaded.entries)} 个条目，{len(loaded.notes)} 条法条说明，"
        f"{len(loaded.cases)} 个案例。改好后用 baimi knowledge import {file} --dry-run 看会改什么。"
    )


@knowledge.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def import_(file: Path, dry_run: bool, yes: bool) -> None:
    """Take the changes of FILE.xlsx over, after saying what they are."""
    from bot.spreadsheet import NotAWorkbook, read_workbook
    from knowledge.edit import plan_import
    from knowledge.load import yaml_files

    loaded, root = _whole(), knowledge_dir()
    try:
        sheets = read_workbook(file)
    except NotAWorkbook as why:
        raise click.ClickException(str(why)) from why
    files = {p.relative_to(root).as_posix(): p for p in yaml_files(root)}
    texts = {name: path.read_bytes().decode("utf-8") for name, path in files.items()}
    plan = plan_import(texts, sheets, loaded)
    for line in plan.lines():
        click.echo(line)
    if plan.problems:
        raise click.ClickException("表里有错，什么都没有改。")
    if dry_run or not plan.changes:
        click.echo("什么都没有改。")
        return
    if not yes:
        click.confirm("要写进文件吗？", abort=True)
    for name, text in plan.files.items():
        _write_whole(root / name, text)
    click.echo(f"已改 {len(plan.files)} 个文件。请再运行 baimi check。")


def all_problems(loaded: Loaded, root: Path, quick: bool = False) -> tuple[Problem, ...]:
    """Everything that the checks of all rooms find in what was read from the folder `root`, in
    the order of files and lines."""
    from handlers.fits import overflow
    from knowledge.check import check as check_loaded
    from knowledge.check import in_order
    from knowledge.overlap import overlap_problems
    from knowledge.segment import Segmenter
    from knowledge.words import read_words

    problems = check_loaded(loaded, datetime.now(UTC).date(), overflow)
    if quick or not loaded.entries:
        return problems
    words = read_words(root / "words")
    segmenter = Segmenter(words, folder(os.environ, "BAIMI_DATA_DIR") / "cache")
    return in_order((*problems, *overlap_problems(loaded.entries, segmenter.cut)))


def knowledge_dir() -> Path:
    """The folder that editors work in."""
    return folder(os.environ, "BAIMI_KNOWLEDGE_DIR")


def _whole() -> Loaded:
    """Everything that is read, when nothing of it is broken."""
    from knowledge.load import load_folder

    loaded = load_folder(knowledge_dir())
    if loaded.errors:
        for problem in loaded.errors:
            click.echo(str(problem), err=True)
        raise click.ClickException("文件有错，请先改好（baimi check）。")
    return loaded


def _write_whole(path: Path, text: str) -> None:
    """The file's new text, whole or not at all; the draft's name is one that nobody reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(text.encode("utf-8"))
    draft.replace(path)


def _as_data(loaded: Loaded, problems: Iterable[Problem]) -> dict[str, object]:
    return {
        "entries": len(loaded.entries),
        "articles": len({n for e in loaded.entries for n in e.articles}),
        "cases": len(loaded.cases),
        "problems": [
            {
                "file": p.place.file,
                "line": p.place.line,
                "level": "error" if p.is_error else "warning",
                "message": p.message,
            }
            for p in problems
        ],
    }
