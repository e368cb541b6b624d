"""What a request says is cleaned before any view reads it."""

import pytest
from flask import request


@pytest.fixture
def said(app):
    def ask(value: str) -> list[str]:
        with app.test_request_context("/", method="POST", query_string={"asked": value}, data={"typed": value, value: "1"}):
            return [request.args["asked"], request.form["typed"], request.values["typed"], [*request.form][1]]

    return ask


def test_control_characters_are_taken_out_wherever_they_stand(said):
    assert said("Mỷ\x00\x1b\x7f\x85 đi") == ["Mỷ đi"] * 4


def test_lines_and_tabs_stay(said):
    assert said("một\r\nhai\tba")[:3] == ["một\r\nhai\tba"] * 3


def test_blanks_alone_say_nothing(said):
    assert said(" \u00a0\t\n\u3000") == [""] * 4


def test_signs_that_nobody_can_see_say_nothing(said):
    assert said("\u200b\u200b \u2060\ufeff") == [""] * 4


def test_what_joins_an_emoji_stays(said):
    assert said("👨\u200d👩\u200d👧") == ["👨\u200d👩\u200d👧"] * 4


def test_a_field_said_twice_is_kept_twice(app):
    with app.test_request_context("/", method="POST", data={"place": ["a\x00", "b"]}):
        assert request.form.getlist("place") == ["a", "b"]
