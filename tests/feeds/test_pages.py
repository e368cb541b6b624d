"""The pages on which an owner makes links, copies them and takes them back."""

import pytest
from sqlalchemy import func, select

from models import db
from models.feed import FeedOut
from tests.bookings.our_house import furnish, room
from tests.feeds.conftest import of_room
from tests.support.person import Answer, Person


@pytest.fixture
def furnished(house, clock):
    with house.app.app_context():
        furnish(house.homestay())
    return house


def addresses(answer: Answer) -> list[str]:
    assert answer.page
    return [field.get("value", "") for field in answer.page.all("input") if "readonly" in field.attrib]


def links(house) -> int:
    with house.app.app_context():
        return db.session.scalar(select(func.count()).select_from(FeedOut).where(FeedOut.homestay_id == house.id))


def test_a_link_is_made_copied_read_and_taken_back(furnished, owner: Person):
    owner.fills_in("/feeds/new", {"calendar": "house", "channel": "booking"})
    page = owner.opens("/feeds")
    assert "Booking.com" in page.text
    (address,) = addresses(page)
    assert Person(owner.app).opens(address).response.mimetype == "text/calendar"
    assert "vừa xong" in owner.opens("/feeds").text
    (action,) = [form.get("action") for form in page.page.all("form") if form.get("action", "").endswith("/revoke")]
    owner.sends(action)
    Person(owner.app).opens(address, 404)
    assert addresses(owner.opens("/feeds")) == []


def test_every_calendar_of_the_house_can_be_chosen(furnished, owner: Person):
    form = owner.opens("/feeds/new").form()
    kinds = [field.get("value", "").partition(":")[0] for field in form.iter("input") if field.get("name") == "calendar"]
    assert kinds == ["house", "room", "room", "room", "unit", "unit", "unit"]


def test_tapping_twice_makes_one_link(furnished, owner: Person):
    said = {"op": "tap", "calendar": "house", "channel": "airbnb"}
    owner.sends("/feeds/new", said)
    owner.sends("/feeds/new", said)
    owner.sends("/feeds/new", {**said, "op": "another form"})
    assert links(furnished) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"calendar": "", "channel": "airbnb"},
        {"calendar": "room:" + "0" * 32, "channel": "airbnb"},
        {"calendar": "house", "channel": "x" * 99},
        {},
    ],
)
def test_what_cannot_be_chosen_comes_back_with_a_word(furnished, owner: Person, said):
    owner.sends("/feeds/new", said, 422)
    assert links(furnished) == 0


def test_another_homestays_room_cannot_be_published_nor_its_link_taken_back(furnished, owner: Person, neighbour: Person):
    with furnished.app.app_context():
        feed = of_room(furnished.homestay(), "P1")
        link, key, theirs = f"/ical/{feed.token}.ics", feed.id, room(furnished.homestay(), "P1")
    neighbour.sends("/feeds/new", {"calendar": f"room:{theirs}", "channel": "airbnb"}, 422)
    neighbour.sends(f"/feeds/{key}/revoke", status=404)
    assert Person(owner.app).opens(link).status == 200


def test_a_link_that_is_read_no_more_is_red(furnished, owner: Person, clock):
    owner.fills_in("/feeds/new", {"calendar": "house", "channel": "agoda"})
    assert "Chưa đọc" in owner.opens("/feeds").text
    Person(owner.app).opens(addresses(owner.opens("/feeds"))[0])
    assert "Tốt" in owner.opens("/feeds").text
    clock.forward(hours=13)
    assert "Sắp cũ" in owner.opens("/feeds").text
    clock.forward(hours=12)
    assert "Hỏng" in owner.opens("/feeds").text


def test_the_pages_take_few_statements(furnished, owner: Person):
    owner.fills_in("/feeds/new", {"calendar": "house", "channel": "agoda"})
    assert len(owner.opens("/feeds").statements) <= 3
    assert len(owner.opens("/feeds/new").statements) <= 4
