"""The page of declarations: the sheet that is filled in where it stands, the portal's file, and what came of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from homestay import clock
from homestay.declarations import actions, commune_views, page, queries, rows
from homestay.declarations.actions import File
from homestay.declarations.blueprint import pages
from homestay.declarations.forms import CELL_FORMS, AnotherWayForm, CellForm, CountForm, DocumentForm, RoomForm
from homestay.declarations.page import Line, Sheets
from homestay.declarations.time_left import deadline
from homestay.declarations.words import BATCHES, CELLS, CHANNELS
from homestay.errors import Refusal
from homestay.guests import actions as guests
from homestay.guests import queries as guest_queries
from homestay.guests.fields import language
from homestay.guests.typed import Birth, country_names
from homestay.guests.words import guest_words
from homestay.shelf import Shelf
from homestay.web.access import here, who
from homestay.web.asking import status_of
from homestay.web.forms import choices, once, uuids
from homestay.web.menu import counted
from models.declaration import BatchState, Channel

__all__ = ["commune_views", "pages"]
NUMBERS: Shelf[int] = Shelf(most=8192)
"""How many wait in each house."""
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Open:
    """What lies open on the page: the cell that is filled in, or the file whose count is typed."""

    line_id: UUID | None = None
    form: CellForm | None = None
    batch_id: UUID | None = None
    count: CountForm | None = None
    refusal: Refusal | None = None


@pages.get("/declarations")
@who("owner", "staff")
def show() -> ResponseReturnValue:
    return sheet_page()


@counted("declarations.show")
def waiting() -> int:
    """The number on the tab: guests still to declare. A page that loads them says it itself; else it is kept until the house changes."""
    if "to_declare" not in g:
        homestay = here()
        g.to_declare = NUMBERS.get(homestay.id, (homestay.version, clock.today()), lambda: queries.how_many_wait(homestay))
    return int(g.to_declare)


def sheets_now() -> Sheets:
    since = here().declaring_from if "older" in request.args else None
    return page.sheets(here(), g.who.village.remote, clock.today(), language(), since)


def sheet_page(opened: Open | None = None, status: int = 200) -> ResponseReturnValue:
    sheets, files, now = sheets_now(), page.files(here()), clock.now()
    opened = opened or asked_for(sheets)
    g.to_declare = len(sheets.waiting)
    downloaded = {
        each.guest_id: file.batch for file in files if file.batch.state == BatchState.DOWNLOADED for each in file.batch.declarations
    }
    waits = sheets.ready and all(line.id in downloaded for line in sheets.vietnamese if line.checked.is_ready)
    answer = render_template(
        "declarations/show.html",
        sheets=sheets,
        clocks={name: deadline(sheets.of(name == "foreign"), now) for name in ("vietnamese", "foreign")},
        files=files,
        downloaded=downloaded,
        to_send=next((file.batch for file in files if file.batch.state == BatchState.DOWNLOADED), None) if waits else None,
        opened=opened,
        mark=mark_of(opened),
        can_fill=CELL_FORMS,
        marks=BATCHES,
        labels=CELLS,
        countries=[(name, "") for name in country_names(language())] if opened.form and opened.form.cell == "nationality" else [],
        today=now.date(),
        is_new=now.date() - queries.LOOK_BACK <= here().declaring_from,
    )
    return answer, status


def asked_for(sheets: Sheets) -> Open:
    """Return the cell that the address asks to open; nothing for one that is not there."""
    wanted = uuids([request.args.get("fill", "")])
    line = line_of(sheets, wanted[0]) if wanted else None
    kind = CELL_FORMS.get(request.args.get("field", ""))
    return Open(line.id, form_of(kind, line, begins=True)) if line and kind else Open()


def mark_of(opened: Open) -> str | None:
    """Return the mark of the guest whose cell lies open, the one it was opened with; nothing where none is open."""
    if opened.form is None or opened.line_id is None:
        return None
    return request.form.get("mark") or guest_queries.mark_of(guest_queries.guest_of(here(), opened.line_id))


def line_of(sheets: Sheets, guest_id: UUID) -> Line | None:
    return next((line for line in (*sheets.vietnamese, *sheets.foreign) if line.id == guest_id), None)


def form_of(kind: type[CellForm], line: Line, begins: bool = False) -> CellForm:
    """Return the form of a cell, with what is known when it `begins`, and the choices that fit this guest."""
    row = line.checked.row
    sheet = row.sheet
    names = ("name", "sex", "nationality", "document_type", "document_number", "reason")
    known: dict[str, Any] = {name: getattr(sheet, name) for name in names} | {"permitted_until": row.permitted_until}
    if sheet.birth_date:
        known["birth_date"] = Birth(sheet.birth_date, sheet.birth_precision or "D")
    form = kind(data=known) if begins else kind()
    if isinstance(form, DocumentForm):
        form.offer(sheet.birth_date, clock.today())
    if isinstance(form, RoomForm):
        form.place.choices = choices({place.unit_id: place.unit for place in guest_queries.places_of(here(), row.booking_id)})
    return form


@pages.post("/declarations/<uuid:guest_id>/fill/<field>")
@who("owner", "staff")
def fill(guest_id: UUID, field: str) -> ResponseReturnValue:
    """Keep one cell of one guest; what is wrong comes back under its row."""
    kind = CELL_FORMS.get(field) or abort(404)
    rows.one(here(), guest_id)
    line = line_of(sheets_now(), guest_id)
    if line is None:
        flash(_("This guest does not wait to be declared any more."), "note")
        return redirect(url_for("declarations.show"), 303)
    form, sheet = form_of(kind, line), line.checked.row.sheet
    if not form.validate() or (isinstance(form, DocumentForm) and form.doubt(sheet.sex, sheet.birth_date)):
        return sheet_page(Open(guest_id, form), 422)
    try:
        once(lambda: str(guests.fill(here(), guest_id, form.said(), request.form.get("mark")).id))
    except Refusal as refusal:
        return sheet_page(Open(guest_id, form, refusal=refusal), refusal.status)
    flash(_("%(name)s: %(cell)s is kept.", name=line.name, cell=CELLS[field]))
    return redirect(url_for("declarations.show"), 303)


@pages.post("/declarations/file")
@who("owner", "staff")
def make_file() -> ResponseReturnValue:
    """Make the file of the guests who are ready and send it down; a second tap gets it again."""
    made: list[File] = []

    def make() -> str:
        made.append(actions.make_file(here(), g.who.name))
        return str(made[0].batch_id)

    try:
        batch_id = UUID(once(make))
        return download(made[0] if made else actions.make_again(here(), batch_id))
    except Refusal as refusal:
        return sheet_page(Open(refusal=refusal), refusal.status)


@pages.post("/declarations/files/<uuid:batch_id>/again")
@who("owner", "staff")
def make_again(batch_id: UUID) -> ResponseReturnValue:
    try:
        return download(actions.make_again(here(), batch_id))
    except Refusal as refusal:
        return sheet_page(Open(refusal=refusal), refusal.status)


def download(file: File) -> Response:
    """Send a file down, and say on the next page who was left out."""
    if file.left_out:
        names = ", ".join(guest_words(each.row.sheet.name, each.row.slot) for each in file.left_out)
        flash(_("The file is made. Left out, still to fill in: %(names)s.", names=names), "soon")
    response = Response(file.content, mimetype=SHEET)
    what = "TAP-KHONG-GUI" if here().practice else "TBLT"
    response.headers.set("Content-Disposition", "attachment", filename=f"{what}_{here().slug}_{clock.now():%Y%m%d_%H%M}.xlsx")
    return response


@pages.post("/declarations/files/<uuid:batch_id>/sent")
@who("owner", "staff")
def sent(batch_id: UUID) -> ResponseReturnValue:
    once(lambda: str(actions.mark_sent(here(), batch_id).id))
    undo = url_for("declarations.not_sent", batch_id=batch_id)
    flash({"text": _("Sent. Now look in the portal how many guests it shows, and type the number."), "undo": undo})  # type: ignore[arg-type]
    return redirect(url_for("declarations.show", _anchor="files"), 303)


@pages.post("/declarations/files/<uuid:batch_id>/not-sent")
@who("owner", "staff")
def not_sent(batch_id: UUID) -> ResponseReturnValue:
    once(lambda: str(actions.mark_not_sent(here(), batch_id).id))
    flash(_("The file waits to be sent."), "note")
    return redirect(url_for("declarations.show"), 303)


@pages.post("/declarations/files/<uuid:batch_id>/count")
@who("owner", "staff")
def count(batch_id: UUID) -> ResponseReturnValue:
    form = CountForm()
    if not form.validate():
        queries.batch_of(here(), batch_id)
        return sheet_page(Open(batch_id=batch_id, count=form), 422)
    state = once(lambda: actions.settle(here(), batch_id, form.seen.data or 0, g.who.name).state)
    if state == BatchState.CONFIRMED:
        flash(ngettext("The portal has the guest.", "The portal has all %(num)s guests.", form.seen.data))
    else:
        flash(_("The portal shows another number than the file. The guests of this file are to be declared again."), "late")
    return redirect(url_for("declarations.show", _anchor="files"), 303)


@pages.route("/declarations/<uuid:guest_id>/another-way", methods=["GET", "POST"])
@who("owner", "staff")
def another_way(guest_id: UUID) -> ResponseReturnValue:
    row, form, refusal = rows.one(here(), guest_id), AnotherWayForm(), None
    name = guest_words(row.sheet.name, row.slot)
    if request.method == "POST" and form.validate():
        try:
            said = Channel(form.channel.data), form.note.data, g.who.name
            made = once(lambda: str(actions.declare_another_way(here(), guest_id, *said).id))
        except Refusal as no:
            refusal = no
        else:
            flash({"text": _("%(name)s is declared.", name=name), "undo": url_for("declarations.undo", declaration_id=made)})  # type: ignore[arg-type]
            return redirect(url_for("declarations.show"), 303)
    icons = {channel: icon_name for channel, (icon_name, _words) in CHANNELS.items()}
    page = render_template("declarations/another_way.html", row=row, name=name, form=form, refusal=refusal, icons=icons)
    return page, status_of(form, refusal)


@pages.post("/declarations/<uuid:declaration_id>/undo")
@who("owner", "staff")
def undo(declaration_id: UUID) -> ResponseReturnValue:
    once(lambda: str(actions.take_back(here(), declaration_id).id))
    flash(_("The guest is to be declared again."), "note")
    return redirect(url_for("declarations.show"), 303)
