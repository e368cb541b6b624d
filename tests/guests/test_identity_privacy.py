"""Who sees the papers of guests, who is noted for it, and what of them lies in the database."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from homestay.errors import NotFound
from homestay.guests.actions import Identity, write_identity
from models import db
from models.change import Change
from models.guest import Guest
from models.homestay import Homestay
from tests.guests.people import PAO, arrived, places, room, stayed


@pytest.fixture
def guest(clock, homestay):
    return arrived(homestay, room(homestay))[0]


def page_of(guest):
    return f"/guests/{guest.id}/identity"


def kept(homestay, guest):
    """Return the guest as stored now."""
    return db.session.get(Guest, (homestay.id, guest.id), populate_existing=True)


def actions_about(homestay, guest):
    return list(
        db.session.scalars(select(Change.action).where(Change.homestay_id == homestay.id, Change.about == guest.id).order_by(Change.number))
    )


def test_number_birth_date_and_address_are_not_readable_in_the_database(homestay, guest, owner):
    owner.fills_in(page_of(guest), PAO)

    row = db.session.execute(select(Guest.__table__).where(Guest.homestay_id == homestay.id, Guest.id == guest.id)).one()

    stored = repr([value for value in row if not isinstance(value, UUID)]).encode()  # a key has any digits
    assert not any(secret in stored for secret in (b"002087000020", b"1987", "Lô Lô Chải".encode()))


def test_the_record_says_who_typed_but_not_what(homestay, guest, owner):
    owner.fills_in(page_of(guest), PAO)

    change = db.session.scalars(select(Change).where(Change.homestay_id == homestay.id, Change.action == "guest.identity")).one()
    assert change.about == guest.id
    assert "Páo" not in repr(change.detail)
    assert "0020" not in repr(change.detail)


def test_who_looks_at_a_whole_number_is_noted(homestay, guest, owner, staff):
    staff.opens(page_of(guest))
    assert "guest.identity_seen" not in actions_about(homestay, guest)
    owner.fills_in(page_of(guest), PAO)

    answer = staff.opens(page_of(guest))

    assert actions_about(homestay, guest)[-1] == "guest.identity_seen"
    assert answer.response.headers["Cache-Control"] == "no-store"


def test_somebody_who_was_here_before_is_filled_in_but_kept_only_when_confirmed(clock, homestay, owner):
    clock.set("2026-09-01 18:00")
    before = stayed(homestay, date(2026, 9, 1), room(homestay, "P8"))[0]
    owner.fills_in(page_of(before), PAO)
    clock.set("2026-10-01 18:00")
    guest = arrived(homestay, room(homestay))[0]

    answer = owner.sends(page_of(guest), {"document_number": "002 087 000 020", "find": "1"}, status=200)

    assert "01/09/2026" in answer.text
    assert 'value="Giàng A Páo"' in answer.response.text
    assert kept(homestay, guest).name is None
    assert actions_about(homestay, before)[-1] == "guest.identity_seen"


def test_a_number_of_another_homestay_finds_nobody(homestay, guest, owner, neighbour):
    owner.fills_in(page_of(guest), PAO)
    other = db.session.scalars(select(Homestay).order_by(Homestay.id.desc()).execution_options(everybody=True)).first()
    stranger = arrived(other, room(other))[0]

    answer = neighbour.sends(page_of(stranger), {"document_number": "002087000020", "find": "1"}, status=200)

    assert "Giàng A Páo" not in answer.text


def test_another_homestays_guest_is_not_there(guest, neighbour):
    neighbour.opens(page_of(guest), status=404)
    neighbour.sends(page_of(guest), PAO, status=404)
    neighbour.opens(f"/guests/{guest.id}/times", status=404)


def test_nobody_else_opens_the_page(guest, village_head, administrator, visitor):
    village_head.opens(page_of(guest), status=403)
    administrator.opens(page_of(guest), status=403)
    visitor.opens(page_of(guest), status=302)


def test_nobody_was_here_before_because_of_the_page_one_is_on(homestay, guest, owner):
    owner.fills_in(page_of(guest), PAO)

    answer = owner.sends(page_of(guest), {"document_number": "002087000020", "find": "1"}, status=200)

    assert "Chưa có khách nào mang số này" in answer.text


def test_nobody_sleeps_on_a_place_of_another_booking(homestay, guest):
    other = places(homestay, room(homestay, "P9"))[0]

    with pytest.raises(NotFound):
        write_identity(homestay, guest.id, Identity(name="Giàng A Páo"), other)

    assert kept(homestay, guest).name is None
