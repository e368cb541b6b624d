"""Every form there is, sent with what nobody should type: a plain answer, nothing lost, nobody else's house touched."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.support import sample_house
from tests.support.bad_input import ANSWERS, HUGE, Trial, ids_of_others, odd_shapes, one_field_wrong, rows_of
from tests.support.every_form import FORMS, Sent, every_form
from tests.support.every_page import views
from tests.support.installations import Installations
from tests.support.person import Answer, values

URLENCODED = "application/x-www-form-urlencoded"


def over(forms: list[Sent]) -> pytest.MarkDecorator:
    """Run a test for each of these forms."""
    return pytest.mark.parametrize("sent", [pytest.param(sent, id=f"{number}{sent.path}") for number, sent in enumerate(forms)])


over_all = over(every_form())


@pytest.fixture(scope="module")
def village(installations: Installations) -> Iterator[sample_house.Village]:
    with sample_house.village(installations) as made:
        yield made


@pytest.fixture(scope="module")
def kept(village: sample_house.Village) -> Trial:
    return Trial(village)


@pytest.fixture
def trial(kept: Trial) -> Trial:
    """Return the sample house as it was at the beginning, and its owner."""
    kept.restore()
    return kept


def ours_now(trial):
    """Return every row of the house but the count of its changes, which a second tap may move on."""
    return {table: rows for table, rows in rows_of(trial.village.app, trial.village.ours).items() if table != "homestays"}


# ---- the table


def test_every_view_that_takes_a_form_stands_in_the_table(village):
    assert set(views(village.app, "POST")) == set(FORMS)


@over_all
def test_a_form_that_is_right_is_taken(trial, sent):
    trial.people[sent.by].sends(sent.address(trial.village.ours), sent.body(trial.village.ours), status=sent.status)


# ---- bad input


@over_all
def test_a_form_with_one_wrong_field_gets_a_plain_answer(trial, sent):
    assert trial.faults(sent, one_field_wrong(sent, trial.village.ours)) == []


@over_all
def test_a_form_of_an_odd_shape_gets_a_plain_answer(trial, sent):
    assert trial.faults(sent, odd_shapes(sent, trial.village.ours)) == []


@over_all
def test_a_body_that_is_no_text_gets_a_plain_answer(trial, sent):
    said = "".join(f"&{name}=%ff%fe%ed%a0%80" for name in sent.said)
    body = f"csrf_token={trial.people[sent.by].token}&op=%ff%fe{said}"
    answer = trial.people[sent.by].asks("POST", sent.address(trial.village.ours), data=body, content_type=URLENCODED)
    assert answer.status in ANSWERS


@pytest.mark.parametrize("content_type", [URLENCODED, "multipart/form-data; boundary=x", "multipart/form-data", "application/json", ""])
def test_bytes_that_no_browser_sends_get_a_plain_answer(trial, content_type):
    trial.owner.asks("POST", "/bookings/new", 400, data=b"--x\r\n\xff\xfe=\x00&arrive=\xff;%%%", content_type=content_type)


def test_a_form_that_is_too_big_is_refused(trial):
    answer = trial.owner.sends("/bookings/new", {"note": "o" * 2_000_000}, status=413)
    assert "Viết ngắn lại" in answer.text


def test_a_form_of_too_many_fields_is_refused_or_read(trial):
    body = FORMS["bookings.new"][0].body(trial.village.ours, {f"x{number}": "1" for number in range(1500)})
    trial.owner.sends("/bookings/new", body, status=303)


@over_all
def test_a_form_without_its_token_is_refused(trial, sent):
    answer = trial.people[sent.by].asks("POST", sent.address(trial.village.ours), 400, data=sent.body(trial.village.ours))
    assert answer.page.h1 == "Trang này mở lâu quá rồi"
    assert ours_now(trial) == trial.ours


@pytest.mark.parametrize("view", ["bookings.words", "bookings.new", "guests.identity", "money.charge"])
def test_what_was_typed_on_a_page_that_lay_open_too_long_is_saved_with_one_more_press(trial, view):
    path = FORMS[view][0].address(trial.village.ours)
    said = {**FORMS[view][0].body(trial.village.ours), "op": str(uuid4()), "csrf_token": "of the session before"}
    answer = trial.owner.asks("POST", path, 400, data=said, headers={"Origin": "http://localhost"})
    assert lost(said, answer) == {"csrf_token"}
    trial.owner.asks("POST", answer.form(path).get("action"), 303, data=typed(answer))


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost.evil.example", "http://localhost:8000", "http://[", ""]
)
def test_what_another_site_sends_is_not_offered_to_be_pressed(trial, origin):
    path = FORMS["bookings.words"][0].address(trial.village.ours)
    said = {**FORMS["bookings.words"][0].body(trial.village.ours), "csrf_token": "x"}
    answer = trial.owner.asks("POST", path, 400, data=said, headers={"Origin": origin} if origin else {})
    assert "contact" not in typed(answer)


def test_a_password_stands_on_no_page_that_lay_open_too_long(trial):
    said = {"username": "my.vang", "password": "nhin sang Ma Pi Leng", "csrf_token": "x"}
    answer = trial.owner.asks("POST", "/sign-in", 400, data=said, headers={"Origin": "http://localhost"})
    assert typed(answer)["username"] == ["my.vang"]
    assert "nhin sang" not in answer.response.get_data(as_text=True)


# ---- twice, and too late


@over([sent for sent in every_form() if sent.once and sent.status == 303])
def test_a_second_tap_gets_the_first_answer_and_changes_nothing(trial, sent):
    path, body = sent.address(trial.village.ours), {**sent.body(trial.village.ours), "op": str(uuid4())}
    first = trial.people[sent.by].sends(path, body)
    done = ours_now(trial)
    assert trial.people[sent.by].sends(path, body).location == first.location
    assert ours_now(trial) == done


@over([sent for sent in every_form() if sent.once and sent.status == 303 and sent.said])
def test_a_key_that_comes_back_with_other_words_is_refused(trial, sent):
    path, body = sent.address(trial.village.ours), {**sent.body(trial.village.ours), "op": str(uuid4())}
    trial.people[sent.by].sends(path, body)
    trial.people[sent.by].sends(path, {**body, "unheard": "of"}, status=422)


@over([sent for sent in every_form() if sent.versioned and sent.status == 303])
def test_a_form_of_an_old_page_is_refused(trial, sent):
    body = sent.body(trial.village.ours, {"version": "77"})
    answer = trial.people[sent.by].sends(sent.address(trial.village.ours), body, status=409)
    assert "máy khác" in answer.text
    assert ours_now(trial) == trial.ours


# ---- another homestay's


@over([sent for sent in every_form() if "{" in sent.path and not sent.by_link])
def test_a_form_to_another_house_is_not_found(trial, sent):
    path = trial.village.theirs.address(sent.path)
    trial.people[sent.by].sends(path, sent.body(trial.village.ours), status=404)
    trial.people[sent.by].sends(path, sent.body(trial.village.theirs), status=404)
    assert rows_of(trial.village.app, trial.village.theirs) == trial.neighbours


@over([sent for sent in every_form() if any("{" in value for value in sent.said.values())])
def test_another_houses_ids_in_a_form_change_nothing_there(trial, sent):
    assert trial.faults(sent, ids_of_others(sent, trial.village.ours, trial.village.theirs)) == []


# ---- nothing typed is lost

LOST = {
    "new booking": ("bookings.new", 0, {"leave": "31/02/2026"}),
    "guests of the day": ("bookings.new", 2, {"amount": "nhiều"}),
    "identity": ("guests.identity", 0, {"birth_date": "31/02/1990"}),
    "cell": ("declarations.fill", 4, {"document_number": "123"}),
    "charge": ("money.charge", 0, {"amount": "-250000"}),
    "payment": ("money.pay", 0, {"amount": "hai trăm", "reference": "<b>FT</b>"}),
    "room": ("places.add_room", 0, {"capacity": "400"}),
    "closed nights": ("places.close_nights", 0, {"leave": "2026-10-01"}),
    "days": ("bookings.dates", 0, {"leave": "2026-02-31"}),
    "people": ("bookings.people", 0, {"children": "-1"}),
    "words": ("bookings.words", 0, {"contact": HUGE[:300]}),
    "times": ("guests.times", 0, {"left_on": "2026-13-01"}),
    "another way": ("declarations.another_way", 0, {"note": HUGE[:300]}),
}
ASKED_AGAIN = {"accepted", "place"}
"""Whether somebody has looked at the card is asked for each number; a guest of one room is not asked where to sleep."""


@pytest.mark.parametrize(("view", "number", "wrong"), LOST.values(), ids=list(LOST))
def test_what_was_typed_stands_on_the_page_that_comes_back(trial, view, number, wrong):
    sent = FORMS[view][number]
    said = sent.body(trial.village.ours, wrong)
    answer = trial.owner.sends(sent.address(trial.village.ours), said, status=422)
    assert lost(said, answer) - ASKED_AGAIN == set()


def test_guests_at_the_door_keep_what_they_said(trial):
    said = FORMS["bookings.walk_in_now"][0].body(trial.village.ours, {"phone": "0" * 60})
    answer = trial.owner.sends("/walk-in", said, status=422)
    assert lost(said, answer) <= {"pay", "total"}


def test_a_refused_booking_keeps_what_was_typed(trial):
    said = FORMS["bookings.new"][0].body(
        trial.village.ours, {"unit": trial.village.ours["unit_P1"], "arrive": "2026-10-05", "leave": "2026-10-07"}
    )
    assert lost(said, trial.owner.sends("/bookings/new", said, status=409)) == {"unit"}


def test_what_is_typed_after_going_back_can_still_be_saved(trial):
    path = FORMS["bookings.words"][0].address(trial.village.ours)
    said = {**FORMS["bookings.words"][0].body(trial.village.ours), "op": str(uuid4())}
    trial.owner.sends(path, said)
    back = {**said, "note": "Tới muộn hơn nữa"}
    answer = trial.owner.sends(path, back, status=422)
    assert lost(back, answer) == {"op"}
    trial.owner.sends(path, {**back, "op": typed(answer)["op"][0]})
    assert typed(trial.owner.opens(path))["note"] == ["Tới muộn hơn nữa"]


def lost(said: dict[str, str], answer: Answer) -> set[str]:
    """Return the fields that do not say any more what was typed."""
    stands = typed(answer)
    return {name for name, value in said.items() if value and value not in stands.get(name, [])}


def typed(answer: Answer) -> dict[str, list[str]]:
    """Return what the fields of a page say, by name."""
    assert answer.page
    said: dict[str, list[str]] = {}
    for field in answer.page.all("input", "select", "textarea"):
        said.setdefault(field.get("name", ""), []).extend(values(field))
    return said
