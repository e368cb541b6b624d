"""Makes the sample village (thôn mẫu): a street of homestays with a year of guests, by chance and yet always the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay.accounts.queries import is_set_up
from homestay.errors import Refusal
from homestay.record import record
from homestay.saving import saving
from homestay.village.sample_accounts import SignIn, add_accounts, refuse_weak_for_all
from homestay.village.sample_closures import closures
from homestay.village.sample_day import set_scene
from homestay.village.sample_filling import fill
from homestay.village.sample_houses import SampleHouse, house
from homestay.village.sample_missed import add_missed
from homestay.village.sample_money import settle
from homestay.village.sample_parties import seat
from homestay.village.sample_period import Period
from homestay.village.sample_stays import Desk
from homestay.village.sample_writing import store_house
from models import db
from models.base import uuid7
from models.homestay import Homestay
from models.village import Village

NAME, SLUG = "Lô Lô Chải", "lo-lo-chai"
HELP_PHONE = "0900 000 246"
"""Nobody's number."""
COMMUNE, COMMUNE_CODE = "Lũng Cú", "211900715"
PROVINCE, PROVINCE_CODE = "Tuyên Quang", "211"
BANK_BIN = "970405"


@dataclass(frozen=True)
class SampleWish:
    """What kind of sample village is asked for; the same seed and period give the same village."""

    homestays: int
    period: Period
    seed: int
    password: str


class NotEmpty(Refusal):
    """The sample village would mix with somebody's real books."""

    title = _l("There are homestays already")

    def __init__(self) -> None:
        super().__init__(_l("This database already has homestays or accounts. Make the sample village in an empty one."))


def make(wish: SampleWish, progress: Callable[[int], None] = lambda made: None) -> list[SignIn]:
    """Make the sample village, whole or not at all, and return who signs in; `progress` hears how many houses there are so far.

    Raises: NotEmpty, when there is any homestay or account; WeakPassword.
    """
    refuse_weak_for_all(wish.password, wish.homestays)
    with saving():
        refuse_filled()
        village = new_village()
        owners = []
        for made, homestay in enumerate(houses(wish, village), start=1):
            owners.append(homestay)
            progress(made)
        return add_accounts(village, owners, wish.password)


def refuse_filled() -> None:
    if is_set_up() or db.session.scalar(select(Homestay.id).limit(1)) is not None:
        raise NotEmpty


def new_village() -> Village:
    """Add the village, unless it stands there without homestays. Only inside `saving`."""
    village = db.session.scalars(select(Village).where(Village.slug == SLUG)).first()
    if village is None:
        where = {"commune": COMMUNE, "commune_code": COMMUNE_CODE, "province": PROVINCE, "province_code": PROVINCE_CODE}
        village = Village(id=uuid7(), slug=SLUG, name=NAME, remote=True, border=True, help_phone=HELP_PHONE, **where)
        db.session.add(village)
        db.session.flush()
    return village


def houses(wish: SampleWish, village: Village) -> Iterator[tuple[str, Homestay]]:
    """Make one house after the other and give each with its owner's name; only one is in memory."""
    for number in range(1, wish.homestays + 1):
        random = Random(f"{wish.seed}/{number}")  # noqa: S311 - chance for a sample, not for a secret
        sample = house(number, wish.period, random)
        homestay = new_homestay(sample, village, wish.period)
        let_it_live(Desk(sample, wish.period, random))
        record(homestay, "homestay.sample", homestay.id, number=number)
        yield sample.owner, homestay


def new_homestay(sample: SampleHouse, village: Village, period: Period) -> Homestay:
    """Add the homestay. No bank has an account like its; guests count as to declare from the first day on."""
    homestay = Homestay(
        id=sample.id,
        village_id=village.id,
        slug=sample.slug,
        name=sample.name,
        address=f"Nhà số {sample.number}, thôn {NAME}, xã {COMMUNE}, tỉnh {PROVINCE}",
        phone=sample.phone,
        bank_bin=BANK_BIN,
        bank_account=f"{sample.number:013}",
        declaring_from=period.first,
        closing_consent=sample.number % 2 == 0,
    )
    db.session.add(homestay)
    db.session.flush()
    return homestay


def let_it_live(desk: Desk) -> None:
    """Let the guests of a house come and go from the first day to the last, and store it all."""
    set_scene(desk)
    shut = closures(desk)
    fill(desk)
    add_missed(desk)
    seat(desk)
    settle(desk)
    store_house(desk, shut)
