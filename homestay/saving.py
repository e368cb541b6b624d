"""The only place that commits: lock, do, record, save."""

import errno
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import IO, Any
from uuid import UUID

from sqlalchemy import bindparam, event, inspect, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from homestay import clock, database
from homestay.errors import Busy, DiskFull, ReadOnly, Refusal
from models import db
from models.booking import is_behind
from models.homestay import Homestay

try:
    import fcntl
except ImportError:  # Windows: one process, the thread lock is enough
    fcntl = None  # type: ignore[assignment]

HOMESTAYS: Any = Homestay.__table__
WAIT_SECONDS = 10
"""How long a writer waits for those before it, in this process and in others together."""
WRITER = threading.Lock()
Finish = Callable[[Session], None]
Start = Callable[[Session, Homestay], None]
at_the_beginning: list[Start] = []
"""What is done first under the lock of a homestay that is behind: holds that ran out. Registered by `create_app`."""
at_the_end: list[Finish] = []
"""What is written last in every transaction: the record of changes. Registered by `create_app`."""


@contextmanager
def saving(*homestays: Homestay) -> Iterator[None]:
    """Do all of the block or none of it; the outermost one commits. Locks these homestays and moves their version on.

    Without a homestay it serves accounts, sign-ins and links. Whatever was read before is read anew inside.
    Raises: Busy, DiskFull, ReadOnly.
    """
    session = db.session()
    own = {key_of(homestay): homestay for homestay in homestays}
    if "locked" in session.info:
        if not session.info["locked"].issuperset(own):
            raise RuntimeError("name every homestay in the outermost saving()")
        yield
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("rows were changed before saving()")
    session.rollback()  # before waiting for the lock, or in TRUNCATE mode this reader stops the writer it waits for
    with one_writer(), plainly():
        session.info.update(locked=set(own), engine=database.writing_engine())
        try:
            begin(session, [own[key] for key in sorted(own)])  # one order for everybody: no deadlock
            yield
            session.flush()
            for finish in at_the_end:
                finish(session)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            for name in ("locked", "engine", "changes"):
                session.info.pop(name, None)


def key_of(homestay: Homestay) -> UUID:
    """Return the key without reading the row anew."""
    identity: Any = inspect(homestay).identity
    key: UUID = identity[0]
    return key


def begin(session: Session, homestays: Sequence[Homestay]) -> None:
    """Lock the homestays and read them anew, in one statement each; what has to be done first is done once all are locked."""
    behind = [homestay for homestay in homestays if lock(session, homestay)]
    for homestay in behind:
        for start in at_the_beginning:
            start(session, homestay)


def lock(session: Session, homestay: Homestay) -> bool:
    """Raise the version of a homestay: its row is locked from here on. Say whether it is behind."""
    *now, behind = session.execute(raised(), {"house": key_of(homestay), "now": clock.now()}).one()
    for column, value in zip(HOMESTAYS.columns, now, strict=True):
        set_committed_value(homestay, column.name, value)
    return bool(behind)


@cache
def raised() -> Any:
    """Return the statement that raises a version and gives the row as it is then. Put together once."""
    house, column = bindparam("house", type_=HOMESTAYS.c.id.type), HOMESTAYS.c
    return update(HOMESTAYS).where(column.id == house).values(version=column.version + 1).returning(*column, is_behind(house))


@contextmanager
def one_writer(most_seconds: float | None = None) -> Iterator[None]:
    """Let writers of a SQLite file queue in order, threads and processes alike; PostgreSQL queues them itself.

    Raises: Busy, after so many seconds, without a number after `WAIT_SECONDS`.
    """
    file = database.file_of(database.writing_engine())
    if file is None:
        yield
        return
    seconds = WAIT_SECONDS if most_seconds is None else most_seconds
    until = time.monotonic() + seconds
    if not WRITER.acquire(timeout=seconds):
        raise Busy
    try:
        with plainly(), open(f"{file}.writer", "ab") as lock:
            if fcntl:
                wait_in_line(lock, max(0, until - time.monotonic()))
            yield
    finally:
        WRITER.release()


def wait_in_line(lock: IO[bytes], seconds: float) -> None:
    """Wait for the other processes to let go of the file. Raises: Busy.

    Only the system's own line lets everybody in by turns, and it knows no limit: a thread stands in it. Asking again and again
    would keep an unlucky one waiting for seconds. Who gives up closes the file; the turn of the thread then passes by itself.
    """
    if is_ours(lock):
        return
    waiter = threading.Thread(target=fcntl.flock, args=(lock, fcntl.LOCK_EX), daemon=True)
    waiter.start()
    waiter.join(seconds)
    if not is_ours(lock):
        raise Busy


def is_ours(lock: IO[bytes]) -> bool:
    """Take the file if nobody has it; say whether it is ours."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def plainly() -> Iterator[None]:
    """Turn the database's and the disk's own troubles into refusals a person can read."""
    try:
        yield
    except DBAPIError as error:
        if refusal := refusal_of_database(error):
            raise refusal from error
        raise
    except OSError as error:
        if refusal := refusal_of_disk(error.errno):
            raise refusal from error
        raise


def refusal_of_database(error: DBAPIError) -> Refusal | None:
    """Return the refusal for the database's own words, or nothing for a real fault.

    Only their first line is read: below it PostgreSQL may quote what somebody typed.
    """
    words = str(error.orig).lower().partition("\n")[0]
    signs = {
        "disk is full": DiskFull,
        "no space left": DiskFull,
        "disk i/o error": DiskFull,
        "readonly database": ReadOnly,
        "read-only": ReadOnly,
        "unable to open database": ReadOnly,
        "is locked": Busy,
        "lock timeout": Busy,
    }
    return next((refusal() for sign, refusal in signs.items() if sign in words), None)


def refusal_of_disk(number: int | None) -> Refusal | None:
    """Return the refusal for a number of the system's own troubles, or nothing for a real fault."""
    if number in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    return ReadOnly() if number in (errno.EROFS, errno.EACCES, errno.EPERM) else None


@event.listens_for(Session, "before_flush")
def only_inside(session: Session, context: Any, instances: Any) -> None:
    """Refuse to write rows outside `saving`."""
    if "locked" not in session.info and (session.new or session.dirty or session.deleted):
        raise RuntimeError("rows were changed outside saving()")
