"""Who signs in to the sample village: the owners, the village head, the commune police, the administrator; all with one password."""

from dataclasses import dataclass

from homestay import clock, tokens
from homestay.accounts.actions import add_membership
from homestay.accounts.passwords import hashed, refuse_weak
from models import db
from models.account import Account, Role
from models.base import uuid7
from models.homestay import Homestay
from models.village import Village

HEAD, POLICE, ADMINISTRATOR = "truong-thon", "cong-an", "quan-tri"


@dataclass(frozen=True)
class SignIn:
    """One line of the list that is handed out: who signs in, as what, where."""

    username: str
    role: Role
    place: str


def owner_named(number: int) -> str:
    return f"chu-nha-{number}"


def new_password() -> str:
    """Return a password made by chance, easy to type: three groups of four."""
    return tokens.code_of(4, 4, 4).lower()


def refuse_weak_for_all(password: str, homestays: int) -> None:
    """Refuse a password that one of the accounts could not have. Raises: WeakPassword."""
    for username in (HEAD, POLICE, ADMINISTRATOR, owner_named(1), owner_named(homestays)):
        refuse_weak(password, username)


def add_accounts(village: Village, owners: list[tuple[str, Homestay]], password: str) -> list[SignIn]:
    """Add all accounts; the password is hashed once. Only inside `saving`."""
    kept = hashed(password)
    made = [add(SignIn(HEAD, Role.VILLAGE_HEAD, village.name), "Sình Văn Tráng", kept, village)]
    made.append(add(SignIn(POLICE, Role.POLICE, village.commune or village.name), "Hạng Minh Khôi", kept, village))
    made.append(add(SignIn(ADMINISTRATOR, Role.ADMINISTRATOR, village.name), "Nông Thị Điệp", kept, village))
    for number, (name, homestay) in enumerate(owners, start=1):
        made.append(add(SignIn(owner_named(number), Role.OWNER, homestay.name), name, kept, homestay))
    return made


def add(sign_in: SignIn, name: str, kept: str, place: Village | Homestay) -> SignIn:
    account = Account(id=uuid7(), username=sign_in.username, name=name, password_hash=kept, made_at=clock.now(), sample=True)
    db.session.add(account)
    db.session.flush()
    homestay, village = (place, None) if isinstance(place, Homestay) else (None, place)
    add_membership(account, sign_in.role, homestay, village)
    return sign_in
