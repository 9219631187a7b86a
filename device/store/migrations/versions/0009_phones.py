"""Signed-in phones as rows, phones that are known, and codes that name the member whom they are for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring tables and column there. A cookie of before becomes a row when its phone comes next."""
    op.create_table(
        "signed_in_phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=120), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("brought_over", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        _member("signed_in_phones"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_in_phones")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signed_in_phones_token_hash")),
    )
    op.create_index(op.f("ix_signed_in_phones_member_id"), "signed_in_phones", ["member_id"])
    op.create_table(
        "known_phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("mark_hash", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        _member("known_phones"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_phones")),
        sa.UniqueConstraint("member_id", "mark_hash", name=op.f("uq_known_phones_member_id")),
    )
    with op.batch_alter_table("pairing_codes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("member_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_pairing_codes_member_id_members"),
            "members",
            ["member_id"],
            ["id"],
            ondelete="CASCADE",
        )


def _member(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["member_id"], ["members.id"], name=op.f(f"fk_{table}_member_id_members"), ondelete="CASCADE"
    )
