"""The record of who did what in a homestay: appended under its lock, each line chained to the one before (nhật ký)."""

import json
from datetime import UTC
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import g, has_request_context
from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from homestay import clock
from models import db
from models.change import Change
from models.homestay import Homestay

CHANGES: Any = Change.__table__


def record(homestay: Homestay, action: str, about: UUID | None = None, **detail: Any) -> None:
    """Note what happened; it is written with the rest of the transaction. Never pass identity data."""
    db.session().info.setdefault("changes", []).append((homestay.id, action, about, detail))


def write_changes(session: Session) -> None:
    """Append what was noted in this transaction to the chains of its homestays."""
    for homestay_id, action, about, detail in session.info.pop("changes", []):
        last = session.execute(last_change(), {"house": homestay_id}).first()
        number, before = (last.number + 1, last.chain_hash) if last else (1, b"")
        change = Change(
            homestay_id=homestay_id,
            number=number,
            happened_at=clock.now(),
            account_id=who_did_it(),
            action=action,
            about=about,
            detail=json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str) if detail else None,
        )
        change.chain_hash = chained(before, change)
        session.execute(insert(CHANGES), {column.name: getattr(change, column.name) for column in CHANGES.columns})


@cache
def last_change() -> Any:
    """Return the select of the last line of a house's chain."""
    of_house = select(Change.number, Change.chain_hash).where(Change.homestay_id == bindparam("house"))
    return of_house.order_by(Change.number.desc()).limit(1)


def chained(before: bytes, change: Change) -> bytes:
    """Return the hash of a line together with the hash before it."""
    at = change.happened_at.astimezone(UTC).isoformat()
    line = "|".join(str(part) for part in (change.number, at, change.account_id, change.action, change.about, change.detail))
    return sha256(before + line.encode()).digest()


def who_did_it() -> UUID | None:
    """Return the account of the person who asks, or nothing for a command."""
    person = getattr(g, "who", None) if has_request_context() else None
    return person.account_id if person else None
