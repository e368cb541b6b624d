"""What guests and bookings are found by: names without marks, phone numbers as they are dialled."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.folded import findable

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FOUND = {"guests": ("name", "booking_id"), "bookings": ("contact", "id")}
CHUNK = 2_000


def upgrade() -> None:
    for table, (name, key) in FOUND.items():
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("found_by", sa.Text(), nullable=True))
        fill(table, name)
        op.create_index(f"ix_{table}_found_by", table, ["homestay_id", "found_by", key], unique=False)


def downgrade() -> None:
    for table in FOUND:
        op.drop_index(f"ix_{table}_found_by", table_name=table)
        with op.batch_alter_table(table) as batch:
            batch.drop_column("found_by")


def fill(table: str, name: str) -> None:
    """Write down for the rows there are what they are found by."""
    columns = [sa.column(each) for each in ("homestay_id", "id", name, "phone", "found_by")]
    rows = sa.table(table, *columns)
    connection = op.get_bind()
    found = [as_said(row) for row in connection.execute(sa.select(*columns[:4]))]
    said = [each for each in found if each["said"]]
    change = rows.update().where(rows.c.homestay_id == sa.bindparam("house"), rows.c.id == sa.bindparam("row"))
    for start in range(0, len(said), CHUNK):
        connection.execute(change.values(found_by=sa.bindparam("said")), said[start : start + CHUNK])


def as_said(row: Any) -> dict[str, Any]:
    house, key, name, phone = row
    return {"house": house, "row": key, "said": findable(name, phone)}
