"""The hours at which guests mean to come, and until which they ask to stay on the last day."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

HOURS = ("expected_at", "leaving_at")


def upgrade() -> None:
    with op.batch_alter_table("bookings") as batch:
        for hour in HOURS:
            batch.add_column(sa.Column(hour, sa.Time(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bookings") as batch:
        for hour in HOURS:
            batch.drop_column(hour)
