"""How the program speaks to its database: one SQLite library, its modes, and what a transaction may do."""

import os
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy import Connection, Engine, column, event, select, table
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from homestay.config import ROOT
from models import db

try:
    import pysqlite3 as sqlite
except ImportError:  # no wheel for this machine: Python's own
    import sqlite3 as sqlite

WRITING: dict[str, dict[str, Any]] = {
    "sqlite": {"writing": True},
    "postgresql": {"postgresql_readonly": False, "isolation_level": "READ COMMITTED"},
}
"""What a connection is told before it writes; without it the database refuses a write."""

FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases with the repair of the WAL-reset corruption. Source: sqlite.org/changes.html, 3.53.0."""

MIGRATIONS = ROOT / "migrations"


def journal_mode() -> str:
    """Return WAL where the SQLite in use is safe with it, else TRUNCATE."""
    version = sqlite.sqlite_version_info
    safe = version >= FIXED[0] or any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED[1:])
    return "WAL" if safe else "TRUNCATE"


def options(url: str) -> dict[str, Any]:
    """Return the engine's options for a database address."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"module": sqlite, "connect_args": {"timeout": 10, "check_same_thread": False}}
    return {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}, "pool_pre_ping": True}


def install(app: Flask) -> None:
    """Connect the application to its database."""
    url = app.config["DATABASE_URL"]
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(url)
    db.init_app(app)
    app.extensions["migrate"] = Later(app)
    app.cli.add_command(LaterCommands("db", help="Perform database migrations."))
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            listen(db.engine)


class Later:
    """Flask-Migrate, read when it is first asked: it brings Alembic with it, which only an upgrade needs."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - heavy

        Migrate(self.app, db, directory=str(MIGRATIONS))
        return getattr(self.app.extensions["migrate"], name)


class LaterCommands(click.Command):
    """The commands `flask db …` of Flask-Migrate, read when one of them is called."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        from flask_migrate.cli import db as commands  # noqa: PLC0415 - heavy

        context: click.Context = commands.make_context(*args, **kwargs)
        return context


def is_newest() -> bool:
    """Say whether the database has the form of the newest migration; no for one without tables."""
    newest = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    try:
        here = db.session.scalars(select(column("version_num")).select_from(table("alembic_version"))).all()
    except DBAPIError:
        here = []
    db.session.rollback()
    return list(here) == [newest]


def bring_up_to_date() -> None:
    """Bring the database to the newest form; an interrupted try leaves the old one."""
    if is_newest():
        return
    import flask_migrate  # noqa: PLC0415 - heavy

    flask_migrate.upgrade(directory=str(MIGRATIONS))


def listen(engine: Engine) -> None:
    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def on_connect(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
    for pragma in ("busy_timeout=10000", "foreign_keys=ON", f"journal_mode={journal_mode()}", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def on_begin(connection: Connection) -> None:
    """Begin so that a page reads one moment, and a write outside `saving` is refused by the database itself."""
    writing = connection.get_execution_options().get("writing", False)
    driver = connection.connection.driver_connection
    driver.execute(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")


def file_of(engine: Engine) -> Path | None:
    """Return the file of a SQLite database, or nothing for one in memory and for PostgreSQL."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(os.path.abspath(name))
