"""The commune police, rights of staff, invitations, second factor, PIN, and the recovery sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BEFORE = ("owner", "staff", "village_head", "administrator")
AFTER = ("owner", "staff", "village_head", "police", "administrator")
MOMENT = sa.DateTime(timezone=True)


def one_of(roles: tuple[str, ...]) -> str:
    return f"role IN ({', '.join(repr(role) for role in roles)})"


def upgrade() -> None:
    accounts()
    memberships(AFTER)
    sessions()
    links()


def accounts() -> None:
    with op.batch_alter_table("accounts") as batch:
        batch.add_column(sa.Column("sample", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("pin_hash", sa.Text(), nullable=True))
        batch.add_column(sa.Column("totp_sealed", sa.LargeBinary(), nullable=True))
        batch.add_column(sa.Column("totp_since", MOMENT, nullable=True))
        batch.add_column(sa.Column("totp_last", sa.BigInteger(), nullable=True))


def memberships(roles: tuple[str, ...]) -> None:
    with op.batch_alter_table("memberships") as batch:
        batch.drop_constraint(op.f("ck_memberships_role"), type_="check")
        batch.create_check_constraint(op.f("ck_memberships_role"), one_of(roles))
        if roles is AFTER:
            batch.add_column(sa.Column("money", sa.Boolean(), server_default=sa.false(), nullable=False))
            batch.add_column(sa.Column("exports", sa.Boolean(), server_default=sa.false(), nullable=False))


def sessions() -> None:
    with op.batch_alter_table("login_sessions") as batch:
        batch.add_column(sa.Column("locks_after", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("locked_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("wrong_pins", sa.Integer(), server_default=sa.text("0"), nullable=False))


def links() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("homestay_id", sa.Uuid(), nullable=True),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("money", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("exports", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("used_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.CheckConstraint(one_of(AFTER), name=op.f("ck_invitations_role")),
        sa.CheckConstraint("(role IN ('owner', 'staff')) = (homestay_id IS NOT NULL)", name=op.f("ck_invitations_homestay")),
        sa.CheckConstraint("(homestay_id IS NULL) = (village_id IS NOT NULL)", name=op.f("ck_invitations_place")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_invitations_homestay_id")),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_invitations_village_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_invitations_made_by")),
        sa.ForeignKeyConstraint(["used_by"], ["accounts.id"], name=op.f("fk_invitations_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_index(op.f("ix_invitations_homestay_id"), "invitations", ["homestay_id"])
    op.create_index(op.f("ix_invitations_village_id"), "invitations", ["village_id"])
    op.create_table(
        "password_links",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("drops_factor", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_password_links_account_id")),
        sa.ForeignKeyConstraint(["made_by"], ["accounts.id"], name=op.f("fk_password_links_made_by")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_password_links")),
    )
    op.create_index(op.f("ix_password_links_account_id"), "password_links", ["account_id"])
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_account_id"), "recovery_codes", ["account_id"])


def downgrade() -> None:
    for table in ("recovery_codes", "password_links", "invitations"):
        op.drop_table(table)
    columns = {
        "login_sessions": ("wrong_pins", "locked_at", "locks_after"),
        "memberships": ("exports", "money"),
        "accounts": ("totp_last", "totp_since", "totp_sealed", "pin_hash", "sample"),
    }
    op.execute("DELETE FROM login_sessions WHERE membership_id IN (SELECT id FROM memberships WHERE role = 'police')")
    op.execute("DELETE FROM memberships WHERE role = 'police'")
    for table, names in columns.items():
        with op.batch_alter_table(table) as batch:
            for name in names:
                batch.drop_column(name)
    memberships(BEFORE)
