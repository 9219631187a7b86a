"""Which exercise a part of a lesson is, each repetition of a match, and exercises that a household taught."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring columns and tables there; a name that a person wrote before stays one that a person wrote."""
    named_by = sa.Enum("night", "person", name="namedby", native_enum=False, length=16)
    op.add_column("segments", sa.Column("exercise", sa.String(length=64), nullable=True))
    op.add_column("segments", sa.Column("named_by", named_by, nullable=True))
    op.execute("UPDATE segments SET named_by = 'person' WHERE name IS NOT NULL")
    op.create_table(
        "repetitions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("player_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=True),
        sa.Column("begin_s", sa.Double(), nullable=False),
        sa.Column("bottom_s", sa.Double(), nullable=False),
        sa.Column("end_s", sa.Double(), nullable=False),
        sa.Column("down_s", sa.Double(), nullable=True),
        sa.Column("hold_s", sa.Double(), nullable=True),
        sa.Column("up_s", sa.Double(), nullable=True),
        sa.Column("reach", sa.Double(), nullable=True),
        sa.Column("symmetry", sa.Double(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("angle", sa.String(length=32), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["player_id"], ["players.id"], name=op.f("fk_repetitions_player_id_players"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repetitions")),
    )
    op.create_index(op.f("ix_repetitions_player_id"), "repetitions", ["player_id"])
    op.create_table(
        "own_exercises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_own_exercises_member_id_members"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_exercises")),
    )
    op.create_index(op.f("ix_own_exercises_member_id"), "own_exercises", ["member_id"])
    op.create_table(
        "own_examples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("own_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("player_id", sa.Integer(), nullable=True),
        sa.Column("start_s", sa.Double(), nullable=False),
        sa.Column("end_s", sa.Double(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["own_id"],
            ["own_exercises.id"],
            name=op.f("fk_own_examples_own_id_own_exercises"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["lessons.id"],
            name=op.f("fk_own_examples_lesson_id_lessons"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["player_id"],
            ["players.id"],
            name=op.f("fk_own_examples_player_id_players"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_examples")),
    )
    for column in ("own_id", "lesson_id", "player_id"):
        op.create_index(op.f(f"ix_own_examples_{column}"), "own_examples", [column])
