"""What a village says of holidays itself, above those of the country."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "village_holidays",
        sa.Column("village_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_village_holidays_village_id")),
        sa.PrimaryKeyConstraint("village_id", "day", name=op.f("pk_village_holidays")),
    )


def downgrade() -> None:
    op.drop_table("village_holidays")
