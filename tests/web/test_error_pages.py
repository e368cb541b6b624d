"""The way back from a refusal leads to our own page, and nowhere else."""

import pytest
from flask import Flask

from homestay.web.error_pages import back
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


@pytest.mark.parametrize(("origin", "is_kept"), [("http://localhost", True), ("http://evil.example", False), ("http://[", False)])
def test_what_was_typed_is_kept_for_a_page_of_ours_alone(owner: Person, origin: str, is_kept: bool) -> None:
    said = {"csrf_token": "old", "contact": "Anna Kowalska"}
    answer = owner.asks("POST", "/bookings/new", 400, data=said, headers={"Origin": origin})
    assert (b"Anna Kowalska" in answer.response.data) is is_kept
