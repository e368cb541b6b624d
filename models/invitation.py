"""Links and codes that let somebody in once: invitations, new passwords, the recovery sheet. Only their hashes are kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from models.account import held_in_one_place
from models.base import Model


class Invitation(Model):
    """A link that gives a role to the one who opens it (lời mời), for a week, once."""

    __tablename__ = "invitations"
    __table_args__ = (
        *held_in_one_place(),
        Index(None, "homestay_id"),
        Index(None, "village_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    homestay_id: Mapped[UUID | None] = mapped_column(ForeignKey("homestays.id"))
    village_id: Mapped[UUID | None] = mapped_column(ForeignKey("villages.id"))
    role: Mapped[str]
    money: Mapped[bool] = mapped_column(default=False, server_default=false())
    exports: Mapped[bool] = mapped_column(default=False, server_default=false())
    whom: Mapped[str]
    """For whom it is, as the one who invites calls the person."""
    made_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_at: Mapped[datetime | None]


class PasswordLink(Model):
    """A link with which somebody chooses a new password once (đặt lại mật khẩu); made by the administrator, without e-mail."""

    __tablename__ = "password_links"
    __table_args__ = (Index(None, "account_id"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    drops_factor: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It also takes the second factor away: the phone is lost."""
    made_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Model):
    """One line of an account's printed recovery sheet (mã dự phòng): good once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index(None, "account_id"),)

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
