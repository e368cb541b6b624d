"""Runs migrations: each one whole or not at all, on SQLite and PostgreSQL, one program at a time."""

from typing import Any

from alembic import context
from sqlalchemy import TypeDecorator

from homestay import database
from homestay.saving import one_writer
from models import db

LOCK = 7236
"""The number of PostgreSQL's advisory lock, so that two servers that start together migrate one after the other."""
WAIT_SECONDS = 600
"""How long the second of them waits on SQLite: a migration of many years may take minutes."""


def plain_type(kind: str, item: Any, autogen_context: Any) -> Any:
    """Write a column's plain type, so that an old migration never needs today's models."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def run() -> None:
    engine = database.writing_engine()
    sqlite = engine.dialect.name == "sqlite"
    with one_writer(WAIT_SECONDS), engine.connect().execution_options(everybody=True) as connection:
        if sqlite:  # before BEGIN; inside it the pragma does nothing
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection, target_metadata=db.metadata, render_as_batch=True, transactional_ddl=True, render_item=plain_type
        )
        with context.begin_transaction():
            if not sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"{len(broken)} rows point to nothing: nothing was changed")
    database.dispose()  # so that no connection with foreign keys off goes back to work


run()
