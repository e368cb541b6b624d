"""Commands for the files of declarations."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from homestay import clock
from homestay.commands import Commands
from homestay.declarations import actions, queries, rows
from homestay.declarations.actions import LAYOUT
from homestay.declarations.rows import Checked
from homestay.declarations.workbook import write_vn_2026
from homestay.errors import Refusal
from homestay.files import put
from homestay.guests.words import guest_words
from homestay.places.houses import homestay_named
from models.homestay import Homestay
from models.stay import ONE_DAY

commands = Commands("declarations", help="Files for declaring guests to the commune police.")
LATER = ("kbtt-nnn-xml-12", "kbtt-nnn-xml-11", "kbtt-nnn-xlsx-12", "asm-2024", "na17", "register")
DAY = click.DateTime(["%Y-%m-%d"])
MONTH = click.DateTime(["%Y-%m"])


@commands.command("export")
@click.option("--homestay", "slug", required=True, help="The homestay's short name.")
@click.option("--layout", required=True, type=click.Choice((LAYOUT, *LATER)), help="The form of the file.")
@click.option("--day", type=DAY, help="Stands for today, also in the past: 2026-12-24. Guests who came then or the day before go in.")
@click.option("--month", type=MONTH, help="For the register: 2026-12.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the file is written.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def export(slug: str, layout: str, day: datetime | None, month: datetime | None, out: Path, as_json: bool) -> None:
    """Write the file of the guests who came that day or the day before; nobody is marked as declared."""
    refuse_later(layout)
    homestay, today = homestay_named(slug), day.date() if day else clock.today()
    refuse_practice(homestay)
    included, left_out = apart(chosen(homestay, today))
    if included:
        actions.note_export(homestay, layout, today, len(included))
        put(out, write_vn_2026([each.row.sheet for each, _reasons in included]))
    say(document(layout, out if included else None, included, left_out), as_json)
    if not included:
        raise click.ClickException(_("No guest of these two days can go into the file."))


Reasoned = tuple[Checked, list[str]]


def refuse_later(layout: str) -> None:
    if layout != LAYOUT:
        raise Refusal(_("The layout %(layout)s is not there yet; it comes with a later version.", layout=layout))


def refuse_practice(homestay: Homestay) -> None:
    if homestay.practice:
        raise Refusal(_("This is a house for practising: its guests are made up, nobody declares them."))


def chosen(homestay: Homestay, today: date) -> list[Reasoned]:
    """Return the guests of a day and the day before in the order of the sheet, with the reasons that keep each out of the file."""
    found = rows.arrived_in(homestay, today)
    declared = queries.certainly_declared(homestay, [row.id for row in found])
    waiting = [row for row in found if row.id not in declared and not row.is_foreign]
    others = [row for row in found if row not in waiting] + rows.with_their_numbers(homestay, found, today - ONE_DAY)
    every = [(each, reasons_of(each)) for each in rows.checked(waiting, others, today)]
    every += [
        (each, [_("This guest is declared already.")]) for each in rows.checked([row for row in found if row.id in declared], (), today)
    ]
    foreign = [row for row in found if row.is_foreign and row.id not in declared]
    every += [(Checked(row, ()), [_("A foreign guest: declare on the foreigners' sheet.")]) for row in foreign]
    return sorted(every, key=lambda pair: rows.sheet_order(pair[0].row))


def reasons_of(each: Checked) -> list[str]:
    return [str(problem.message) for problem in each.blocks]


def apart(everybody: Sequence[Reasoned]) -> tuple[list[Reasoned], list[Reasoned]]:
    """Return who goes in, and who is left out."""
    return [pair for pair in everybody if not pair[1]], [pair for pair in everybody if pair[1]]


def document(layout: str, out: Path | None, included: Sequence[Reasoned], left_out: Sequence[Reasoned]) -> dict[str, Any]:
    """Return what went in and what was left out, as `--json` prints it."""
    return {
        "layout": layout,
        "file": str(out) if out else None,
        "included": [{"name": name_of(each), "document_number": each.row.sheet.document_number} for each, _reasons in included],
        "left_out": [{"name": name_of(each), "reasons": reasons} for each, reasons in left_out],
    }


def name_of(each: Checked) -> str:
    return guest_words(each.row.sheet.name, each.row.slot)


def say(document: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    if document["file"]:
        click.echo(_("%(count)s guests are in %(file)s.", count=len(document["included"]), file=document["file"]))
    for guest in document["left_out"]:
        click.echo(_("Left out: %(name)s. %(reasons)s", name=guest["name"], reasons=" ".join(guest["reasons"])))
