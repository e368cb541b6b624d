"""Doing what a form asks once, however often it is sent."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, insert, select

from homestay import clock
from homestay.errors import KeyReused
from homestay.saving import saving
from models import db
from models.change import ClientOp
from models.homestay import Homestay

OPS: Any = ClientOp.__table__
ANSWER_OF = select(OPS.c.body_hash, OPS.c.result).where(OPS.c.homestay_id == bindparam("house"), OPS.c.key == bindparam("key"))


def do_once(homestay: Homestay, key: str, body: Mapping[str, Any], action: Callable[[], str]) -> str:
    """Do an action for a form's key once, in one transaction with its effect; a second tap gets the first answer.

    Raises: KeyReused, when the key comes back with another body; whatever the action refuses, and then nothing is kept.
    """
    with saving(homestay):
        earlier = db.session.execute(ANSWER_OF, {"house": homestay.id, "key": key}).first()  # exact: a twin waits at the homestay's lock
        if earlier:
            if earlier.body_hash != digest(body):
                raise KeyReused
            return earlier.result
        result = action()  # its own saving() joins this one
        said = {"key": key, "body_hash": digest(body), "result": result, "done_at": clock.now()}
        db.session.execute(insert(OPS), {"homestay_id": homestay.id, **said})
        return result


def digest(body: Mapping[str, Any]) -> bytes:
    """Return the hash of what a form said, whatever the order of its fields."""
    return sha256(repr(sorted((name, str(value)) for name, value in body.items())).encode()).digest()
