"""The "?" of each page: what it says, in both languages, and whom one calls."""

from pathlib import Path

import pytest

from homestay.config import ROOT
from homestay.upkeep.help_texts import HELP, THE_PAGE_OF, help_of
from tests.support.every_page import PAGES

MAIN = (
    "books.show",
    "declarations.show",
    "feeds.show",
    "guests.identity",
    "places.rooms",
    "public.send",
    "public.show",
    "reports.month",
    "upkeep.more",
    "upkeep.show_help",
)
"""Pages that the help of their part was written for; the page of a guest, who has no “?” and calls the house; and the help itself."""
ONLY_SOMETIMES = ("accounts.code", "accounts.locked", "accounts.set_up", "books.look")
PICTURES = ROOT / "static" / "img" / "help"


def test_every_page_has_its_help():
    assert [view for view in PAGES if help_of(view) is None] == []


def test_a_page_without_words_of_its_own_is_the_one_its_part_speaks_of():
    """The help of a part is written for its main page; two pages of one part never say the same."""
    without = [view for view in [*PAGES, *ONLY_SOMETIMES] if view not in HELP]
    assert sorted(without) == sorted(MAIN)


def test_a_page_that_comes_back_to_be_mended_keeps_its_help(owner, visitor):
    assert [help_of(view) for view in THE_PAGE_OF] == [HELP[page] for page in THE_PAGE_OF.values()]
    answer = visitor.sends("/sign-in", {"username": "nobody", "password": "sai rồi"}, status=422)
    assert "/help/accounts.sign_in_now" in str([each.get("href") for each in answer.page.all("a")])


def test_no_two_pages_say_the_same():
    said = [str(each.words) for each in HELP.values()]
    assert len(said) == len(set(said))


def test_every_help_is_of_a_page_or_of_its_part(app):
    parts = {view.partition(".")[0] for view in app.view_functions}
    assert [view for view in HELP if view not in {*app.view_functions, *parts}] == []


def test_every_help_has_its_picture_and_no_picture_is_left_over():
    assert {each.picture for each in HELP.values()} == {Path(file).stem for file in PICTURES.iterdir()}


@pytest.mark.parametrize(("view", "each"), HELP.items())
def test_help_is_two_or_three_sentences(view, each):
    assert 1 <= str(each.words._args[0]).count(". ") <= 2


def test_a_page_leads_to_its_help_and_back_in_its_language(owner):
    owner.browser.set_cookie("language", "en")
    (link,) = [each for each in owner.opens("/calendar").page.all("a") if each.get("class") == "help"]
    answer = owner.opens(link.get("href"))
    assert "one bar for each stay" in answer.text
    assert "/calendar" in [each.get("href") for each in answer.page.all("a")]


def test_help_never_leads_to_another_site(visitor):
    addresses = [each.get("href") for each in visitor.opens("/help/today.show?next=//elsewhere.example").page.all("a")]
    assert [address for address in addresses if "elsewhere" in address] == []


@pytest.mark.parametrize("view", ["nobody", "x" * 2000, "..", "%00"])
def test_there_is_no_help_on_what_is_no_page(visitor, view):
    visitor.opens(f"/help/{view}", 404)


def test_help_asks_the_database_for_the_number_alone(visitor):
    assert len(visitor.opens("/help/today.show").statements) == 1
