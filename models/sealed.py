"""Texts kept encrypted in the database, each bound to its own cell."""

import hmac
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"


@dataclass
class Keys:
    """The installation's secret keys: numbered sealing keys (the last one seals) and the key of the blind index."""

    sealing: dict[int, bytes] = field(default_factory=dict)
    index: bytes = b""

    @property
    def newest(self) -> int:
        return max(self.sealing)


KEYS = Keys()
"""Filled once by the application when it starts."""


def seal(cell: bytes, text: str) -> bytes:
    """Encrypt `text` for one cell: version, key number, nonce, AES-GCM ciphertext with the cell as associated data."""
    return seal_bytes(cell, text.encode())


def unseal(cell: bytes, sealed: bytes) -> str:
    """Decrypt what `seal` made. Raises: cryptography's InvalidTag when moved to another cell or changed."""
    return unseal_bytes(cell, sealed).decode()


def seal_bytes(cell: bytes, content: bytes) -> bytes:
    """Encrypt a whole file as `seal` does a text; `cell` says whose it is."""
    number, nonce = KEYS.newest, os.urandom(12)
    return VERSION + bytes([number]) + nonce + AESGCM(KEYS.sealing[number]).encrypt(nonce, content, cell)


def unseal_bytes(cell: bytes, sealed: bytes) -> bytes:
    """Decrypt what `seal_bytes` made. Raises: cryptography's InvalidTag for another `cell`, or when it was changed."""
    number, nonce, ciphertext = sealed[1], sealed[2:14], sealed[14:]
    return AESGCM(KEYS.sealing[number]).decrypt(nonce, ciphertext, cell)


def blind_index(homestay_id: UUID, normal: str) -> bytes:
    """Return 16 bytes that find an equal number again in one homestay, and link nobody across homestays."""
    return hmac.new(KEYS.index, homestay_id.bytes + normal.encode(), sha256).digest()[:16]


class RowKey(NamedTuple):
    """Whose a sealed text is, before there is a row."""

    homestay_id: UUID
    id: UUID


class Sealed:
    """A text kept encrypted in the column `<name>_sealed` and bound to its cell."""

    def __init__(self, table: str, name: str | None = None) -> None:
        self.table, self.name = table, name

    def __set_name__(self, owner: type, attribute: str) -> None:
        self.name = self.name or attribute
        self.column = f"{self.name}_sealed"

    def __set__(self, row: Any, text: str | None) -> None:
        setattr(row, self.column, self.sealed(row, text))

    def __get__(self, row: Any, owner: type) -> Any:
        return self if row is None else self.of(row)

    def __eq__(self, other: object) -> bool:
        raise TypeError("ask by the blind index")  # else where(Guest.document_number == x) is silently False

    __hash__ = object.__hash__

    def of(self, row: Any) -> str | None:
        """Return the plain text of an object, or of a Core row that has homestay_id, id and the sealed column."""
        sealed = getattr(row, self.column)
        return None if sealed is None else unseal(self.cell(row), sealed)

    def sealed(self, row: Any, text: str | None) -> bytes | None:
        """Return what the column of a row keeps of a text; the row may be a `RowKey`."""
        return None if text is None else seal(self.cell(row), text)

    def cell(self, row: Any) -> bytes:
        return f"{self.table}:{self.name}:".encode() + row.homestay_id.bytes + row.id.bytes
