"""In all tests of accounts nobody waits at the lock for somebody's password to be hashed."""

from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import has_app_context

from homestay.accounts import passwords
from models import db


class OutsideOnly:
    """Hashes as the tests do, and refuses to under the lock: it takes long, and everybody who writes would wait."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self.hasher = hasher

    def __getattr__(self, name: str) -> Any:
        assert not has_app_context() or "locked" not in db.session().info, "a password is hashed inside saving()"
        return getattr(self.hasher, name)


@pytest.fixture(autouse=True)
def _nothing_is_hashed_under_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", OutsideOnly(passwords.HASHER))
