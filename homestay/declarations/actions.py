"""Makes the file for the portal, keeps what the portal said, and what was declared another way. Every check stands inside `saving`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from homestay import clock
from homestay.declarations import queries, rows
from homestay.declarations.rows import Checked
from homestay.declarations.workbook import write_vn_2026
from homestay.errors import Refusal
from homestay.record import record
from homestay.saving import saving
from models import db
from models.declaration import BatchState, Channel, Declaration, DeclarationBatch
from models.guest import Guest
from models.homestay import Homestay
from models.stay import ONE_DAY

LAYOUT = "kbtt-vn-2026"


class NobodyReady(Refusal):
    """No guest can go into the file."""

    title = _l("Nobody is ready for the file")


@dataclass(frozen=True)
class File:
    """A file made for the portal: which batch it is, and its bytes, which are not kept."""

    batch_id: UUID
    content: bytes
    left_out: tuple[Checked, ...] = ()


def sheet_today(homestay: Homestay) -> list[Checked]:
    """Return the Vietnamese guests still to declare who came today or yesterday, with what is wrong with each."""
    today = clock.today()
    waiting = [each for each in queries.to_declare(homestay, remote=False) if not each.is_foreign]
    recent = [each.guest for each in waiting if each.guest.arrived_on >= today - ONE_DAY]
    return checked_with_twins(homestay, [guest.id for guest in recent], [guest.document_number_index for guest in recent], today)


def checked_with_twins(homestay: Homestay, guest_ids: Sequence[UUID], numbers: Sequence[bytes | None], day: date) -> list[Checked]:
    """Return these guests with what is wrong with each, other guests with the same number taken into account."""
    if not guest_ids:
        return []
    asked = set(guest_ids)
    found = rows.guest_rows(homestay, guest_ids, [number for number in numbers if number], day - ONE_DAY)
    return rows.checked([row for row in found if row.id in asked], [row for row in found if row.id not in asked], day)


def make_file(homestay: Homestay, made_by: str) -> File:
    """Make the portal's file of the guests who are ready, and note it as downloaded (tải tệp khai báo).

    Raises: NobodyReady.
    """
    with saving(homestay):
        everybody = sheet_today(homestay)
        ready = [each for each in everybody if each.is_ready]
        if not ready:
            raise NobodyReady(_l("Fill in the cells with ? first; then the file can be made."))
        content = write_vn_2026([each.row.sheet for each in ready])
        batch = DeclarationBatch(
            homestay_id=homestay.id,
            layout=LAYOUT,
            state=BatchState.DOWNLOADED,
            made_at=clock.now(),
            made_by=made_by,
            day=clock.today(),
            file_hash=sha256(content).digest(),
            guest_count=len(ready),
        )
        db.session.add(batch)
        db.session.add_all(declaration(homestay, each, Channel.PORTAL, batch.id) for each in ready)
        record(homestay, "declaration.file", batch.id, guests=len(ready), hash=batch.file_hash.hex())
        return File(batch.id, content, tuple(each for each in everybody if not each.is_ready))


def declaration(homestay: Homestay, each: Checked, channel: str, batch_id: UUID | None = None) -> Declaration:
    sheet = each.row.sheet
    arrival = sheet.arrival or clock.today()
    return Declaration(
        homestay_id=homestay.id,
        guest_id=each.row.id,
        batch_id=batch_id,
        channel=channel,
        arrival=arrival,
        departure=sheet.departure or arrival,
    )


def make_again(homestay: Homestay, batch_id: UUID) -> File:
    """Make a file once more that was made but not sent, of the same guests as they are now (tải lại).

    Raises: NotFound; Refusal once it was sent, or when one of its guests is no longer ready.
    """
    with saving(homestay):
        batch = queries.batch_of(homestay, batch_id)
        if batch.state != BatchState.DOWNLOADED:
            raise Refusal(_l("This file was already sent. Make a new one for the guests who still wait."))
        everybody = checked_with_twins(homestay, [each.guest_id for each in batch.declarations], (), clock.today())
        if not all(each.is_ready for each in everybody):
            raise Refusal(_l("A guest of this file was changed and is not ready. Make a new file."))
        content = write_vn_2026([each.row.sheet for each in everybody])
        batch.file_hash = sha256(content).digest()
        record(homestay, "declaration.file_again", batch.id, hash=batch.file_hash.hex())
        return File(batch.id, content)


def note_export(homestay: Homestay, layout: str, day: date, guests: int) -> None:
    """Note in the record that guests' papers were written into a file outside the pages."""
    with saving(homestay):
        record(homestay, "declaration.exported", layout=layout, day=day, guests=guests)


