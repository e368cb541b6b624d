"""The way back from a refusal leads to our own page, and nowhere else; and what is said where nobody made a database."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from homestay.accounts.forms import SignInForm
from homestay.web.error_pages import back, database_said_no, said
from models import db
from tests.support.installations import BOTH, Installations, closing, on_both
from tests.support.person import Person


@pytest.mark.parametrize(
    ("referrer", "leads"),
    [
        ("http://localhost/bookings/new?day=2026-10-02", "/bookings/new?day=2026-10-02"),
        ("https://localhost/rooms", "/rooms"),
        ("http://localhost", "/"),
        ("http://evil.example/rooms", "/"),
        ("http://localhost.evil.example/rooms", "/"),
        ("http://localhost//evil.example", "/"),
        ("http://localhost/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_one_goes_back_to_a_page_of_ours_behind_a_certificate_too(app: Flask, referrer: str, leads: str) -> None:
    with app.test_request_context("/bookings/new", headers={"Referer": referrer}):
        assert back() == leads


def test_a_password_is_not_read_out_on_the_page_of_a_refusal(app: Flask) -> None:
    typed = {"username": "my.vang", "password": "nhin sang Ma Pi Leng"}
    with app.test_request_context("/sign-in", method="POST", data=typed):
        SignInForm()
        assert [value for _label, value in said()] == ["my.vang"]


@pytest.mark.parametrize("dialect", BOTH)
@pytest.mark.parametrize("path", ["/", "/sign-in", "/healthz"])
def test_a_database_that_nobody_made_is_named_with_the_command_that_makes_it(installations: Installations, dialect: str, path: str) -> None:
    with closing(installations.open(installations.new_name(), installations.empty_url(dialect))) as app:
        answer = Person(app).asks("GET", path, 503, follow_redirects=True)
    assert "flask --app app init" in answer.text


@on_both
def test_a_wrong_statement_over_a_database_of_today_stays_a_fault(app: Flask) -> None:
    with app.test_request_context("/"):
        with pytest.raises(DBAPIError) as fault:
            db.session.execute(text("SELECT 1 FROM nowhere"))
        with pytest.raises(DBAPIError):  # asked in the same transaction, which PostgreSQL has given up by now
            database_said_no(fault.value)
