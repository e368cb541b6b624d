"""The number of a village's digital team, which was a setting of the whole installation until now."""

import os

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("villages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("help_phone", sa.Text(), nullable=True))
    number = os.environ.get("HOMESTAY_HELP_PHONE")
    if number:
        villages = sa.table("villages", sa.column("help_phone", sa.Text()))
        op.execute(villages.update().values(help_phone=number))


def downgrade() -> None:
    with op.batch_alter_table("villages", schema=None) as batch_op:
        batch_op.drop_column("help_phone")
