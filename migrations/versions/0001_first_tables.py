"""First tables: places, bookings, guests, declarations, money, links, accounts, the record of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("username", name=op.f("uq_accounts_username")),
    )
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    with op.batch_alter_table("login_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_attempts_address_hash_tried_at"), ["address_hash", "tried_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_attempts_username_tried_at"), ["username", "tried_at"], unique=False)

    op.create_table(
        "set_up_codes",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_set_up_codes")),
    )
    op.create_table(
        "villages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("commune_code", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("province_code", sa.Text(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("border", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_villages")),
        sa.UniqueConstraint("slug", name=op.f("uq_villages_slug")),
    )
    op.create_table(
        "homestays",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("tax_number", sa.Text(), nullable=True),
        sa.Column("bank_bin", sa.Text(), nullable=True),
        sa.Column("bank_account", sa.Text(), nullable=True),
        sa.Column("declaring_from", sa.Date(), nullable=False),
        sa.Column("closing_consent", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_homestays_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homestays")),
        sa.UniqueConstraint("slug", name=op.f("uq_homestays_slug")),
    )
    with op.batch_alter_table("homestays", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_homestays_village_id"), ["village_id"], unique=False)

    op.create_table(
        "bookings",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("booked_on", sa.Date(), nullable=True),
        sa.Column("planned_from", sa.Date(), nullable=False),
        sa.Column("planned_to", sa.Date(), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("commission", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('held', 'confirmed', 'in_house', 'left', 'cancelled', 'no_show')", name=op.f("ck_bookings_state")),
        sa.CheckConstraint("adults >= 0 AND children >= 0", name=op.f("ck_bookings_people")),
        sa.CheckConstraint("planned_from <= planned_to", name=op.f("ck_bookings_dates")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_bookings_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_bookings")),
        sa.UniqueConstraint("homestay_id", "code", name=op.f("uq_bookings_homestay_id_code")),
    )
    with op.batch_alter_table("bookings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookings_homestay_id_planned_from"), ["homestay_id", "planned_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_bookings_homestay_id_state_planned_to"), ["homestay_id", "state", "planned_to"], unique=False)

    op.create_table(
        "changes",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("chain_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_changes_account_id")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_changes_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "number", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_homestay_id_about"), ["homestay_id", "about"], unique=False)

    op.create_table(
        "client_ops",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_client_ops_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "key", name=op.f("pk_client_ops")),
    )
    op.create_table(
        "declaration_batches",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("file_hash", sa.LargeBinary(), nullable=False),
        sa.Column("guest_count", sa.Integer(), nullable=False),
        sa.Column("count_seen", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('downloaded', 'sent', 'confirmed', 'different')", name=op.f("ck_declaration_batches_state")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_declaration_batches_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_declaration_batches")),
    )
    with op.batch_alter_table("declaration_batches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_declaration_batches_homestay_id_made_at"), ["homestay_id", "made_at"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("homestay_id", sa.Uuid(), nullable=True),
        sa.Column("village_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint("(role IN ('owner', 'staff')) = (homestay_id IS NOT NULL)", name=op.f("ck_memberships_homestay")),
        sa.CheckConstraint("role IN ('owner', 'staff', 'village_head', 'administrator')", name=op.f("ck_memberships_role")),
        sa.CheckConstraint("(homestay_id IS NULL) = (village_id IS NOT NULL)", name=op.f("ck_memberships_place")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_memberships_account_id")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_memberships_homestay_id")),
        sa.ForeignKeyConstraint(["village_id"], ["villages.id"], name=op.f("fk_memberships_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "account_id", "homestay_id", "village_id", "role", name=op.f("uq_memberships_account_id_homestay_id_village_id_role")
        ),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_homestay_id"), ["homestay_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_village_id"), ["village_id"], unique=False)

    op.create_table(
        "month_closes",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("figures_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_month_closes_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_month_closes")),
        sa.UniqueConstraint("homestay_id", "month", "version", name=op.f("uq_month_closes_homestay_id_month_version")),
    )
    op.create_table(
        "rooms",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("whole_price", sa.BigInteger(), nullable=True),
        sa.Column("cleaning", sa.Text(), nullable=False),
        sa.Column("open_from", sa.Date(), nullable=True),
        sa.Column("open_to", sa.Date(), nullable=True),
        sa.CheckConstraint("cleaning IN ('clean', 'to_clean', 'being_cleaned')", name=op.f("ck_rooms_cleaning")),
        sa.CheckConstraint("kind IN ('private', 'dorm')", name=op.f("ck_rooms_kind")),
        sa.CheckConstraint("capacity > 0 AND price >= 0 AND whole_price >= 0", name=op.f("ck_rooms_amounts")),
        sa.CheckConstraint("open_to IS NULL OR open_from IS NULL OR open_from < open_to", name=op.f("ck_rooms_dates")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_rooms_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_rooms")),
        sa.UniqueConstraint("homestay_id", "name", name=op.f("uq_rooms_homestay_id_name")),
    )
    op.create_table(
        "charges",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("tax_group", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('day_use', 'fee', 'meal', 'motorbike', 'tour', 'other')", name=op.f("ck_charges_kind")),
        sa.CheckConstraint("tax_group IN ('service', 'meal', 'letting', 'other')", name=op.f("ck_charges_tax_group")),
        sa.CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_charges_void")),
        sa.CheckConstraint("people >= 0 AND amount >= 0", name=op.f("ck_charges_amounts")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "booking_id"], ["bookings.homestay_id", "bookings.id"], name=op.f("fk_charges_homestay_id_booking_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_charges_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_charges")),
    )
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charges_homestay_id_booking_id"), ["homestay_id", "booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_charges_homestay_id_day"), ["homestay_id", "day"], unique=False)

    op.create_table(
        "closures",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("first_night", sa.Date(), nullable=False),
        sa.Column("end_night", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason IN ('repair', 'family', 'season', 'other')", name=op.f("ck_closures_reason")),
        sa.CheckConstraint("first_night < end_night", name=op.f("ck_closures_dates")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "room_id"], ["rooms.homestay_id", "rooms.id"], name=op.f("fk_closures_homestay_id_room_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_closures_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_closures")),
    )
    with op.batch_alter_table("closures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closures_homestay_id_room_id"), ["homestay_id", "room_id"], unique=False)

    op.create_table(
        "feeds_in",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("url_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_poll_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_good_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["homestay_id", "room_id"], ["rooms.homestay_id", "rooms.id"], name=op.f("fk_feeds_in_homestay_id_room_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_feeds_in_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_feeds_in")),
    )
    with op.batch_alter_table("feeds_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feeds_in_homestay_id_room_id"), ["homestay_id", "room_id"], unique=False)

    op.create_table(
        "login_sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_login_sessions_account_id")),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name=op.f("fk_login_sessions_membership_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_login_sessions")),
    )
    with op.batch_alter_table("login_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_sessions_account_id"), ["account_id"], unique=False)

    op.create_table(
        "payments",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("held_by", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("held_by IN ('homestay', 'platform', 'tour', 'cooperative')", name=op.f("ck_payments_held_by")),
        sa.CheckConstraint("kind IN ('deposit', 'balance', 'refund')", name=op.f("ck_payments_kind")),
        sa.CheckConstraint("method IN ('cash', 'transfer', 'card', 'platform')", name=op.f("ck_payments_method")),
        sa.CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_payments_void")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_payments_amount")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "booking_id"], ["bookings.homestay_id", "bookings.id"], name=op.f("fk_payments_homestay_id_booking_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_payments_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_payments")),
    )
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payments_homestay_id_booking_id"), ["homestay_id", "booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payments_homestay_id_day"), ["homestay_id", "day"], unique=False)

    op.create_table(
        "rates",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("first_night", sa.Date(), nullable=True),
        sa.Column("end_night", sa.Date(), nullable=True),
        sa.Column("weekdays", sa.Text(), nullable=True),
        sa.Column("holiday", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("whole_price", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("first_night IS NULL OR end_night IS NULL OR first_night < end_night", name=op.f("ck_rates_dates")),
        sa.CheckConstraint("price >= 0 AND whole_price >= 0", name=op.f("ck_rates_amounts")),
        sa.ForeignKeyConstraint(["homestay_id", "room_id"], ["rooms.homestay_id", "rooms.id"], name=op.f("fk_rates_homestay_id_room_id")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_rates_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_rates")),
    )
    with op.batch_alter_table("rates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rates_homestay_id_room_id"), ["homestay_id", "room_id"], unique=False)

    op.create_table(
        "units",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("open_from", sa.Date(), nullable=True),
        sa.Column("open_to", sa.Date(), nullable=True),
        sa.CheckConstraint("open_to IS NULL OR open_from IS NULL OR open_from <= open_to", name=op.f("ck_units_dates")),
        sa.ForeignKeyConstraint(["homestay_id", "room_id"], ["rooms.homestay_id", "rooms.id"], name=op.f("fk_units_homestay_id_room_id")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_units_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_units")),
        sa.UniqueConstraint("homestay_id", "room_id", "name", name=op.f("uq_units_homestay_id_room_id_name")),
    )
    op.create_table(
        "feed_events",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feed_id", sa.Uuid(), nullable=False),
        sa.Column("uid_hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first_night", sa.Date(), nullable=False),
        sa.Column("end_night", sa.Date(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('reservation', 'block', 'tentative', 'unknown')", name=op.f("ck_feed_events_kind")),
        sa.CheckConstraint("first_night < end_night", name=op.f("ck_feed_events_dates")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "feed_id"], ["feeds_in.homestay_id", "feeds_in.id"], name=op.f("fk_feed_events_homestay_id_feed_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_feed_events_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_feed_events")),
        sa.UniqueConstraint(
            "homestay_id",
            "feed_id",
            "uid_hash",
            "first_night",
            "end_night",
            name=op.f("uq_feed_events_homestay_id_feed_id_uid_hash_first_night_end_night"),
        ),
    )
    op.create_table(
        "feed_polls",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feed_id", sa.Uuid(), nullable=False),
        sa.Column("polled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("byte_count", sa.Integer(), nullable=True),
        sa.Column("event_count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["homestay_id", "feed_id"], ["feeds_in.homestay_id", "feeds_in.id"], name=op.f("fk_feed_polls_homestay_id_feed_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_feed_polls_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_feed_polls")),
    )
    with op.batch_alter_table("feed_polls", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_feed_polls_homestay_id_feed_id_polled_at"), ["homestay_id", "feed_id", "polled_at"], unique=False
        )

    op.create_table(
        "feeds_out",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_agent", sa.Text(), nullable=True),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('unit', 'room', 'house')", name=op.f("ck_feeds_out_kind")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "room_id"], ["rooms.homestay_id", "rooms.id"], name=op.f("fk_feeds_out_homestay_id_room_id")
        ),
        sa.ForeignKeyConstraint(
            ["homestay_id", "unit_id"], ["units.homestay_id", "units.id"], name=op.f("fk_feeds_out_homestay_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_feeds_out_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_feeds_out")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_out_token_hash")),
    )
    with op.batch_alter_table("feeds_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feeds_out_homestay_id_channel"), ["homestay_id", "channel"], unique=False)

    op.create_table(
        "guests",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_date_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("birth_precision", sa.Text(), nullable=True),
        sa.Column("nationality", sa.Text(), nullable=True),
        sa.Column("resident_country", sa.Text(), nullable=True),
        sa.Column("document_type", sa.Integer(), nullable=True),
        sa.Column("document_name", sa.Text(), nullable=True),
        sa.Column("document_number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("document_number_index", sa.LargeBinary(), nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("residence", sa.Integer(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("reason", sa.Integer(), nullable=True),
        sa.Column("reason_note", sa.Text(), nullable=True),
        sa.Column("permitted_until", sa.Date(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.CheckConstraint("birth_precision IN ('D', 'M', 'Y')", name=op.f("ck_guests_birth_precision")),
        sa.CheckConstraint("sex IN ('M', 'F')", name=op.f("ck_guests_sex")),
        sa.CheckConstraint("arrived_at IS NULL OR arrived_on IS NOT NULL", name=op.f("ck_guests_arrived")),
        sa.CheckConstraint("document_type BETWEEN 1 AND 9", name=op.f("ck_guests_document_type")),
        sa.CheckConstraint("left_at IS NULL OR left_on IS NOT NULL", name=op.f("ck_guests_left")),
        sa.CheckConstraint("reason BETWEEN 1 AND 20", name=op.f("ck_guests_reason")),
        sa.CheckConstraint("residence BETWEEN 1 AND 3", name=op.f("ck_guests_residence")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "booking_id"], ["bookings.homestay_id", "bookings.id"], name=op.f("fk_guests_homestay_id_booking_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id", "room_id"], ["rooms.homestay_id", "rooms.id"], name=op.f("fk_guests_homestay_id_room_id")),
        sa.ForeignKeyConstraint(["homestay_id", "unit_id"], ["units.homestay_id", "units.id"], name=op.f("fk_guests_homestay_id_unit_id")),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_guests_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_guests")),
        sa.UniqueConstraint("homestay_id", "booking_id", "slot", name=op.f("uq_guests_homestay_id_booking_id_slot")),
    )
    with op.batch_alter_table("guests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guests_homestay_id_arrived_on"), ["homestay_id", "arrived_on"], unique=False)
        batch_op.create_index(
            "ix_guests_waiting",
            ["homestay_id", "arrived_on"],
            unique=False,
            sqlite_where=sa.text("declared = 0"),
            postgresql_where=sa.text("NOT declared"),
        )
        batch_op.create_index(
            batch_op.f("ix_guests_homestay_id_document_number_index"), ["homestay_id", "document_number_index"], unique=False
        )

    op.create_table(
        "declarations",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("arrival", sa.Date(), nullable=False),
        sa.Column("departure", sa.Date(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declared_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("channel IN ('portal', 'vneid', 'phone', 'in_person')", name=op.f("ck_declarations_channel")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "batch_id"],
            ["declaration_batches.homestay_id", "declaration_batches.id"],
            name=op.f("fk_declarations_homestay_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["homestay_id", "guest_id"], ["guests.homestay_id", "guests.id"], name=op.f("fk_declarations_homestay_id_guest_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_declarations_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "id", name=op.f("pk_declarations")),
    )
    with op.batch_alter_table("declarations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_declarations_homestay_id_batch_id"), ["homestay_id", "batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_declarations_homestay_id_guest_id"), ["homestay_id", "guest_id"], unique=False)

    op.create_table(
        "unit_nights",
        sa.Column("homestay_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("closure_id", sa.Uuid(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN booking_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN closure_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_unit_nights_one_holder"),
        ),
        sa.CheckConstraint("(booking_id IS NULL) = (price IS NULL)", name=op.f("ck_unit_nights_price_of_bookings")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_unit_nights_price")),
        sa.ForeignKeyConstraint(
            ["homestay_id", "booking_id"], ["bookings.homestay_id", "bookings.id"], name=op.f("fk_unit_nights_homestay_id_booking_id")
        ),
        sa.ForeignKeyConstraint(
            ["homestay_id", "closure_id"], ["closures.homestay_id", "closures.id"], name=op.f("fk_unit_nights_homestay_id_closure_id")
        ),
        sa.ForeignKeyConstraint(
            ["homestay_id", "event_id"], ["feed_events.homestay_id", "feed_events.id"], name=op.f("fk_unit_nights_homestay_id_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["homestay_id", "unit_id"], ["units.homestay_id", "units.id"], name=op.f("fk_unit_nights_homestay_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["homestay_id"], ["homestays.id"], name=op.f("fk_unit_nights_homestay_id")),
        sa.PrimaryKeyConstraint("homestay_id", "unit_id", "night", name=op.f("pk_unit_nights")),
    )
    with op.batch_alter_table("unit_nights", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_nights_homestay_id_booking_id"), ["homestay_id", "booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_nights_homestay_id_night"), ["homestay_id", "night"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("unit_nights", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_nights_homestay_id_night"))
        batch_op.drop_index(batch_op.f("ix_unit_nights_homestay_id_booking_id"))

    op.drop_table("unit_nights")
    with op.batch_alter_table("declarations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declarations_homestay_id_guest_id"))
        batch_op.drop_index(batch_op.f("ix_declarations_homestay_id_batch_id"))

    op.drop_table("declarations")
    with op.batch_alter_table("guests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guests_homestay_id_document_number_index"))
        batch_op.drop_index("ix_guests_waiting")
        batch_op.drop_index(batch_op.f("ix_guests_homestay_id_arrived_on"))

    op.drop_table("guests")
    with op.batch_alter_table("feeds_out", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feeds_out_homestay_id_channel"))

    op.drop_table("feeds_out")
    with op.batch_alter_table("feed_polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feed_polls_homestay_id_feed_id_polled_at"))

    op.drop_table("feed_polls")
    op.drop_table("feed_events")
    op.drop_table("units")
    with op.batch_alter_table("rates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rates_homestay_id_room_id"))

    op.drop_table("rates")
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payments_homestay_id_day"))
        batch_op.drop_index(batch_op.f("ix_payments_homestay_id_booking_id"))

    op.drop_table("payments")
    with op.batch_alter_table("login_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_sessions_account_id"))

    op.drop_table("login_sessions")
    with op.batch_alter_table("feeds_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feeds_in_homestay_id_room_id"))

    op.drop_table("feeds_in")
    with op.batch_alter_table("closures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closures_homestay_id_room_id"))

    op.drop_table("closures")
    with op.batch_alter_table("charges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charges_homestay_id_day"))
        batch_op.drop_index(batch_op.f("ix_charges_homestay_id_booking_id"))

    op.drop_table("charges")
    op.drop_table("rooms")
    op.drop_table("month_closes")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memberships_village_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_homestay_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("declaration_batches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_batches_homestay_id_made_at"))

    op.drop_table("declaration_batches")
    op.drop_table("client_ops")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changes_homestay_id_about"))

    op.drop_table("changes")
    with op.batch_alter_table("bookings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bookings_homestay_id_state_planned_to"))
        batch_op.drop_index(batch_op.f("ix_bookings_homestay_id_planned_from"))

    op.drop_table("bookings")
    with op.batch_alter_table("homestays", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_homestays_village_id"))

    op.drop_table("homestays")
    op.drop_table("villages")
    op.drop_table("set_up_codes")
    with op.batch_alter_table("login_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_attempts_username_tried_at"))
        batch_op.drop_index(batch_op.f("ix_login_attempts_address_hash_tried_at"))

    op.drop_table("login_attempts")
    op.drop_table("holidays")
    op.drop_table("accounts")
