"""Style, scripts and pictures: few, small, kept by the browser as long as they are the same."""

import gzip
import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from homestay.config import ROOT
from homestay.web import assets, bootstrap
from tests.web.parts_app import make_app

KIBIBYTE = 1024
FIRST_VISIT = ("css/look.css", "icons.svg", "img/icon.svg", "js/shell.js", "js/form.js")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("words")
    return make_app(folder)


@pytest.fixture
def reader(parts: Flask) -> FlaskClient:
    return parts.test_client()


def address(parts: Flask, name: str) -> str:
    return str(parts.extensions["assets"].address(name))


def test_a_file_under_its_address_is_kept_for_good(parts: Flask, reader: FlaskClient):
    answer = reader.get(address(parts, "css/look.css"))
    assert answer.mimetype == "text/css"
    assert answer.cache_control.immutable
    assert answer.cache_control.max_age == 365 * 24 * 3600


def test_under_an_old_address_the_new_file_comes_but_is_not_kept(parts: Flask, reader: FlaskClient):
    answer = reader.get("/assets/0000000000/js/shell.js")
    assert answer.status_code == 200
    assert answer.cache_control.no_cache
    assert not answer.cache_control.immutable


def test_the_address_changes_with_any_file(tmp_path: Path):
    copy = tmp_path / "static"
    shutil.copytree(ROOT / "static", copy)
    before = assets.version_of(copy, {})
    (copy / "js" / "shell.js").write_text("// other words")
    assert assets.version_of(copy, {}) != before


@pytest.mark.parametrize("name", ["../app.py", "css/%2e%2e/%2e%2e/homestay/config.py", "nothing.css", "css"])
def test_nothing_outside_static_is_sent(parts: Flask, reader: FlaskClient, name: str):
    assert reader.get(address(parts, name)).status_code == 404


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity"])
def test_an_unchanged_file_is_not_sent_again_however_it_was_packed(parts: Flask, reader: FlaskClient, encoding: str):
    first = reader.get(address(parts, "css/look.css"), headers={"Accept-Encoding": encoding})
    again = reader.get(address(parts, "css/look.css"), headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
    assert first.headers.get("Content-Encoding", "identity") == encoding
    assert "Accept-Encoding" in first.headers["Vary"]
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_is_packed_and_unpacks_to_itself(reader: FlaskClient):
    packed = reader.get("/gate", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data).startswith(b"<!doctype html>")


def test_the_first_visit_is_small(parts: Flask, reader: FlaskClient):
    paths = ["/", *(address(parts, name) for name in FIRST_VISIT)]
    sizes = {path: len(reader.get(path, headers={"Accept-Encoding": "gzip"}).data) for path in paths}
    assert sum(sizes.values()) <= 60 * KIBIBYTE, sizes


def test_no_page_asks_another_address_for_anything(parts: Flask, reader: FlaskClient):
    style = reader.get(address(parts, "css/look.css")).text
    assert "url(http" not in style
    assert "@import" not in style
    assert "https://" not in reader.get("/sheet").text


def test_of_bootstrap_the_reset_the_buttons_and_the_fields_stay():
    rules = bootstrap.needed_rules()
    assert "*,::after,::before{box-sizing:border-box}" in rules
    assert ".btn{" in rules
    assert ".form-control{" in rules
    assert ".visually-hidden" in rules
    assert ".d-none{display:none!important}" in rules


@pytest.mark.parametrize("gone", [".navbar", ".col-", ".btn-primary", ".modal", "data-bs-theme=dark", "@keyframes"])
def test_of_bootstrap_the_rest_is_left_out(gone: str):
    assert gone not in bootstrap.needed_rules()


def test_the_cut_style_has_every_bracket_closed():
    rules = bootstrap.needed_rules()
    assert rules.count("{") == rules.count("}")
    assert len(rules) < 20 * KIBIBYTE


def test_a_variable_goes_only_when_no_kept_rule_asks_for_it():
    style = ":root{--bs-a:1px;--bs-b:2px}p{margin:var(--bs-b)}"
    assert bootstrap.without_unused_variables(style) == ":root{--bs-b:2px}p{margin:var(--bs-b)}"


def test_a_rule_stays_with_those_of_its_selectors_that_are_ours():
    style = ".btn,.nav-link{a:b}.card{c:d}@media print{.btn{e:f}.card{g:h}}@media screen{.card{i:j}}"
    kept = "".join(bootstrap.keep(selector, body) for selector, body in bootstrap.blocks(style))
    assert kept == ".btn{a:b}@media print{.btn{e:f}}"
