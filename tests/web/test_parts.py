"""Every part in every state, as a page: sound HTML, one heading, names for all, and nothing a browser would refuse."""

import re
from pathlib import Path

import pytest
from flask import Flask

from homestay.config import ROOT
from tests.support.pages import Page, check_page, read, words
from tests.web.parts_app import PAGES, make_app

PARTS = ROOT / "templates" / "parts"
MACRO = re.compile(r"{% macro (\w+)\(")
SHEETS = ("parts_sheet.html", "today_sample.html", "flow_sample.html", "gate_sample.html")
OURS = ("clock", "flow", "forms", "frame", "lists", "marks", "refusal", "say")
FRAME = {
    "choice",
    "brand",
    "net",
    "tabs",
    "who_link",
    "script",
    "flashes",
    "help_link",
    "undo",
    "tokens",
    "whose",
    "after",
    "described",
    "target",
    "month_pager",
    "refusal_block",
}
"""Macros that no sheet names because the frames, the refusal page or other parts call them."""

every_page = pytest.mark.parametrize("path", PAGES)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("words")
    return make_app(folder)


def page(parts: Flask, path: str) -> Page:
    return read(parts.test_client().get(path).data)


@every_page
def test_a_page_is_what_every_page_must_be(parts: Flask, path: str):
    seen = check_page(parts.test_client().get(path).data, path)
    assert seen.root.get("lang") == "vi"


@every_page
def test_a_page_says_nothing_in_english(parts: Flask, path: str):
    said = check_page(parts.test_client().get(path).data, path).text
    assert not re.search(r"\b(Undo|Back|Steps|Online|This|Take|Skip|Not)\b", said)


@every_page
def test_every_form_that_changes_something_counts_once(parts: Flask, path: str):
    forms = [form for form in page(parts, path).all("form") if form.get("method") == "post"]
    keys = [box.get("value") for form in forms for box in form.iter("input") if box.get("name") == "op"]
    assert len(keys) == len(set(keys)) == len(forms)
    assert all(keys)


def test_every_macro_is_shown_on_a_sheet():
    defined = {name for part in OURS for name in MACRO.findall((PARTS / f"{part}.html").read_text(encoding="utf-8"))}
    shown = "".join((Path(__file__).parent / sheet).read_text(encoding="utf-8") for sheet in SHEETS)
    assert {name for name in defined - FRAME if not re.search(rf"\b{name}\(", shown)} == set()


def test_a_mistake_is_said_at_its_field_and_above_all_of_them(parts: Flask):
    tree = page(parts, "/sheet")
    box = next(box for box in tree.all("input") if box.get("id") == "bad-name")
    summary = next(part for part in tree.all() if part.get("id") == "mistakes")
    assert box.get("aria-invalid") == "true"
    assert box.get("aria-describedby") == "bad-name-wrong bad-name-hint"
    assert "Tên phòng – Gõ tên phòng." in words(summary)
    assert "#bad-pay-0" in {link.get("href") for link in list(summary.iter("a"))}


def test_the_form_librarys_own_mistakes_are_said_in_vietnamese(parts: Flask):
    assert "Trả bằng gì? – Chọn một ô." in page(parts, "/sheet").text


def test_what_was_typed_stands_in_the_fields_again(parts: Flask):
    tree = page(parts, "/sheet")
    boxes = {box.get("id"): box for box in tree.all("input")}
    assert boxes["name"].get("value") == "P7"
    assert boxes["day"].get("value") == "2026-10-02"
    assert "checked" in boxes["pay-0"].attrib
    assert "checked" not in boxes["pay-1"].attrib
    assert "checked" in boxes["agreed"].attrib


def test_a_stepper_sends_the_pressed_number_before_the_present_one(parts: Flask):
    tree = page(parts, "/step")
    sent = [part.get("value") for part in tree.all("button", "input") if part.get("name") == "nights"]
    assert sent == ["2", "1", "3", "2"]


def test_a_stepper_has_no_button_beyond_its_ends(parts: Flask):
    tree = page(parts, "/sheet")
    nights = [part.get("value") for part in tree.all("button") if part.get("name") == "nights"]
    people = [part.get("value") for part in tree.all("button") if part.get("name") == "people"]
    assert nights == ["1", "2"]
    assert people == ["3", "2"]


def test_a_message_with_a_way_back_is_a_form_and_is_said_aloud(parts: Flask):
    tree = page(parts, "/")
    status = next(part for part in tree.all() if "says" in (part.get("class") or ""))
    undo = next(status.iter("form"))
    assert status.get("role") == "status"
    assert (undo.get("method"), undo.get("action")) == ("post", "/undo")
    assert words(undo) == "Hoàn tác"


def test_a_refusal_shows_what_was_typed_and_what_is_free_and_leads_back(parts: Flask):
    tree = page(parts, "/refused")
    assert [words(mark) for mark in tree.all() if "plaque" in (mark.get("class") or "")] == ["P3", "P6", "Đ4"]
    assert "Vũ Đình Khôi, 3 khách" in tree.text
    assert [link.get("href") for link in tree.all("a") if "btn-main" in (link.get("class") or "")] == ["/bookings/new"]
    assert tree.all("button", "input") == []


def test_the_page_of_a_broken_machine_stands_without_the_tabs(parts: Flask):
    tree = page(parts, "/broken")
    assert tree.all("nav", "script") == []
    assert {link.get("href") for link in tree.all("a")} >= {"/", "tel:0900000000"}
