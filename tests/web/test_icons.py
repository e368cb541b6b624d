"""Icons: only those that pages use are sent, and a page cannot use one that nobody drew."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from homestay.config import ROOT
from homestay.web import icons
from tests.web.parts_app import make_app

SYMBOL = "{http://www.w3.org/2000/svg}symbol"
CALLED = re.compile(r"""icon\(\s*["']([^"']+)["']\s*\)""")


def test_every_icon_that_a_page_names_is_drawn():
    named = {name for path in (ROOT / "templates").rglob("*.html") for name in CALLED.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert named - icons.symbols().keys() == set()


def test_only_the_named_icons_are_sent(tmp_path: Path):
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text(
        """{{ icon("wifi") }} {{ row(icon='moon-stars-fill') }} {{ icon("globe2" if x else "earth-house") }} <p title="house">"""
    )
    sent = ElementTree.fromstring(icons.sprite(icons.used_icons(tmp_path)))
    assert [symbol.get("id") for symbol in sent.iter(SYMBOL)] == ["i-earth-house", "i-globe2", "i-moon-stars-fill", "i-wifi"]
    assert all(symbol.get("viewBox") and len(symbol) for symbol in sent.iter(SYMBOL))


def test_an_icon_is_skipped_by_a_screen_reader_and_lies_under_the_hashed_address(tmp_path: Path):
    app = make_app(tmp_path)
    drawn = app.jinja_env.globals["icon"]("wifi")
    assert drawn == f'<svg class="icon" aria-hidden="true"><use href="{app.extensions["assets"].address("icons.svg")}#i-wifi"/></svg>'


def test_an_unknown_icon_fails(tmp_path: Path):
    with pytest.raises(icons.UnknownIcon, match="no-such-icon"):
        make_app(tmp_path).jinja_env.globals["icon"]("no-" + "such-icon")
