"""The page of a booking for its guest, behind a secret link."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_links",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("deposit", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('vi', 'en')", name=op.f("ck_guest_links_language")),
        sa.CheckConstraint("deposit > 0", name=op.f("ck_guest_links_deposit")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "booking_id"],
            ["bookings.homestay_id", "bookings.id"],
            name=op.f("fk_guest_links_homestay_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_guest_links_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_guest_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_guest_links_token_hash")),
    )
    with op.batch_alter_table("guest_links", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_guest_links_homestay_id_booking_id"), ["homestay_id", "booking_id"], unique=False)


def downgrade() -> None:
    op.drop_table("guest_links")
