"""The page of everything else, and the answer to "are you well?"."""

from flask import Blueprint, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from homestay import database
from homestay.accounts import queries as accounts
from homestay.web.access import everybody, who
from models import db
from models.account import Account

pages = Blueprint("upkeep", __name__)


@pages.get("/more")
@who("owner", "staff", "village_head", "administrator")
def more() -> ResponseReturnValue:
    return render_template("upkeep/more.html", memberships=accounts.memberships_of(g.who.account_id))


@pages.get("/healthz")
@everybody
def healthz() -> ResponseReturnValue:
    """Say whether the database answers, and how SQLite keeps its journal."""
    db.session.execute(select(Account.id).limit(1))
    mode = database.journal_mode() if db.engine.dialect.name == "sqlite" else None
    return jsonify(ok=True, database=db.engine.dialect.name, journal=mode)
