"""Passwords: which are too weak, how they are kept, whether one is right."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import lazy_gettext as _l

from homestay.errors import Refusal

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id with 19 MiB and two rounds: eight sign-ins at once still fit a small computer. Source: OWASP Password Storage, 2025."""
AT_ONCE = BoundedSemaphore(2)
"""Two hashes at a time: many people at the door never take the memory of a small computer."""
LEAST_LETTERS, MOST_LETTERS = 8, 200
LEAST_DIFFERENT = 4
COMMON = {
    *("password", "password1", "password123", "12345678", "123456789", "1234567890", "87654321", "12341234", "abcd1234", "qwertyui"),
    *("qwerty123", "11111111", "88888888", "00000000", "iloveyou", "anhyeuem", "matkhau1", "matkhau12", "matkhau123", "mat khau"),
    *("homestay", "homestay1", "homestay123", "lolochai", "lolochai1", "lolochai123"),
}


class WeakPassword(Refusal):
    """A password that is guessed soon."""

    status = 422
    title = _l("Choose another password")


def refuse_weak(password: str, username: str) -> None:
    """Refuse short, over-long and well-known passwords, and those with the account's own name. Source: OWASP ASVS 5.0, 6.2.1-6.2.9.

    Raises: WeakPassword.
    """
    if len(password) < LEAST_LETTERS:
        raise WeakPassword(_l("A password has at least %(least)s letters. Choose a longer one.", least=LEAST_LETTERS))
    if len(password) > MOST_LETTERS:
        raise WeakPassword(_l("A password has at most %(most)s letters. Choose a shorter one.", most=MOST_LETTERS))
    plain = password.casefold()
    if plain in COMMON or username.casefold() in plain or len(set(plain)) < LEAST_DIFFERENT:
        raise WeakPassword(_l("That password is too easy to guess. Choose another one."))


def chosen(password: str, username: str) -> str:
    """Return what is kept of a password that somebody chose. Raises: WeakPassword."""
    refuse_weak(password, username)
    return hashed(password)


def hashed(password: str) -> str:
    """Return what is kept of a password. It takes long: never inside `saving`, where everybody who writes would wait."""
    with AT_ONCE:
        return HASHER.hash(normal(password))


def normal(password: str) -> str:
    """Return a password in one form, whichever keyboard wrote its marks: "ế" is one letter or three."""
    return unicodedata.normalize("NFC", password)


def is_right(password: str, kept: str | None) -> bool:
    """Say whether a password is the one that was kept; without one (no such account) it takes as long and is wrong."""
    kept_or_nobodys = kept or of_nobody()
    try:
        with AT_ONCE:
            HASHER.verify(kept_or_nobodys, normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@cache
def of_nobody() -> str:
    return HASHER.hash("nobody has this password")
