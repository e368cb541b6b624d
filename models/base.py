"""What every table shares: the database handle, column types, the key of an owned row, links inside a homestay."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, cast
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    String,
    Text,
    TypeDecorator,
    Uuid,
    case,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlalchemy.sql.functions import FunctionElement

Dong = Annotated[int, mapped_column(BigInteger)]
"""Whole đồng."""
MOST_DONG = 1_000_000_000
"""In one sum or one price; more is a slip of the finger."""

NAMES = {"pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"} | {
    kind: f"{kind}_%(table_name)s_%(column_0_N_name)s" for kind in ("fk", "uq", "ix")
}


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, kept in UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Return what makes a moment of a database's value. Most moments of a page's rows are empty: little is done for these."""
        read = self.impl_instance.result_processor(dialect, coltype)
        if read is None:  # the driver of PostgreSQL gives moments with their zone, SQLite's are told theirs
            return None

        def moment(value: Any) -> datetime | None:
            return cast(datetime, read(value)).replace(tzinfo=UTC) if value is not None else None

        return moment


class Base(DeclarativeBase):
    """The base of every table: naming of constraints and the types behind annotations."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={UUID: Uuid(), datetime: Moment(), str: Text()},
    )


class OneDatabase(Session):
    """Asks the engine that reads, and inside `homestay.saving` the one that writes."""

    def get_bind(self, *asked: Any, bind: Any = None, **more: Any) -> Any:
        return bind or self.info.get("engine") or self._db.engine


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"class_": OneDatabase})
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def uuid7() -> UUID:
    """Return a new key that sorts by the time it was made. Source: RFC 9562, section 5.7."""
    chance = int.from_bytes(os.urandom(10), "big")
    milliseconds = time.time_ns() // 1_000_000
    return UUID(int=milliseconds << 80 | chance & ~(0xF << 76 | 0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def made_at(key: UUID) -> datetime:
    """Return the moment at which `uuid7` made a key."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


class Owned(Model):
    """A row of one homestay: its key says whose it is, and exists before the row is saved."""

    __abstract__ = True

    homestay_id: Mapped[UUID] = mapped_column(ForeignKey("homestays.id"), primary_key=True, sort_order=-2)
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        key = {"homestay_id": values.pop("homestay_id"), "id": values.pop("id", None) or uuid7()}
        super().__init__(**key, **values)  # the key first: sealed values are bound to it


def within(column: str, table: str) -> ForeignKeyConstraint:
    """Tie a column to a row of the same homestay; the database refuses any other."""
    return ForeignKeyConstraint(["homestay_id", column], [f"{table}.homestay_id", f"{table}.id"])


def link(child_column: str, parent: str, **more: Any) -> Any:
    """Return the relationship over `within`; it writes the child's own column, never its homestay."""
    child = child_column.partition(".")[0]
    join = f"and_({child}.homestay_id == {parent}.homestay_id, foreign({child_column}) == {parent}.id)"
    return relationship(primaryjoin=join, **more)


def as_it_comes(column: Any) -> Any:
    """Return a column of ids as the database has it: where ids are only compared, making them of a thousand rows costs time."""
    return type_coerce(column, String)


class DaysTogether(FunctionElement[str]):
    """The days of a group as one text, side by side and in no order: 2026-10-01,2026-10-02."""

    type = Text()
    inherit_cache = True


@compiles(DaysTogether)
def days_together(element: DaysTogether, compiler: Any, **more: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **more)}, ',')"


@compiles(DaysTogether, "postgresql")
def days_together_postgresql(element: DaysTogether, compiler: Any, **more: Any) -> str:
    day = compiler.process(element.clauses, **more)
    return f"string_agg(to_char({day}, 'YYYY-MM-DD'), ',')"  # a day as text depends on how the server is set


def aside(condition: Any) -> Any:
    """Return a condition by which no database looks for rows: they are found by the others, and then it is asked of each."""
    return case((condition, 1), else_=0) == 1


def one_of(column: str, words: type) -> str:
    """Return the SQL of a check that a column holds one of an enumeration's values, or nothing."""
    values = ", ".join(f"'{word}'" for word in words)  # type: ignore[attr-defined]
    return f"{column} IN ({values})"
