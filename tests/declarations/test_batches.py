"""The file for the portal from the press of the button to the portal's count, and what is declared without it."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from homestay.guests.actions import Identity, write_identity
from models import db
from models.declaration import BatchState, Declaration, DeclarationBatch
from tests.declarations.known import MY
from tests.guests.people import arrived, room
from tests.support.installations import on_both


def sheet_in(answer):
    return [
        list(row)
        for row in load_workbook(BytesIO(answer.response.data))["DS_KHACH_VIET_NAM_LUU_TRU"].iter_rows(min_row=5, values_only=True)
    ]


def batch(homestay):
    return db.session.scalars(
        select(DeclarationBatch).where(DeclarationBatch.homestay_id == homestay.id).execution_options(populate_existing=True)
    ).one()


def declarations(homestay):
    return db.session.scalars(
        select(Declaration).where(Declaration.homestay_id == homestay.id).execution_options(populate_existing=True)
    ).all()


def test_the_file_holds_who_is_ready_and_names_who_is_not(homestay, two, owner):
    answer = owner.sends("/declarations/file", status=200)

    (row,) = sheet_in(answer)
    assert row[:8] == [1, "Giàng A Páo", "12/12/1987", "M - Nam", "VNM - Viet Nam", "1 - Thẻ CCCD", None, "002087000020"]
    assert row[8:] == [*[None] * 5, "01/10/2026", "03/10/2026", "P1", "1 - Du lịch", None, None]
    disposition = answer.response.headers["Content-Disposition"]
    assert disposition == f"attachment; filename=TBLT_{homestay.slug}_20261001_1800.xlsx"
    assert "Khách 2" in owner.opens("/declarations").text


def test_the_file_is_noted_with_its_hash_and_not_kept(homestay, two, owner):
    answer = owner.sends("/declarations/file", status=200)

    made = batch(homestay)
    assert (made.state, made.guest_count, made.day) == (BatchState.DOWNLOADED, 1, date(2026, 10, 1))
    assert made.file_hash == sha256(answer.response.data).digest()
    assert [each.guest_id for each in declarations(homestay)] == [two[0].id]


def test_pressing_twice_makes_one_file(homestay, two, owner):
    key = str(uuid4())
    first = owner.sends("/declarations/file", {"op": key}, status=200)
    second = owner.sends("/declarations/file", {"op": key}, status=200)

    assert sheet_in(first) == sheet_in(second)
    assert batch(homestay).guest_count == 1


def test_with_nobody_ready_there_is_no_file(clock, homestay, owner):
    arrived(homestay, room(homestay))

    answer = owner.sends("/declarations/file", status=409)

    assert "Điền các ô ? trước" in answer.text


@on_both
def test_from_download_to_the_portals_count(homestay, two, owner):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)
    assert "Giàng A Páo" in owner.opens("/declarations").text
    owner.fills_in("/declarations", {}, action=f"/declarations/files/{made.id}/sent")

    owner.fills_in("/declarations", {"seen": "1"}, action=f"/declarations/files/{made.id}/count#files")

    assert batch(homestay).state == BatchState.CONFIRMED
    assert declarations(homestay)[0].declared_by == "Vàng Thị Mỷ"
    text = owner.opens("/declarations").text
    assert "Cổng đã nhận đủ 1" in text
    assert "CCCD đuôi 020" not in text


def test_another_count_means_to_declare_again_and_may_be_corrected(homestay, two, owner):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)
    owner.sends(f"/declarations/files/{made.id}/sent")
    owner.sends(f"/declarations/files/{made.id}/count", {"seen": "0"})
    assert batch(homestay).state == BatchState.DIFFERENT
    assert "CCCD đuôi 020" in owner.opens("/declarations").text

    owner.sends(f"/declarations/files/{made.id}/count", {"seen": "1"})

    assert batch(homestay).state == BatchState.CONFIRMED


@pytest.mark.parametrize("seen", ["", "nhiều", "-1", "1.5 khách", "9" * 30])
def test_a_count_that_is_no_number_is_asked_again(homestay, two, owner, seen):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)
    owner.sends(f"/declarations/files/{made.id}/sent")

    owner.sends(f"/declarations/files/{made.id}/count", {"seen": seen}, status=422)

    assert batch(homestay).state == BatchState.SENT


def test_sent_by_mistake_is_taken_back(homestay, two, owner):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)
    owner.sends(f"/declarations/files/{made.id}/sent")

    owner.fills_in("/declarations", {}, action=f"/declarations/files/{made.id}/not-sent")

    assert batch(homestay).state == BatchState.DOWNLOADED
    assert "CCCD đuôi 020" in owner.opens("/declarations").text


def test_another_homestays_file_is_not_there(homestay, two, owner, neighbour):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)

    for step in ("again", "sent", "not-sent", "count"):
        neighbour.sends(f"/declarations/files/{made.id}/{step}", {"seen": "1"}, status=404)


def test_a_later_file_takes_the_place_of_one_never_sent(homestay, two, owner):
    owner.sends("/declarations/file", status=200)
    write_identity(homestay, two[1].id, MY)

    owner.sends("/declarations/file", status=200)

    assert "Tệp sau đã có các khách này" in owner.opens("/declarations").text


def test_declared_by_phone_with_a_note_and_taken_back(homestay, two, owner):
    guest = two[1]
    owner.fills_in(f"/declarations/{guest.id}/another-way", {"channel": "phone", "note": "anh Tuấn, công an xã"})
    (made,) = declarations(homestay)
    assert (made.channel, made.note, made.arrival, made.departure) == (
        "phone",
        "anh Tuấn, công an xã",
        date(2026, 10, 1),
        date(2026, 10, 3),
    )
    assert made.declared_at

    owner.fills_in("/declarations", {}, action=f"/declarations/{made.id}/undo")

    assert declarations(homestay)[0].declared_at is None
    assert "1 đủ, 1 chưa đủ" in owner.opens("/declarations").text


def test_nobody_is_declared_twice(homestay, two, owner):
    owner.sends(f"/declarations/{two[1].id}/another-way", {"channel": "vneid"})
    owner.sends(f"/declarations/{two[1].id}/another-way", {"channel": "vneid"}, status=409)

    assert len(declarations(homestay)) == 1


def test_a_way_must_be_chosen(homestay, two, owner):
    owner.sends(f"/declarations/{two[1].id}/another-way", {"channel": "pigeon"}, status=422)
    owner.sends(f"/declarations/{two[1].id}/another-way", {}, status=422)

    assert not declarations(homestay)


def test_a_file_takes_its_steps_in_order(homestay, two, owner):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)
    owner.sends(f"/declarations/files/{made.id}/count", {"seen": "1"}, status=409)
    owner.sends(f"/declarations/files/{made.id}/not-sent", status=409)
    owner.sends(f"/declarations/files/{made.id}/sent")
    owner.sends(f"/declarations/files/{made.id}/sent", status=409)
    owner.sends(f"/declarations/files/{made.id}/again", status=409)
    owner.sends(f"/declarations/files/{made.id}/count", {"seen": "1"})
    owner.sends(f"/declarations/files/{made.id}/count", {"seen": "0"}, status=409)

    assert batch(homestay).state == BatchState.CONFIRMED


def test_what_the_portal_has_cannot_be_taken_back_as_if_it_were_said(homestay, two, owner):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)
    owner.sends(f"/declarations/files/{made.id}/sent")
    owner.sends(f"/declarations/files/{made.id}/count", {"seen": "1"})
    (declared,) = declarations(homestay)

    owner.sends(f"/declarations/{declared.id}/undo", status=409)

    assert declarations(homestay)[0].declared_at


def test_a_file_not_sent_may_be_downloaded_again_until_a_guest_changes(homestay, two, owner):
    owner.sends("/declarations/file", status=200)
    made = batch(homestay)
    again = owner.sends(f"/declarations/files/{made.id}/again", status=200)
    assert batch(homestay).file_hash == sha256(again.response.data).digest()

    write_identity(homestay, two[0].id, Identity(name="Giàng A Páo"))

    owner.sends(f"/declarations/files/{made.id}/again", status=409)
