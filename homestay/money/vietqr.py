"""The code that a guest's banking app reads to pay the right sum to the right account (VietQR)."""

import re
from collections.abc import Sequence

from models.folded import without_marks

MOST_MEMO = 25
BANKS = {
    "970403": "Sacombank",
    "970405": "Agribank",
    "970406": "DongA Bank",
    "970407": "Techcombank",
    "970415": "VietinBank",
    "970416": "ACB",
    "970418": "BIDV",
    "970422": "MB",
    "970423": "TPBank",
    "970431": "Eximbank",
    "970432": "VPBank",
    "970436": "Vietcombank",
    "970437": "HDBank",
    "970441": "VIB",
    "970443": "SHB",
    "970448": "OCB",
    "970449": "LPBank",
    "970452": "KienlongBank",
}
"""Banks by the six digits of their BIN; any other may be typed. Source: NAPAS, facts/frontend.md §6."""


def payload(bank_bin: str, account: str, amount: int | None, memo: str) -> str:
    """Return the text of the code: bank, account, sum in đồng (None lets the guest type it) and memo.

    Source: EMVCo merchant-presented QR 1.1; NAPAS VietQR 1.5; facts/frontend.md §6.
    Raises: ValueError for a BIN that is not six digits or an account longer than 19 letters.
    """
    if not re.fullmatch(r"[0-9]{6}", bank_bin) or not re.fullmatch(r"[A-Za-z0-9]{1,19}", account):
        raise ValueError("no such account")
    receiver = fields(("00", bank_bin), ("01", account))
    merchant = fields(("00", "A000000727"), ("01", receiver), ("02", "QRIBFTTA"))
    text = fields(("00", "01"), ("01", "11" if amount is None else "12"), ("38", merchant), ("53", "704"))
    text += field("54", str(amount)) if amount is not None else ""
    text += field("58", "VN")
    words = plain(memo)
    text += field("62", field("08", words)) if words else ""
    text += "6304"
    return f"{text}{crc(text.encode()):04X}"


def fields(*parts: Sequence[str]) -> str:
    return "".join(field(number, value) for number, value in parts)


def field(number: str, value: str) -> str:
    return f"{number}{len(value):02}{value}"


def crc(data: bytes) -> int:
    """Return the CRC-16/CCITT-FALSE of bytes: polynomial 1021, begun with FFFF."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def plain(memo: str) -> str:
    """Return a memo as banks take it: letters without marks, digits and single spaces, at most 25."""
    return re.sub(r"[^A-Za-z0-9]+", " ", without_marks(memo)).strip()[:MOST_MEMO].strip()


def tidy_account(account: str | None) -> str:
    """Return an account number as the code carries it: without spaces, dots and hyphens."""
    return re.sub(r"[\s.-]", "", account or "")
