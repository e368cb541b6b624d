"""How many SQL statements something takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event


@dataclass
class Statements:
    """The statements that were sent, in order. BEGIN, COMMIT and PRAGMA are not among them."""

    texts: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)

    def __str__(self) -> str:
        return "\n\n".join(self.texts)


@contextmanager
def count_statements(engine: Engine | type[Engine] = Engine) -> Iterator[Statements]:
    """Collect what is sent to a database (or to all of them) inside the block; a statement with many rows is one."""
    sent = Statements()

    def note(connection: Connection, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
        sent.texts.append(sql)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
