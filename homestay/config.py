"""Every setting: its name in the environment, what it means, what it is when nobody says."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from homestay.clock import ZONE

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
MEBIBYTE = 1024 * 1024


class WrongSetting(SystemExit):
    """A setting that must not stand; the program ends with one sentence."""


def settings(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the settings of this installation.

    Raises: WrongSetting for test switches outside tests, and for what should be a number and is none.
    """
    data = Path(environment.get("HOMESTAY_DATA") or ROOT / "instance").absolute()
    testing = environment.get("HOMESTAY_TESTING") == "1"
    for switch in ("HOMESTAY_NOW", "HOMESTAY_FEEDS_LOCAL"):
        if environment.get(switch) and not testing:
            raise WrongSetting(f"{switch} is for tests only: take it away, or set HOMESTAY_TESTING=1.")
    return {
        "DATA": data,  # database, keys, compiled words
        "DATABASE_URL": environment.get("HOMESTAY_DATABASE_URL") or f"sqlite:///{data / 'homestay.sqlite3'}",
        "PORT": number(environment, "HOMESTAY_PORT", 8000, most=65_535),
        "HOST": environment.get("HOMESTAY_HOST") or "0.0.0.0",  # noqa: S104 - tablets of the house come over the network
        "HTTPS": environment.get("HOMESTAY_HTTPS") == "1",  # served behind a certificate: secure cookies, HSTS
        "PROXIES": number(environment, "HOMESTAY_PROXIES", 0, most=20),  # servers in front that are believed about a visitor's address
        "TESTING": testing,
        "NOW": moment(environment.get("HOMESTAY_NOW")),
        "FEEDS_LOCAL": environment.get("HOMESTAY_FEEDS_LOCAL") == "1",
    }


def number(environment: Mapping[str, str], name: str, default: int, most: int) -> int:
    """Return a setting that is a whole number from 0 to `most`. Raises: WrongSetting."""
    text = environment.get(name) or str(default)
    if not text.isdecimal() or len(text) > len(str(most)) or int(text) > most:
        raise WrongSetting(f"{name} must be a whole number from 0 to {most}, not {text[:20]!r}.")
    return int(text)


def moment(text: str | None) -> datetime | None:
    """Return a fixed moment for tests from ISO text; without a zone it is the village's time."""
    if not text:
        return None
    fixed = datetime.fromisoformat(text)
    return fixed if fixed.tzinfo else fixed.replace(tzinfo=ZONE)


def flask_settings(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return what Flask and its parts want to know."""
    return {
        **chosen,
        "MAX_CONTENT_LENGTH": 12 * MEBIBYTE,
        "MAX_FORM_MEMORY_SIZE": MEBIBYTE,
        "MAX_FORM_PARTS": 2000,
        "SESSION_COOKIE_NAME": "__Host-homestay" if chosen["HTTPS"] else "homestay",
        "SESSION_COOKIE_SECURE": chosen["HTTPS"],
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "SESSION_REFRESH_EACH_REQUEST": False,  # the session's own row says when it ends
        "WTF_CSRF_TIME_LIMIT": None,  # a page may lie open all evening; the token dies with the session
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "BOOTSTRAP_SERVE_LOCAL": True,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "TEMPLATES_AUTO_RELOAD": False,
    }
