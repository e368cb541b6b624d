"""A workbook between its preview and "take it in": kept sealed beside the database, for an hour, for the one who brought it.

It holds identity data, so it is encrypted like the database's own (models/sealed.py) and bound to the person's role in the house.
"""

import os
import re
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from flask import current_app
from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.errors import Refusal
from homestay.saving import plainly
from models.sealed import seal_bytes, unseal_bytes

FOLDER = "waiting"
KEPT_FOR = timedelta(hours=1)
TAKEN = ".taken"
"""What stands after the token in the name of the file that says what was taken in."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class NotKept(Refusal):
    """The file was taken in or put away, its hour is over, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__(_l("This workbook is not kept here any more. Choose the file once more."))


def keep(whose: UUID, content: bytes) -> str:
    """Keep a file for the membership `whose`, and return the token that finds it again. Raises: DiskFull, ReadOnly."""
    sweep()
    token = secrets.token_urlsafe(24)
    write(whose, token, content)
    return token


def write(whose: UUID, name: str, content: bytes) -> None:
    """Write a sealed file that is not there yet. Raises: DiskFull, ReadOnly."""
    with plainly():
        folder().mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(seal_bytes(bound_to(whose, name), content))
        os.utime(folder() / name, (clock.now().timestamp(),) * 2)


def kept(whose: UUID, token: str, more: str = "") -> bytes:
    """Return a kept file, or `more` of it. Raises: NotKept."""
    if not TOKEN.fullmatch(token):
        raise NotKept
    try:
        path = folder() / f"{token}{more}"
        if is_over(path):
            raise NotKept
        return unseal_bytes(bound_to(whose, path.name), path.read_bytes())
    except (FileNotFoundError, InvalidTag) as error:
        raise NotKept from error


def brought(whose: UUID, token: str) -> int | None:
    """Return how many rows a file brought that was taken in already: what a second tap is told. Nothing for any other file."""
    with suppress(NotKept):
        return int(kept(whose, token, TAKEN))
    return None


def note_taken(whose: UUID, token: str, rows: int) -> int:
    """Forget a file that was taken in, and return how many rows it brought; who was first says so for a second tap."""
    with suppress(FileExistsError):
        write(whose, f"{token}{TAKEN}", str(rows).encode())
    (folder() / token).unlink(missing_ok=True)
    earlier = brought(whose, token)
    return rows if earlier is None else earlier


def put_away(whose: UUID, token: str) -> None:
    """Forget a kept file. Raises: NotKept."""
    kept(whose, token)
    (folder() / token).unlink(missing_ok=True)


def sweep() -> None:
    """Forget the files whose hour is over; one that another request took away meanwhile is forgotten already."""
    for path in folder().glob("*"):
        with suppress(FileNotFoundError):
            if is_over(path):
                path.unlink()


def is_over(path: Path) -> bool:
    return path.stat().st_mtime < (clock.now() - KEPT_FOR).timestamp()


def folder() -> Path:
    found: Path = current_app.config["DATA"] / FOLDER
    return found


def bound_to(whose: UUID, token: str) -> bytes:
    return b"books:waiting:" + whose.bytes + token.encode()
