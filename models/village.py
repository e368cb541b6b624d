"""The village that homestays belong to."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model


class Village(Model):
    """A village (thôn) with the official codes of its commune and province."""

    __tablename__ = "villages"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    commune: Mapped[str | None]
    commune_code: Mapped[str | None]
    province: Mapped[str | None]
    province_code: Mapped[str | None]
    time_zone: Mapped[str] = mapped_column(default="Asia/Ho_Chi_Minh")
    remote: Mapped[bool] = mapped_column(default=False)
    """Vùng sâu, vùng xa: 24 hours instead of 12 to declare a foreign guest (Law 47/2014, art. 33)."""
    border: Mapped[bool] = mapped_column(default=False)
    """Khu vực biên giới: the Border Guard post is told too (Law 47/2014, art. 34)."""
    help_phone: Mapped[str | None]
    """Of the digital team (tổ công nghệ số cộng đồng), whom everybody calls who is stuck."""
