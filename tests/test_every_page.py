"""Every page there is, opened by the people it is for, in both languages, over a house with a day in it."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog

from homestay.web import language
from tests.support import sample_house
from tests.support.bad_input import EVERYWHERE, INSTEAD_OF
from tests.support.every_page import LISTS, OTHERS, OWNERS_ONLY, PAGES, READERS, TELLS, TO_EVERYBODY, Readers, every_page, views
from tests.support.installations import Installations
from tests.support.pages import Page
from tests.support.person import Person

ENGLISH = re.compile(r"(?<![\w'/-])(the|of|is|are|and|with|for|not|this|that|was|from|yet|only)(?![\w'/-])", re.IGNORECASE)
"""Words without which hardly an English sentence stands, and that no Vietnamese one has."""
PLACE = re.compile(r"%\(\w+\)[sd]")
WORD = re.compile("[a-z]{3}")
READ_ALOUD = ("aria-label", "alt", "placeholder", "title")
OWN_NAMES = re.compile(r"English|Booking(?=\.com|$| · )")
"""What is called so in Vietnamese too: a language, a listing site."""
MOST_STATEMENTS = 6


def over(pages: list[tuple[str, str]]) -> pytest.MarkDecorator:
    """Run a test for each of these pages."""
    return pytest.mark.parametrize(("view", "shape"), [pytest.param(*page, id=page[1]) for page in pages])


over_all = over(every_page())
one_of_each = over([(view, addresses[0]) for view, addresses in PAGES.items()])


@pytest.fixture(scope="module")
def village(installations: Installations) -> Iterator[sample_house.Village]:
    with sample_house.village(installations) as made:
        yield made


@pytest.fixture(scope="module")
def ours(village: sample_house.Village) -> sample_house.Sample:
    return village.ours


@pytest.fixture(scope="module")
def theirs(village: sample_house.Village) -> sample_house.Sample:
    return village.theirs


@pytest.fixture(scope="module")
def vietnamese(ours):
    return Readers(ours.house)


@pytest.fixture(scope="module")
def english(ours):
    return Readers(ours.house, "en")


@pytest.fixture(scope="module")
def vietnamese_owner(vietnamese):
    return vietnamese.of("today.show")


@pytest.fixture(scope="module")
def vietnamese_staff(ours):
    return ours.house.person("staff")


@pytest.fixture(scope="module")
def strangers(theirs):
    return Readers(theirs.house)


# ---- the table


def test_every_view_that_answers_get_stands_in_the_table(village):
    assert set(views(village.app, "GET")) == {*PAGES, *OTHERS}


@over_all
def test_an_address_of_the_table_belongs_to_its_view(village, ours, view, shape):
    path = ours.address(shape).partition("?")[0]
    assert village.app.url_map.bind("localhost").match(path, "GET")[0] == view


# ---- the pages


@over_all
def test_a_page_opens_for_its_reader_in_vietnamese(ours, theirs, vietnamese, view, shape):
    answer = vietnamese.of(view).opens(ours.address(shape))
    assert answer.page.root.get("lang") == "vi"
    assert english_in(answer.page) == []
    assert seen_of(theirs, answer) == []


@one_of_each
def test_who_asks_only_for_the_head_of_a_page_hears_that_it_is_there(ours, vietnamese, view, shape):
    vietnamese.of(view).asks("HEAD", ours.address(shape), 200)


@one_of_each
def test_a_page_opens_for_its_reader_in_english(ours, theirs, english, view, shape):
    answer = english.of(view).opens(ours.address(shape))
    assert answer.page.root.get("lang") == "en"
    assert seen_of(theirs, answer) == []


@one_of_each
def test_a_page_opens_for_staff_unless_it_is_the_owners(ours, theirs, vietnamese_staff, view, shape):
    answer = vietnamese_staff.opens(ours.address(shape), status=403 if view in {*OWNERS_ONLY, *READERS} else 200)
    assert english_in(answer.page) == []
    assert seen_of(theirs, answer) == []


@over([page for page in every_page() if "{" in page[1] and page[0] not in TO_EVERYBODY])
def test_nobody_of_another_house_reads_a_page(ours, theirs, strangers, view, shape):
    answer = strangers.of(view).asks("GET", ours.address(shape))
    assert answer.status in ((404,) if "{" in shape.partition("?")[0] else (200, 422, 409))
    assert seen_of(ours, answer) == []


@one_of_each
def test_a_page_is_closed_to_visitors(village, ours, view, shape):
    answer = Person(village.app).asks("GET", ours.address(shape))
    assert (answer.status, (answer.location or "").partition("?")[0]) == ((200, "") if view in TO_EVERYBODY else (302, "/sign-in"))
    assert seen_of(ours, answer) == ([ours[TELLS[view]]] if view in TELLS else [])


@over([page for page in every_page() if page[0] in LISTS and "fill=" not in page[1]])
def test_a_list_takes_few_statements(ours, vietnamese, view, shape):
    taken = vietnamese.of(view).opens(ours.address(shape)).statements
    assert len(taken) <= MOST_STATEMENTS, str(taken)


# ---- addresses that nobody should type

ASKED = {
    "/bookings": ("state", "before"),
    "/bookings/new": ("from", "to", "nights", "unit", "whole"),
    "/calendar": ("from", "day", "days"),
    "/declarations": ("fill", "field"),
    "/reports/month": ("month",),
    "/reports/month/rows": ("month", "what", "night", "room", "source"),
    "/walk-in": ("place", "nights", "people", "name", "phone"),
    "/walk-in/guests": ("place", "nights", "people", "name", "phone"),
    "/walk-in/money": ("place", "nights", "people", "name", "phone", "pay"),
    "/guests/{nameless}/identity": ("next",),
    "/bookings/{papers}/payments": ("kind",),
    "/sign-in": ("next",),
}
VALUES = {**EVERYWHERE, **{name: value for values in INSTEAD_OF.values() for name, value in values.items()}}
RIGHT = {
    "place": "{unit_P2}",
    "month": "2026-10",
    "fill": "{nameless}",
    "day": "2026-10-02",
    "nights": "2",
    "what": "nights",
    "name": "Minh",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=list(VALUES))
@pytest.mark.parametrize("shape", ASKED)
def test_an_address_that_asks_for_nonsense_gets_a_plain_answer(ours, vietnamese_owner, shape, value):
    nonsense = dict.fromkeys(ASKED[shape], value)
    half = {**nonsense, **{name: ours.address(RIGHT[name]) for name in ASKED[shape] if name in RIGHT}}
    assert vietnamese_owner.asks("GET", ours.address(shape), query_string=nonsense).status in (200, 404, 409, 422)
    assert vietnamese_owner.asks("GET", ours.address(shape), query_string=half).status in (200, 404, 409, 422)


@pytest.mark.parametrize("code", ["%00", "%F0%9F%92%A5", "..%2F..", "x" * 5000, "%22%3E%3Cscript%3E", "~zz", "%FF"])
def test_a_booking_of_an_odd_name_is_not_found(vietnamese_owner, code):
    vietnamese_owner.opens(f"/bookings/{code}", status=404)
    vietnamese_owner.opens(f"/bookings/{code}/payments", status=404)


# ---- what may not stand on a page


def seen_of(sample, answer):
    """Return what of a house can be read in an answer, in its text or in its addresses."""
    content = answer.response.get_data(as_text=True)
    asked = answer.path
    return [secret for secret in sample.secrets if secret in content.replace(asked, "") and secret not in asked]


def english_in(page: Page) -> list[str]:
    """Return the English that stands on a Vietnamese page: words of the catalogue untranslated, and any other sentence."""
    said = {OWN_NAMES.sub("", text).strip(" ·") for text in spoken(page)}
    return [text for text in sorted(said) if is_english(text)]


@cache
def is_english(text: str) -> bool:
    """Say whether a text is English. Asked once of each: pages share their words, and the sentences to hold them against are a thousand."""
    return bool(ENGLISH.search(text)) or any(pattern.fullmatch(text) for pattern in untranslated())


def spoken(page: Page) -> list[str]:
    """Return every piece of text of a page, and what is read aloud for pictures and fields."""
    pieces: list[str] = []
    for element in page.all():
        if element.tag in ("script", "style", "option", "title"):
            continue
        read = [element.get(name) for name in READ_ALOUD]
        pieces += [text for text in (element.text, element.tail, *read) if text]
    return [" ".join(text.split()) for text in pieces if text.strip()]


@cache
def untranslated() -> tuple[re.Pattern[str], ...]:
    """Return the English sentences of all catalogues, as patterns; those that are the same in Vietnamese left out."""
    catalogue: Catalog = language.merged("vi", language.sources("vi"))
    both = [pair for message in catalogue if message.id for pair in zip(texts(message.id), texts(message.string), strict=False)]
    return tuple(pattern_of(english) for english, vietnamese in both if english != vietnamese and WORD.search(PLACE.sub("", english)))


def texts(said: str | tuple[str, ...] | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def pattern_of(english: str) -> re.Pattern[str]:
    return re.compile(".+?".join(re.escape(" ".join(piece.split())) for piece in PLACE.split(english)))


def test_the_search_for_english_finds_it(ours, english):
    found = english_in(english.of("today.show").opens("/").page)
    assert "Walk-in" in found
    assert len(found) > 10
