"""The guests of the sample village: papers that could be declared, kept sealed, and most of them declared."""

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import make_url

from homestay.declarations import queries as declarations
from homestay.guests import documents
from homestay.places.houses import homestays
from models import db
from models.booking import Booking
from models.declaration import BatchState, DeclarationBatch
from models.guest import Guest, birth_date_of
from models.homestay import Homestay
from tests.village.sample import TODAY, asked, column

PAPERS = (Guest.homestay_id, Guest.id, Guest.document_type, Guest.document_number_sealed, Guest.sex, Guest.birth_date_sealed)


def rows_with_papers(app: Flask) -> list[Any]:
    with app.app_context():
        question = select(*PAPERS).where(Guest.document_number_sealed.is_not(None))
        return list(db.session.execute(question, execution_options={"everybody": True}))


def test_every_number_opens_and_is_one_that_its_paper_can_have(sample: Flask) -> None:
    papers = [(row, Guest.document_number.of(row)) for row in rows_with_papers(sample)]

    assert len(papers) > 100
    assert [row for row, number in papers if documents.number_problem(row.document_type, number)] == []
    assert [row for row, number in papers if documents.number_warnings(row.document_type, number, row.sex, birth_date_of(row))] == []


def test_nobody_has_a_card_that_somebody_could_have(sample: Flask) -> None:
    numbers = [Guest.document_number.of(row) for row in rows_with_papers(sample) if row.document_type != documents.PASSPORT]

    assert {number[:3] for number in numbers} == {"099"}


def test_numbers_and_births_are_not_plain_in_the_file(twin: Flask) -> None:
    content = on_the_disk(twin)
    rows = rows_with_papers(twin)[:200]
    names = [name for (name,) in asked(twin, select(Guest.name).where(Guest.name.is_not(None)).limit(3))]
    secrets = {Guest.document_number.of(row) for row in rows} | {str(birth_date_of(row)) for row in rows}

    assert all(name.encode() in content for name in names)
    assert [secret for secret in secrets if secret.encode() in content] == []


def on_the_disk(app: Flask) -> bytes:
    """Return what stands in the database's file and the journal beside it."""
    file = Path(str(make_url(app.config["DATABASE_URL"]).database))
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


def test_a_guest_who_comes_again_is_found_by_the_number(twin: Flask) -> None:
    indexes = [index for (index,) in asked(twin, select(Guest.document_number_index).where(Guest.document_number_index.is_not(None)))]

    assert len(set(indexes)) < len(indexes)


def test_what_stands_on_a_guest_is_what_the_declarations_say(sample: Flask) -> None:
    with sample.app_context():
        told = {(row.id, bool(row.declared), bool(row.found)) for homestay in homestays() for row in declared_guests(homestay)}

    assert {said == found for _, said, found in told} == {True}
    assert {said for _, said, _ in told} == {True, False}


def declared_guests(homestay: Homestay) -> list[Any]:
    question = select(Guest.id, Guest.declared, declarations.declared(homestay).label("found"))
    return list(db.session.execute(question.where(Guest.homestay_id == homestay.id)))


def test_only_guests_who_came_today_are_still_to_be_declared(sample: Flask) -> None:
    with sample.app_context():
        waiting = [each for homestay in homestays() for each in declarations.to_declare(homestay, remote=True)]

    assert {each.guest.arrived_on for each in waiting} == {TODAY}
    assert {each.has_papers for each in waiting} == {True, False}


def test_every_file_is_confirmed_and_every_house_has_some(sample: Flask) -> None:
    assert column(sample, DeclarationBatch.state) == {BatchState.CONFIRMED}
    assert len(column(sample, DeclarationBatch.homestay_id)) == 3


def test_few_guests_come_from_abroad(sample: Flask) -> None:
    slept = select(Guest.nationality).join(Booking, (Booking.homestay_id == Guest.homestay_id) & (Booking.id == Guest.booking_id))
    countries = [country for (country,) in asked(sample, slept.where(Booking.state == "left", Guest.nationality.is_not(None)))]

    assert 0.02 < sum(country != "VNM" for country in countries) / len(countries) < 0.16
