"""Add rosters, availability, clash levels and runs of the planner.

Rows of before get what their columns mean when nothing was decided: no planning rule, no headline.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("open", "closed", name="availabilitykind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("end_minute", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recurrence_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_availability_person_id_person")),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_availability_venue_id_venue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    with op.batch_alter_table("availability", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_availability_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_availability_venue_id"), ["venue_id"], unique=False)

    op.create_table(
        "clash_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "venue",
                "person",
                "team",
                "venue_closed",
                "person_away",
                "capacity",
                "headline",
                "saturation",
                "too_soon",
                "holiday",
                "weekend",
                "outside_window",
                "blackout",
                name="clashkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum("blocks", "warns", "ignored", name="clashlevel", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_clash_rule_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clash_rule")),
        sa.UniqueConstraint("edition_id", "kind", name=op.f("uq_clash_rule_edition_id_kind")),
    )
    with op.batch_alter_table("clash_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clash_rule_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "plan_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "stopped",
                "failed",
                "applied",
                name="planstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("message", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("is_stop_wanted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("started_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("finished_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("creation_key", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_plan_run_account_id_account")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_plan_run_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_run")),
        sa.UniqueConstraint("creation_key", name=op.f("uq_plan_run_creation_key")),
    )
    with op.batch_alter_table("plan_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_run_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_run_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_run_status"), ["status"], unique=False)

    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("name_zh", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_en", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum("order", "least_recent", "weighted", name="rosterrule", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("per_slot_min", sa.Integer(), nullable=False),
        sa.Column("per_slot_max", sa.Integer(), nullable=False),
        sa.Column("topics_max", sa.Integer(), nullable=False),
        sa.Column("min_gap", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_roster_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_roster_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
        sa.UniqueConstraint("edition_id", "name_zh", name=op.f("uq_roster_edition_id_name_zh")),
    )
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "roster_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("topic_ids", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_roster_member_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_roster_member_person_id_person")),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_roster_member_roster_id_roster")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_member")),
    )
    with op.batch_alter_table("roster_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_member_roster_id"), ["roster_id"], unique=False)

    op.create_table(
        "roster_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("name_zh", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_en", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_roster_topic_roster_id_roster")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_topic")),
    )
    with op.batch_alter_table("roster_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_topic_roster_id"), ["roster_id"], unique=False)

    op.create_table(
        "roster_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("skipped", "swapped", "substituted", name="rosterturnkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_roster_turn_account_id_account")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_roster_turn_event_id_event")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["roster_member.id"], name=op.f("fk_roster_turn_member_id_roster_member")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["roster_member.id"], name=op.f("fk_roster_turn_other_id_roster_member")
        ),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_roster_turn_roster_id_roster")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_turn")),
    )
    with op.batch_alter_table("roster_turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_turn_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_turn_roster_id"), ["roster_id"], unique=False)

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("planning", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.alter_column("planning", server_default=None)

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_far", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.alter_column("is_far", server_default=None)

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("roster_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_assignment_roster_id"), ["roster_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_assignment_roster_id_roster"), "roster", ["roster_id"], ["id"]
        )

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("series_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_headline", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("expected_people", sa.Integer(), nullable=True))
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.alter_column("is_headline", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_column("expected_people")
        batch_op.drop_column("is_headline")
        batch_op.drop_column("series_version")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_assignment_roster_id_roster"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_assignment_roster_id"))
        batch_op.drop_column("roster_id")

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_column("planning")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("is_far")

    with op.batch_alter_table("roster_turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_turn_roster_id"))
        batch_op.drop_index(batch_op.f("ix_roster_turn_event_id"))

    op.drop_table("roster_turn")
    with op.batch_alter_table("roster_topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_topic_roster_id"))

    op.drop_table("roster_topic")
    with op.batch_alter_table("roster_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_member_roster_id"))

    op.drop_table("roster_member")
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_edition_id"))
        batch_op.drop_index(batch_op.f("ix_roster_activity_id"))

    op.drop_table("roster")
    with op.batch_alter_table("plan_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_run_status"))
        batch_op.drop_index(batch_op.f("ix_plan_run_edition_id"))
        batch_op.drop_index(batch_op.f("ix_plan_run_account_id"))

    op.drop_table("plan_run")
    with op.batch_alter_table("clash_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clash_rule_edition_id"))

    op.drop_table("clash_rule")
    with op.batch_alter_table("availability", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_availability_venue_id"))
        batch_op.drop_index(batch_op.f("ix_availability_person_id"))

    op.drop_table("availability")
