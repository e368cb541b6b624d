"""People who sign in, what they may do where, and from which device."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, one_of
from models.homestay import Homestay
from models.sealed import seal, unseal
from models.village import Village


class Role(StrEnum):
    """Who somebody is: chủ homestay, người phụ việc, trưởng thôn, công an xã, tổ công nghệ số cộng đồng."""

    OWNER = "owner"
    STAFF = "staff"
    VILLAGE_HEAD = "village_head"
    POLICE = "police"
    ADMINISTRATOR = "administrator"


HOMESTAY_ROLES = (Role.OWNER, Role.STAFF)
"""Roles held in one homestay; the others are held in a village, the commune police for all villages of its commune."""
GUARDED_ROLES = (Role.VILLAGE_HEAD, Role.POLICE, Role.ADMINISTRATOR)
"""Roles that see more than one house: they need a second factor to sign in."""


class Right(StrEnum):
    """What staff may see beside the daily work, each given for one homestay: tiền và tháng, mang dữ liệu ra ngoài."""

    MONEY = "money"
    EXPORTS = "exports"


def held_in_one_place() -> tuple[CheckConstraint, ...]:
    """Return the checks of a table that names a role and where it is held: one homestay for owner and staff, else one village."""
    return (
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint("(role IN ('owner', 'staff')) = (homestay_id IS NOT NULL)", name="homestay"),
        CheckConstraint("(homestay_id IS NULL) = (village_id IS NOT NULL)", name="place"),
    )


class Account(Model):
    """A person who signs in (tài khoản)."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    """How the person is called on the screen."""
    password_hash: Mapped[str]
    language: Mapped[str | None]
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    sample: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Of the sample village: nobody's, so that it needs no second factor."""
    pin_hash: Mapped[str | None]
    """What brings one back to a locked device."""
    totp_sealed: Mapped[bytes | None]
    """The secret of the second factor; it counts once `totp_since` is there."""
    totp_since: Mapped[datetime | None]
    totp_last: Mapped[int | None] = mapped_column(BigInteger)
    """The half minute of the last code taken: each code counts once."""

    memberships: Mapped[list[Membership]] = relationship(back_populates="account", order_by="Membership.id")

    @property
    def totp_secret(self) -> str | None:
        """The secret of the second factor as the phone's app knows it, in letters (base 32)."""
        return None if self.totp_sealed is None else unseal(self.totp_cell, self.totp_sealed)

    @totp_secret.setter
    def totp_secret(self, letters: str | None) -> None:
        self.totp_sealed = None if letters is None else seal(self.totp_cell, letters)

    def drop_factor(self) -> None:
        """Ask for no second factor any more."""
        self.totp_secret = None
        self.totp_since = self.totp_last = None

    @property
    def totp_cell(self) -> bytes:
        return b"accounts:totp:" + self.id.bytes


class Membership(Model):
    """A role of an account: in a homestay (owner, staff) or in a village (village head, police, administrator)."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("account_id", "homestay_id", "village_id", "role"),
        *held_in_one_place(),
        Index(None, "homestay_id"),
        Index(None, "village_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    homestay_id: Mapped[UUID | None] = mapped_column(ForeignKey("homestays.id"))
    village_id: Mapped[UUID | None] = mapped_column(ForeignKey("villages.id"))
    role: Mapped[str]
    money: Mapped[bool] = mapped_column(default=False, server_default=false())
    exports: Mapped[bool] = mapped_column(default=False, server_default=false())

    account: Mapped[Account] = relationship(back_populates="memberships")
    homestay: Mapped[Homestay | None] = relationship()
    village: Mapped[Village | None] = relationship()


class LoginSession(Model):
    """One signed-in device (phiên đăng nhập). The cookie holds a token, this row its hash."""

    __tablename__ = "login_sessions"
    __table_args__ = (Index(None, "account_id"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    membership_id: Mapped[UUID | None] = mapped_column(ForeignKey("memberships.id"))
    """Which role and place the device works in now."""
    agent: Mapped[str | None]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    locks_after: Mapped[int | None]
    """Minutes without a touch after which the device asks for the PIN; never when left out."""
    locked_at: Mapped[datetime | None]
    wrong_pins: Mapped[int] = mapped_column(default=0, server_default="0")

    account: Mapped[Account] = relationship()
    membership: Mapped[Membership | None] = relationship()


class LoginAttempt(Model):
    """A guess that failed, kept to slow down guessing: of a password, a code, a link."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index(None, "username", "tried_at"), Index(None, "address_hash", "tried_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str]
    address_hash: Mapped[bytes]
    tried_at: Mapped[datetime]


class SetUpCode(Model):
    """The one-time code that lets the first person set the installation up; only its hash is kept."""

    __tablename__ = "set_up_codes"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
