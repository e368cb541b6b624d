"""What nobody should type, and what every form must make of it: a plain answer, nothing broken, no other house touched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from homestay import database
from models import db
from tests.support.every_form import FORMS, Sent
from tests.support.pages import check_page
from tests.support.person import Person, is_page
from tests.support.sample_house import Sample, Village, file_of

HUGE = "o" * 100_000
EVERYWHERE = {
    "empty": "",
    "blanks": " \u00a0\t\u3000",
    "huge": HUGE,
    "NUL": "a\x00b",
    "angle brackets": "</textarea><script>alert(1)</script><b x='",
}
"""What is tried in every field."""
INSTEAD_OF = {
    "a day": {
        "no day": "hai ba",
        "no such day": "31/02/2026",
        "no such ISO day": "2026-02-31",
        "before everything": "2026-01-01",
        "the first day": "0001-01-01",
        "the last day": "9999-12-31",
        "400 nights on": "2027-11-24",
        "a day and too much": "2026-10-20T25:61",
    },
    "a number": {
        "no number": "hai ba",
        "negative": "-1",
        "nothing": "0",
        "absurd": "9" * 30,
        "too big for a database": "9223372036854775808",
        "scientific": "1e9",
        "not a number": "NaN",
        "digits of others": "٣²",
    },
    "an id": {"nobody's": "00000000-0000-0000-0000-000000000000", "no id": "hai ba"},
    "words": {
        "quotes": """O'Neil "x" `y` \\ ; DROP TABLE guests; --""",
        "a formula": "=cmd|' /C calc'!A0",
        "a template": "{{ 7 * 7 }} %(name)s {0} %s",
        "emoji": "🏔️👨‍👩‍👧",
        "decomposed": "Vàng Thị Mỷ",
        "control characters": "a\x1b[31m\u202e\x07\r\nb\u2028",
        "a number": "-1",
    },
}
ECHOED = {"quotes", "angle brackets", "NUL", "control characters", "nothing"}
"""What may break the page that shows it again: that page is read whole."""
LEADING_AWAY = (
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "\\\\evil.example",
)
ANSWERS = {200, 302, 303, 307, 400, 404, 409, 413, 422, 429}
"""307 is for a locked device only, 429 for guesses; the rest is for everybody."""


@dataclass
class Trial:
    """People of the sample house send what nobody should; after each form that was taken the house is as it was."""

    village: Village
    kept: Path = field(init=False)
    people: dict[str, Person] = field(init=False)
    """Who sends, by role."""
    begun: dict[str, tuple[str, str | None]] = field(init=False)
    """The cookie and the token of each at the beginning."""
    neighbours: dict[str, Any] = field(init=False)
    ours: dict[str, Any] = field(init=False)
    """Every row of the house at the beginning, but the count of its changes."""

    def __post_init__(self) -> None:
        senders = {sent.by for forms in FORMS.values() for sent in forms}
        self.people = {role: self.village.ours.house.person(role) for role in sorted(senders)}
        self.begun = {role: begun(person) for role, person in self.people.items()}
        self.file = file_of(self.village.app)
        self.kept = self.file.with_suffix(".kept")
        self.neighbours = rows_of(self.village.app, self.village.theirs)
        self.ours = {table: rows for table, rows in rows_of(self.village.app, self.village.ours).items() if table != "homestays"}
        forget_connections(self.village.app)
        shutil.copy(self.file, self.kept)

    def restore(self) -> None:
        """Put the house back as it was, and the owner at the device."""
        forget_connections(self.village.app)
        for log in ("-wal", "-shm"):
            Path(f"{self.file}{log}").unlink(missing_ok=True)
        shutil.copy(self.kept, self.file)
        for role, person in self.people.items():
            cookie, person.token = self.begun[role]
            person.browser.set_cookie("homestay", cookie)
            person.browser.delete_cookie("language")

    @property
    def owner(self) -> Person:
        return self.people["owner"]

    def faults(self, sent: Sent, tries: Iterator[tuple[str, dict[str, Any]]]) -> list[str]:
        """Send each body that is tried, and return what went wrong, by the names of the tries."""
        found = [(name, self.fault(sent.address(self.village.ours), body, name, sent.by)) for name, body in tries]
        return [f"{name}: {wrong}" for name, wrong in found if wrong]

    def fault(self, path: str, body: dict[str, Any], name: str = "", by: str = "owner") -> str:
        """Send a body and return what is wrong with the answer; nothing when it is plain and the neighbours are as they were."""
        try:
            person = self.people[by]
            answer = person.browser.post(path, data={"op": str(uuid4()), "csrf_token": person.token, **body})
        except Exception as error:  # in the program it would be a 500
            self.restore()
            return f"{type(error).__name__}: {str(error)[:300]}"
        wrong = odd_answer(answer)
        if not wrong and is_page(answer) and (not name or name.partition(" in ")[0] in ECHOED):
            check_page(answer.data, f"POST {path} with {name}")
        if not wrong and self.is_theirs(body) and rows_of(self.village.app, self.village.theirs) != self.neighbours:
            wrong = "the neighbours are changed"
        if answer.status_code < 400:
            self.restore()
        return wrong

    def is_theirs(self, body: dict[str, Any]) -> bool:
        """Say whether a body names anything of the neighbours."""
        said = str(body)
        return any(secret in said for secret in self.village.theirs.found.values())


