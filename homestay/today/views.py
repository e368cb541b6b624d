"""The page of the day."""

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from homestay import clock
from homestay.declarations import queries as declarations
from homestay.today import day, queries
from homestay.today.rows import rows_of
from homestay.web.access import here, who
from models.account import Role

pages = Blueprint("today", __name__)


@pages.get("/")
@who("owner", "staff", "village_head", "police", "administrator")
def show() -> ResponseReturnValue:
    if g.who.role == Role.POLICE:
        return redirect(url_for("declarations.commune"))
    if g.who.role in (Role.VILLAGE_HEAD, Role.ADMINISTRATOR):
        return redirect(url_for("upkeep.more"))
    homestay, now = here(), clock.now()
    undeclared = declarations.to_declare(homestay, g.who.village.remote)
    g.to_declare = len(undeclared)
    parties, house = queries.parties(homestay, now.date()), queries.whole_house(homestay, now.date())
    lists = day.sorted_out(parties, house, now.date())
    return render_template(
        "today/show.html",
        now=now,
        day=lists,
        rows=rows_of(lists, now, missing_by_code(undeclared)),
        deadline=day.deadline(undeclared, now),
        week=queries.week(homestay, now.date(), house),
        is_new=not house and not parties,
    )


def missing_by_code(undeclared: list[declarations.Undeclared]) -> dict[str, declarations.Undeclared]:
    """Return, for each booking, the first guest whose papers are not complete."""
    found: dict[str, declarations.Undeclared] = {}
    for each in undeclared:
        if not each.has_papers:
            found.setdefault(each.guest.code, each)
    return found
