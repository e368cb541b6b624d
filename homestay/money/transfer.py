"""How guests pay by transfer into the house's account: what the page shows beside the code."""

from dataclasses import dataclass

from homestay.money import vietqr
from homestay.qr import picture
from models.homestay import Homestay


@dataclass(frozen=True)
class Transfer:
    """The account that gets the money, and the code to scan; `picture` is an address for an image."""

    bank: str
    account_end: str
    memo: str
    amount: int
    picture: str


def transfer_to(homestay: Homestay, amount: int, memo: str) -> Transfer | None:
    """Return what a guest needs to pay this sum (đồng) by transfer; None when the house has no account, or nothing is owed."""
    account = vietqr.tidy_account(homestay.bank_account)
    if not homestay.bank_bin or not account or amount <= 0:
        return None
    try:
        text = vietqr.payload(homestay.bank_bin.strip(), account, amount, memo)
    except ValueError:  # an account number that no bank gives: the page does without a code
        return None
    bank = vietqr.BANKS.get(homestay.bank_bin.strip(), homestay.bank_bin)
    return Transfer(bank, account[-4:], vietqr.plain(memo), amount, picture(text))
