"""The month report against an independent count of the same workbook, on workbooks as awkward as they can be."""

import json
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from homestay.books.reading import read
from homestay.books.storing import take_in
from homestay.places.houses import homestay_named
from homestay.reports import queries
from models import db
from models.village import Village
from tests.reports import naive_month, random_workbook
from tests.support.installations import on_both_empty

SEEDS = [("sqlite", seed) for seed in range(5)] + [pytest.param("postgresql", seed, marks=pytest.mark.postgresql) for seed in (5, 6)]


def as_printed(report):
    """Return a report as its JSON says it."""
    return json.loads(json.dumps(report))


@on_both_empty
@pytest.mark.parametrize("month", ["2025-11", "2025-12", "2026-01"])
def test_the_worked_month_is_counted_as_by_hand(empty_app, golden, month):
    with empty_app.app_context():
        assert take_in(read(golden / "homestay-mau.xlsx")).problems == []
        report = queries.month_report(homestay_named("homestay-mau"), date.fromisoformat(f"{month}-01"))
    assert as_printed(report) == json.loads((golden / f"expected-{month}.json").read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize(("empty_app", "seed"), SEEDS, indirect=["empty_app"])
def test_every_month_of_a_made_up_workbook_agrees_with_the_independent_count(empty_app, tmp_path, seed):
    book = load_workbook(path := random_workbook.make(seed, tmp_path / "book.xlsx"))
    with empty_app.app_context():
        assert take_in(read(path)).problems == []
        asked = [(slug, year, month) for slug in random_workbook.slugs() for year, month in random_workbook.months(seed)]
        ours = {each: as_printed(queries.month_report(homestay_named(each[0]), date(*each[1:], 1))) for each in asked}
    assert ours == {each: naive_month.month(book, *each) for each in asked}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [20, 21])
def test_every_month_of_a_made_up_village_agrees_with_the_independent_count(empty_app, tmp_path, seed):
    book = load_workbook(path := random_workbook.make(seed, tmp_path / "book.xlsx"))
    with empty_app.app_context():
        assert take_in(read(path)).problems == []
        asked = [(village, *month) for village in db.session.scalars(select(Village)).all() for month in random_workbook.months(seed)]
        ours = {(village.name, *month): as_printed(queries.village_report(village, date(*month, 1))) for village, *month in asked}
    assert ours == {each: naive_month.village(book, *each) for each in ours}
