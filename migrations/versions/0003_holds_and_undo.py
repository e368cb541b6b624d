"""Holds that run out, and how the last change of a booking is taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RUNNING = sa.text("state = 'held' AND lapsed_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("bookings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("bookings", schema=None) as batch_op:
        batch_op.create_index("ix_bookings_running", ["homestay_id", "held_until"], sqlite_where=RUNNING, postgresql_where=RUNNING)
    op.create_table(
        "undo_steps",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["homestay_id", "booking_id"],
            ["bookings.homestay_id", "bookings.id"],
            name=op.f("fk_undo_steps_homestay_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_undo_steps_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "booking_id", name=op.f("pk_undo_steps")),
    )
