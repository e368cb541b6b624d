"""Nights of bookings that have no place yet."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parked_nights",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("places > 0", name=op.f("ck_parked_nights_places")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_parked_nights_price")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "booking_id"],
            ["bookings.homestay_id", "bookings.id"],
            name=op.f("fk_parked_nights_homestay_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_parked_nights_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "booking_id", "night", name=op.f("pk_parked_nights")),
    )
