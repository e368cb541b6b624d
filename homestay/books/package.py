"""Opening an xlsx file that a stranger may have made: its size is looked at before anything is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask_babel import lazy_gettext as _l

from homestay.errors import Refusal

MEBIBYTE = 1024 * 1024
MOST_PACKED = 100 * MEBIBYTE
MOST_UNPACKED = 600 * MEBIBYTE
MOST_PARTS = 500
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How .xls files and files with a password begin."""
ENCRYPTED = 1


class Unreadable(Refusal):
    """A file that cannot be taken in at all; the message says why."""

    status = 422


def broken() -> Unreadable:
    return Unreadable(_l("This workbook is broken. Open it in Excel or LibreOffice, save it again as .xlsx, and try once more."))


def too_much() -> Unreadable:
    return Unreadable(_l("This workbook would unpack to far more than any homestay writes. It was not taken in."))


@contextmanager
def unpacking(source: bytes | Path, most_unpacked: int = MOST_UNPACKED) -> Iterator[zipfile.ZipFile]:
    """Open the archive of an xlsx file. Raises: Unreadable, for what is missing, huge, locked, broken, or no xlsx file."""
    refuse_other_files(source)
    refuse_bombs(source, most_unpacked)
    try:
        with zipfile.ZipFile(stream_of(source)) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise broken() from error


def stream_of(source: bytes | Path) -> io.BytesIO | Path:
    return io.BytesIO(source) if isinstance(source, bytes) else source


def refuse_other_files(source: bytes | Path) -> None:
    """Refuse what is missing, huge, old or locked. Raises: Unreadable."""
    try:
        size, beginning = size_and_beginning(source)
    except FileNotFoundError as error:
        raise Unreadable(_l("There is no file %(file)s.", file=str(source))) from error
    except OSError as error:
        raise Unreadable(_l("The file %(file)s cannot be read: %(why)s.", file=str(source), why=error.strerror)) from error
    if size > MOST_PACKED:
        raise Unreadable(_l("This file is too large: at most %(most)s MB.", most=MOST_PACKED // MEBIBYTE))
    if beginning == OLD_OR_LOCKED:
        raise locked()


def size_and_beginning(source: bytes | Path) -> tuple[int, bytes]:
    if isinstance(source, bytes):
        return len(source), source[:4]
    with source.open("rb") as file:
        return source.stat().st_size, file.read(4)


def locked() -> Unreadable:
    return Unreadable(_l("This is an old .xls file or one with a password. Save it as .xlsx without a password."))


def refuse_bombs(source: bytes | Path, most_unpacked: int) -> None:
    """Refuse what is no zip archive, or one that would unpack to too much. Raises: Unreadable.

    The sizes an archive states are binding: Python's zipfile unpacks no byte more than they say.
    """
    try:
        with zipfile.ZipFile(stream_of(source)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(_l("This is not an Excel workbook (.xlsx).")) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
        raise too_much()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise locked()
