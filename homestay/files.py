"""Files that a command writes where it is told to: whole or not at all."""

import errno
import os
import secrets
from pathlib import Path

from flask_babel import lazy_gettext as _l

from homestay.errors import DiskFull, Refusal


class NotWritten(Refusal):
    """The file could not be put where it was wanted."""


def put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that was there stays until the new one is on the disk. Raises: NotWritten, DiskFull."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as writing:
            writing.write(content)
            writing.flush()
            os.fsync(writing.fileno())
        draft.replace(file)
    except OSError as error:
        raise refusal_of(error, file) from error
    finally:
        draft.unlink(missing_ok=True)


def refusal_of(error: OSError, file: Path) -> Refusal:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotWritten(_l("There is no folder %(folder)s. Make it first, or choose another place.", folder=str(file.parent)))
    return NotWritten(_l("The file %(file)s cannot be written there. Choose another place.", file=str(file)))