def mark_sent(homestay: Homestay, batch_id: UUID) -> DeclarationBatch:
    """Say that a file was sent to the portal (đã gửi lên cổng). Raises: NotFound, Refusal for a file that is further on."""
    return move(homestay, batch_id, BatchState.DOWNLOADED, BatchState.SENT)


def mark_not_sent(homestay: Homestay, batch_id: UUID) -> DeclarationBatch:
    """Take back that a file was sent. Raises: NotFound, Refusal once the portal's count is known."""
    return move(homestay, batch_id, BatchState.SENT, BatchState.DOWNLOADED)


def move(homestay: Homestay, batch_id: UUID, before: BatchState, after: BatchState) -> DeclarationBatch:
    with saving(homestay):
        batch = queries.batch_of(homestay, batch_id)
        if batch.state != before:
            raise Refusal(_l("This file is already further on. Open the page again and look at it."))
        batch.state = after
        keep_declared(homestay, [each.guest_id for each in batch.declarations])
        record(homestay, f"declaration.{after}", batch.id)
        return batch


def settle(homestay: Homestay, batch_id: UUID, seen: int, by: str) -> DeclarationBatch:
    """Compare the number of guests the portal shows with the file's (cổng báo mấy khách).

    Equal: its guests are declared. Otherwise they are to declare again; a number mistyped may be typed once more.
    Raises: NotFound, Refusal for a file that was not sent, or is settled.
    """
    with saving(homestay):
        batch = queries.batch_of(homestay, batch_id)
        if batch.state not in (BatchState.SENT, BatchState.DIFFERENT):
            raise Refusal(_l("This file is not waiting for a number. Open the page again and look at it."))
        is_right = seen == batch.guest_count
        batch.state = BatchState.CONFIRMED if is_right else BatchState.DIFFERENT
        batch.count_seen, batch.settled_at = seen, clock.now()
        for each in batch.declarations if is_right else ():
            each.declared_at, each.declared_by = batch.settled_at, by
        keep_declared(homestay, [each.guest_id for each in batch.declarations])
        record(homestay, f"declaration.{batch.state}", batch.id, seen=seen, guests=batch.guest_count)
        return batch


def declare_another_way(homestay: Homestay, guest_id: UUID, channel: Channel, note: str | None, by: str) -> Declaration:
    """Say that a guest was declared in VNeID, by phone or in person (khai qua kênh khác). Raises: NotFound, Refusal when declared."""
    with saving(homestay):
        if not queries.is_waiting(homestay, guest_id):
            refuse_known(homestay, guest_id)
        (each,) = checked_with_twins(homestay, [guest_id], (), clock.today())
        made = declaration(homestay, each, channel)
        made.declared_at, made.declared_by, made.note = clock.now(), by, note
        db.session.add(made)
        keep_declared(homestay, [guest_id])
        record(homestay, "declaration.another_way", guest_id, channel=channel)
        return made


def keep_declared(homestay: Homestay, guest_ids: Sequence[UUID]) -> None:
    """Write down on these guests whether they are declared now. Every action that changes it ends here."""
    db.session.flush()
    db.session.execute(
        update(Guest).where(Guest.homestay_id == homestay.id, Guest.id.in_(guest_ids)).values(declared=queries.declared(homestay)),
        execution_options={"synchronize_session": False},
    )


def refuse_known(homestay: Homestay, guest_id: UUID) -> None:
    """Raise why a guest does not wait to be declared: not of this homestay, or declared already."""
    rows.one(homestay, guest_id)
    raise Refusal(_l("This guest does not wait to be declared any more. Open the page again."))


def take_back(homestay: Homestay, declaration_id: UUID) -> Declaration:
    """Take back that a guest was declared another way; the line stays, the guest is to declare again. Raises: NotFound, Refusal."""
    with saving(homestay):
        found = queries.declaration_of(homestay, declaration_id)
        if found.channel == Channel.PORTAL:
            raise Refusal(_l("What the portal confirmed cannot be taken back here."))
        found.declared_at = None
        keep_declared(homestay, [found.guest_id])
        record(homestay, "declaration.taken_back", found.guest_id, channel=found.channel)
        return found
