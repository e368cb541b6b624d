"""Whom one calls for help: the number that the administrator writes down for the village."""

import flask_migrate
import pytest
from sqlalchemy import text

from homestay import database
from homestay.web import calling
from models import db
from models.village import Village
from tests.support import houses
from tests.support.installations import closing, on_both_empty
from tests.support.person import Person

NUMBER = "0900 000 246"


@pytest.fixture
def village(empty_app):
    """The only village of an installation."""
    return houses.new(empty_app)


def calls(page) -> list[str]:
    """Return the numbers that a page offers to call."""
    return [each.get("href")[4:] for each in page.all("a") if (each.get("href") or "").startswith("tel:")]


def kept(house) -> str | None:
    with house.app.app_context():
        return db.session.get_one(Village, house.village_id).help_phone


@on_both_empty
def test_the_number_that_is_written_down_stands_at_once_wherever_one_is_stuck(village):
    owner, visitor = village.person("owner"), Person(village.app)
    assert "Chưa ai ghi số" in owner.opens("/help/today.show").text

    village.person("administrator").fills_in("/village/settings", {"help_phone": f" {NUMBER} "})

    assert calls(owner.opens("/help/today.show").page) == ["0900000246"]
    assert calls(owner.opens("/nowhere", 404).page) == ["0900000246"]
    assert [calls(visitor.opens(path).page) for path in ("/sign-in", "/sign-in/forgotten", "/help/accounts.sign_in")] == [
        ["0900000246"]
    ] * 3


def test_each_village_has_its_own_number(village):
    other = houses.new(village.app)
    village.person("administrator").fills_in("/village/settings", {"help_phone": NUMBER})
    other.person("administrator").fills_in("/village/settings", {"help_phone": "0900 000 357"})

    assert calls(village.person("staff").opens("/help/today.show").page) == ["0900000246"]
    assert calls(other.person("owner").opens("/help/today.show").page) == ["0900000357"]
    assert calls(Person(village.app).opens("/sign-in").page) == []  # nobody knows yet from which village they are


def test_a_number_that_nobody_wrote_down_is_not_that_of_another_village(village):
    village.person("administrator").fills_in("/village/settings", {"help_phone": NUMBER})
    assert calls(houses.new(village.app).person("owner").opens("/help/today.show").page) == []


@pytest.mark.parametrize("said", ["hai ba", "0" * 16, "0900-ABC", "<b>1</b>", "o" * 100_000])
def test_what_is_no_number_is_refused_and_kept_to_mend(house, administrator, said):
    answer = administrator.fills_in("/village/settings", {"help_phone": said}, status=422)
    assert "nhiều nhất 15 chữ số" in answer.text
    assert kept(house) is None


def test_a_number_can_be_taken_away(house, administrator):
    administrator.fills_in("/village/settings", {"help_phone": NUMBER})
    administrator.fills_in("/village/settings", {"help_phone": " "})
    assert kept(house) is None


def test_the_administrator_is_told_that_no_number_is_there(house, administrator, village_head):
    addresses = [each.get("href") for each in administrator.opens("/village").page.all("a")]
    assert "/village/settings" in addresses
    assert "/village/settings" not in [each.get("href") for each in village_head.opens("/village").page.all("a")]
    administrator.fills_in("/village/settings", {"help_phone": NUMBER})
    assert "/village/settings" not in [each.get("href") for each in administrator.opens("/village").page.all("a")]


def test_a_page_about_a_broken_book_still_says_whom_to_call(village, monkeypatch):
    village.person("administrator").fills_in("/village/settings", {"help_phone": NUMBER})
    visitor = Person(village.app)
    visitor.opens("/help/today.show")
    monkeypatch.setattr(calling, "NUMBERS", text("SELECT id, phone FROM no_such_table"))
    assert calls(visitor.opens("/nowhere", 404).page) == ["0900000246"]


def test_the_number_that_was_a_setting_becomes_that_of_the_village(installations, monkeypatch):
    name = installations.new_name()
    with closing(installations.open(name, installations.empty_url("sqlite", name))) as app, app.app_context():
        flask_migrate.upgrade(revision="0010")
        with database.writing_engine().begin() as old:
            said = "INSERT INTO villages (id, slug, name, time_zone, remote, border) VALUES (:id, 'lang', 'Lô Lô Chải', 'x', 0, 0)"
            old.execute(text(said), {"id": "0" * 32})
        monkeypatch.setenv("HOMESTAY_HELP_PHONE", NUMBER)
        flask_migrate.upgrade()
        assert db.session.scalars(db.select(Village.help_phone)).all() == [NUMBER]
        db.session.rollback()
