"""The page of the workbook: taking an old one in after a look at it, the empty one, and everything out again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import IO

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from homestay import clock
from homestay.books import waiting
from homestay.books.actions import note_export
from homestay.books.exporting import rows_of
from homestay.books.ledger import homestays_named
from homestay.books.package import MEBIBYTE
from homestay.books.preview import preview
from homestay.books.problems import Book
from homestay.books.reading import read
from homestay.books.scope import Scope, slugs_in
from homestay.books.sheet_words import SHEET_WORDS
from homestay.books.storing import take_in
from homestay.books.template import template
from homestay.books.writing import write_to
from homestay.errors import Refusal
from homestay.web import access
from homestay.web.access import here, who

pages = Blueprint("books", __name__, url_prefix="/settings/books")

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_UNPACKED = 100 * MEBIBYTE
"""More than ten years of a homestay; the server has little memory."""
PIECE = 64 * 1024
MOST_SHOWN = 100
"""Problems on one page; who has more repairs these first."""


class NoFile(Refusal):
    """The form came without a file."""

    status = 422


def scope() -> Scope:
    return Scope(g.who.village, g.who.homestay)


def opened(content: bytes) -> Book:
    return read(content, MOST_UNPACKED)


@pages.get("")
@who("owner", "staff:exports", "administrator")
def show() -> ResponseReturnValue:
    return page()


def page(refusal: Refusal | None = None) -> ResponseReturnValue:
    answer = render_template(
        "books/show.html",
        refusal=refusal,
        may_bring=g.who.may(access.open_to("books.bring")),
        exports=g.who.may(access.open_to("books.export")),
        own=g.who.homestay,
        kept_for=waiting.KEPT_FOR // timedelta(minutes=1),
    )
    return answer, refusal.status if refusal else 200


@pages.post("")
@who("owner", "administrator")
def bring() -> ResponseReturnValue:
    """Look at a workbook and keep it until its owner has seen what it would bring."""
    try:
        file = request.files.get("file")
        content = file.read() if file else b""
        if not content:
            raise NoFile(_l("Choose the Excel file first."))
        book = opened(content)
        scope().refuse_strangers(book, homestays_named(slugs_in(book)))
        token = waiting.keep(g.who.membership_id, content)
    except Refusal as refusal:
        return page(refusal)
    return redirect(url_for("books.look", token=token), 303)


@pages.get("/files/<token>")
@who("owner", "administrator")
def look(token: str) -> ResponseReturnValue:
    """Show what a workbook would bring, or what is wrong with it; nothing is stored."""
    book = opened(waiting.kept(g.who.membership_id, token))
    outcome = take_in(book, dry_run=True, scope=scope())
    return render_template(
        "books/look.html",
        token=token,
        sheets=preview(book, outcome.imported),
        new=sum(outcome.imported.values()),
        problems=outcome.problems[:MOST_SHOWN],
        number=len(outcome.problems),
        words=SHEET_WORDS,
    )


@pages.post("/files/<token>")
@who("owner", "administrator")
def take(token: str) -> ResponseReturnValue:
    """Store what a workbook brings: all of it, or nothing. A second tap gets the answer of the first."""
    whose = g.who.membership_id
    new = waiting.brought(whose, token)
    if new is None:
        outcome = take_in(opened(waiting.kept(whose, token)), scope=scope())
        if outcome.problems:
            return redirect(url_for("books.look", token=token), 303)
        new = waiting.note_taken(whose, token, sum(outcome.imported.values()))
    flash(ngettext("%(num)s row was taken in.", "%(num)s rows were taken in.", new))
    return redirect(url_for("books.show"), 303)


@pages.post("/files/<token>/put-away")
@who("owner", "administrator")
def put_away(token: str) -> ResponseReturnValue:
    waiting.put_away(g.who.membership_id, token)
    flash(_("Nothing was taken in. The file is not kept here any more."), "note")
    return redirect(url_for("books.show"), 303)


@pages.get("/template.xlsx")
@who("owner", "staff:exports", "administrator")
def empty() -> Response:
    """Hand out the empty workbook."""
    answer = Response(template(), mimetype=WORKBOOK)
    answer.headers.set("Content-Disposition", "attachment", filename="homestay.xlsx")
    return answer


@pages.post("/export")
@who("owner", "staff:exports")
def export() -> Response:
    """Hand out everything that stands in the house's books; it is noted who took it along."""
    homestay = here()
    note_export([homestay])
    answer = Response(in_pieces(write_to(rows_of([homestay]))), mimetype=WORKBOOK)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{homestay.slug}_{clock.today():%Y%m%d}.xlsx")
    return answer


def in_pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Give a file piece by piece, and close it."""
    with file:
        while piece := file.read(PIECE):
            yield piece
