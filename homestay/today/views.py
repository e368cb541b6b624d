"""The page of the day; the room board registers its own pages on the same blueprint."""

from datetime import datetime

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from homestay import clock
from homestay.declarations import queries as declarations
from homestay.declarations.time_left import deadline
from homestay.today import ahead, board_views, day, queries
from homestay.today.blueprint import pages
from homestay.today.rows import rows_of
from homestay.web import access
from homestay.web.access import here, who
from homestay.web.kept import BETWEEN, kept
from models.account import Role
from models.homestay import Homestay

__all__ = ["board_views", "pages"]


@pages.get("/")
@who("owner", "staff", "village_head", "police", "administrator")
def show() -> ResponseReturnValue:
    if g.who.role == Role.POLICE:
        return redirect(url_for("declarations.commune"))
    if g.who.role in (Role.VILLAGE_HEAD, Role.ADMINISTRATOR):
        return redirect(url_for("village.show"))
    now = clock.now()
    actions, sheet = kept(lambda: drawn(here(), now), g.who.village.remote, until="minute").split(BETWEEN)
    return render_template("today/show.html", now=now, tonight=clock.tonight(), actions=actions, sheet=sheet)


def drawn(homestay: Homestay, now: datetime) -> str:
    """Return the main actions of the page and what the day brings, as HTML with `BETWEEN` between them."""
    undeclared = declarations.to_declare(homestay, g.who.village.remote)
    g.to_declare = len(undeclared)
    tonight = clock.tonight()  # until five in the morning last evening's arrivals, and its free places
    parties, house = queries.parties(homestay, tonight), queries.whole_house(homestay, tonight)
    before = ahead.ahead(homestay, tonight)
    lists = day.sorted_out(parties, house, tonight)
    return render_template(
        "today/sheet.html",
        is_night=tonight < now.date(),
        day=lists,
        rows=rows_of(lists, now, missing_by_code(undeclared), before.promised),
        deadline=deadline(undeclared, now),
        to_clean=day.rooms_to_clean(house),
        week=ahead.week(tonight, house, before.held),
        is_new=not house and not parties,
        may_add=g.who.may(access.open_to("places.rooms")),
    )


def missing_by_code(undeclared: list[declarations.Undeclared]) -> dict[str, list[declarations.Undeclared]]:
    """Return, for each booking, the guests whose papers are not complete."""
    found: dict[str, list[declarations.Undeclared]] = {}
    for each in undeclared:
        if not each.has_papers:
            found.setdefault(each.guest.code, []).append(each)
    return found
