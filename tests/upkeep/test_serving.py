"""A server that cannot begin says why in one sentence: a port that somebody else has, a setting that is no number."""

import socket

import pytest

from homestay.config import WrongSetting, settings
from homestay.upkeep.serve import serve
from tests.support.installations import Installations, closing


@pytest.fixture
def taken():
    """A port of this machine that another program has."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_port_that_cannot_be_had_is_named_with_the_way_out(installations: Installations, taken, capsys):
    with closing(installations.new("sqlite", HOST="127.0.0.1", PORT=taken)) as app, pytest.raises(WrongSetting) as said:
        serve(app)
    assert f"Port {taken} cannot be had" in str(said.value)
    assert "HOMESTAY_PORT" in str(said.value)
    assert "code" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["HOMESTAY_PORT", "HOMESTAY_PROXIES"])
@pytest.mark.parametrize("text", ["eight", "-1", "8.5", "70000", "9" * 5000])
def test_a_setting_that_is_no_number_is_named(name, text):
    with pytest.raises(WrongSetting, match=f"{name} must be a whole number"):
        settings({name: text})
