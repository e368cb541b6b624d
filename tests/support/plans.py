"""How SQLite means to answer what is asked, so that a test can say by which index rows are found."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

WHOLE_HISTORY = re.compile(r"SEARCH bookings USING (?:COVERING )?INDEX \S+ \(homestay_id=\?\)|SCAN bookings|SCAN unit_nights")
"""A step that reads every booking or night a house ever had."""


@contextmanager
def explained(about: str) -> Iterator[list[str]]:
    """Collect the plans of the SELECTs inside the block that name a table; the steps of one stand between slashes."""
    plans: list[str] = []

    def note(connection: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
        if sql.lstrip().startswith("SELECT") and about in sql:
            steps = connection.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
            plans.append(" / ".join(str(step[3]) for step in steps))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield plans
    finally:
        event.remove(Engine, "before_cursor_execute", note)
