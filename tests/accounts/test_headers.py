"""What every answer tells the browser: load nothing from elsewhere, frame us nowhere, keep nothing."""

import pytest

from tests.support.installations import closing
from tests.support.person import Person

ANSWERS = {
    "a page": "/sign-in",
    "one sent on": "/",
    "one not there": "/nothing/here",
    "data": "/healthz",
    "no calendar": "/ical/" + "a" * 32 + ".ics",
}


@pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS)
def test_every_kind_of_answer_is_guarded(visitor: Person, path):
    headers = visitor.asks("GET", path).response.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "no-store" in headers["Cache-Control"]
    assert "Server" not in headers or "Python" not in headers["Server"]


def test_refused_and_wrong_answers_are_guarded_too(visitor: Person, owner: Person, staff: Person):
    answers = [owner.sends("/settings/rooms/new", {}, 422), staff.opens("/settings/rooms", 403), owner.asks("POST", "/more", 405)]
    answers += [owner.asks("POST", "/sign-out", 400), owner.opens("/assets/x/y", 404)]
    assert all("default-src 'none'" in answer.response.headers["Content-Security-Policy"] for answer in answers)


def test_the_cookie_is_for_the_server_only(owner: Person):
    cookie = owner.browser.get_cookie("homestay")
    assert cookie
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/")


def test_behind_a_certificate_the_cookie_never_goes_in_the_open(installations):
    with closing(installations.new("sqlite", HTTPS=True)) as app:
        answer = Person(app).asks("GET", "/set-up", base_url="https://localhost").response
    (cookie,) = [value for value in answer.headers.getlist("Set-Cookie") if value.startswith("__Host-homestay=")]
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_style_and_scripts_may_be_kept_for_good(visitor: Person):
    page = visitor.opens("/sign-in").page
    (style,) = [link.get("href") for link in page.all("link") if link.get("rel") == "stylesheet"]
    headers = visitor.opens(style).response.headers
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