def begun(person: Person) -> tuple[str, str | None]:
    """Return the cookie and the token with which somebody begins."""
    person.opens("/more")
    cookie = person.browser.get_cookie("homestay")
    assert cookie
    return cookie.value, person.token


def odd_answer(answer: Any) -> str:
    if answer.status_code not in ANSWERS:
        return f"answered {answer.status_code}"
    place = answer.location or "/"
    return f"leads to {place}" if not place.startswith("/") or place.startswith(("//", "/\\")) else ""


def forget_connections(app: Flask) -> None:
    """Close what is open, so that the file on the disk is the whole truth."""
    with app.app_context():
        database.dispose()


def rows_of(app: Flask, sample: Sample) -> dict[str, Any]:
    """Return every row of a house, by table."""
    with app.app_context():
        own = {name: table for name, table in db.metadata.tables.items() if "homestay_id" in table.c}
        return {name: rows(table.c.homestay_id, sample.house.id) for name, table in own.items()} | {
            "homestays": rows(db.metadata.tables["homestays"].c.id, sample.house.id)
        }


def rows(column: Any, homestay_id: UUID) -> list[Any]:
    table = column.table
    order = list(table.primary_key.columns)
    return [tuple(row) for row in db.session.execute(select(table).where(column == homestay_id).order_by(*order))]


def kind_of(value: str) -> str:
    """Return what a field is about, by what it says when it is right."""
    if value.startswith("{"):
        return "an id"
    if re.match(r"[0-9]{4}-|[0-9]{2}[/:]", value):
        return "a day"
    return "a number" if value.isdecimal() and not value.startswith("0") else "words"


def one_field_wrong(sent: Sent, sample: Sample) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the bodies in which one field says what nobody should, is left out, or is said twice."""
    good = sent.body(sample)
    for field_name, value in sent.said.items():
        for name, bad in {**EVERYWHERE, **INSTEAD_OF[kind_of(value)]}.items():
            yield f"{name} in {field_name}", {**good, field_name: bad}
        yield f"without {field_name}", {name: said for name, said in good.items() if name != field_name}
        yield f"twice {field_name}", {**good, field_name: [good[field_name], "hai ba"]}


def odd_shapes(sent: Sent, sample: Sample) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the bodies of an odd shape: nothing said, everything wrong, a key or a version that is none, a way on that leads away."""
    good = sent.body(sample)
    yield "nothing", {}
    for name in ("huge", "NUL", "angle brackets"):
        yield f"{name} in everything", dict.fromkeys(good, EVERYWHERE[name])
        yield f"{name} in op", {**good, "op": EVERYWHERE[name]}
    for name, value in INSTEAD_OF["a number"].items() if sent.versioned else ():
        yield f"{name} in version", {**good, "version": value}
    for place in LEADING_AWAY if "next" in good else ():
        yield f"next={place}", {**good, "next": place}


def ids_of_others(sent: Sent, sample: Sample, others: Sample) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the bodies in which an id is another house's."""
    for field_name, value in sent.said.items():
        if "{" in value:
            yield f"their {field_name}", sent.body(sample, {field_name: others.address(value)})
            yield f"our and their {field_name}", {**sent.body(sample), field_name: [sample.address(value), others.address(value)]}
