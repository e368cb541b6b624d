"""The way back from a refusal leads to our own page, and nowhere else."""

import pytest
from flask import Flask

from homestay.accounts.forms import SignInForm
from homestay.web.error_pages import back, said


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
