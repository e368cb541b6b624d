"""Secrets in an address, in a cookie or on paper: how they are made, and the hash by which they are found again."""

import base64
import re
import secrets
from hashlib import sha256

READ_ALOUD = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that nobody takes for one another: no 0 and O, no 1 and I."""
SHORT_BYTES = 20
SHORT = re.compile(r"[a-z2-7]{32}")


def new_token() -> str:
    """Return a secret of 256 bits that lets somebody in. Source: OWASP ASVS 5.0, 11.5.1 (at least 128)."""
    return secrets.token_urlsafe(32)


def short_token() -> str:
    """Return a secret of 160 bits for an address that people and machines copy: 32 small letters and digits, none like another."""
    return base64.b32encode(secrets.token_bytes(SHORT_BYTES)).decode().lower()


def is_short_token(text: str) -> bool:
    """Say whether a text could be one, before a database is asked."""
    return SHORT.fullmatch(text) is not None


def code_of(*groups: int) -> str:
    """Return a code that nobody can guess, to be read aloud and typed: code_of(4, 4) is such as "7KQP-2MXA"."""
    return "-".join("".join(secrets.choice(READ_ALOUD) for _ in range(letters)) for letters in groups)


def hash_of(token: str) -> bytes:
    """Return the hash that is kept: nobody who reads the database can use the link or the cookie."""
    return sha256(token.encode()).digest()
