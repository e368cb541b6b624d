"""Commands that take a workbook in, hand out the empty one, and write everything out again."""

import json
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from homestay.books.actions import note_export
from homestay.books.exporting import rows_of
from homestay.books.problems import Problem
from homestay.books.reading import read
from homestay.books.storing import Outcome, take_in
from homestay.books.template import template
from homestay.books.writing import write
from homestay.commands import Commands
from homestay.errors import Refusal
from homestay.files import put
from homestay.places.houses import homestay_named, homestays
from models.homestay import Homestay

commands = Commands("books", help="The workbook: taking it in, the empty one, everything out again.")
FILE = click.Path(path_type=Path)


@commands.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would be stored or is wrong; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def take_in_file(file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in the workbook FILE: all of it, or nothing and every problem with sheet, row and column."""
    try:
        outcome = take_in(read(file), dry_run)
    except Refusal as refusal:
        outcome = Outcome(problems=[Problem(None, None, None, refusal.message)])
    if as_json:
        click.echo(json.dumps(as_document(outcome), ensure_ascii=False))
    elif outcome.problems:
        say_problems(outcome.problems)
    else:
        click.echo(" · ".join(f"{sheet} {number}" for sheet, number in outcome.imported.items()))
    if outcome.problems:
        raise click.ClickException(in_one_sentence(outcome.problems))


def as_document(outcome: Outcome) -> dict[str, Any]:
    problems = [{"sheet": each.sheet, "row": each.row, "column": each.column, "message": str(each.message)} for each in outcome.problems]
    return {"imported": outcome.imported, "problems": problems}


def say_problems(problems: list[Problem]) -> None:
    for each in problems:
        where = [str(part) for part in (each.sheet, each.row, each.column) if part is not None]
        if where:
            click.echo(f"{' · '.join(where)}: {each.message}")


def in_one_sentence(problems: list[Problem]) -> str:
    if problems[0].sheet is None:
        return str(problems[0].message)
    return str(ngettext("%(num)s problem: nothing was taken in.", "%(num)s problems: nothing was taken in.", len(problems)))


@commands.command("template")
@click.argument("file", type=FILE)
def write_template(file: Path) -> None:
    """Write the empty workbook to FILE: every heading explained, words to choose from lists."""
    put(file, template())
    click.echo(str(file))


@commands.command("export")
@click.argument("file", type=FILE)
@click.option("--homestay", "slug", help="The homestay's short name; without it, all of them.")
def export(file: Path, slug: str | None) -> None:
    """Write everything that stands in the books to FILE, in the format that `books import` takes in."""
    chosen = [homestay_named(slug)] if slug else list(homestays())
    note_or_warn(chosen)
    put(file, write(rows_of(chosen)))
    click.echo(str(file))


def note_or_warn(chosen: list[Homestay]) -> None:
    """Note the export; a full disk must not stop a family from taking its books away."""
    try:
        note_export(chosen)
    except Refusal as refusal:
        click.echo(_("This export was not noted in the record: %(why)s", why=str(refusal)), err=True)
