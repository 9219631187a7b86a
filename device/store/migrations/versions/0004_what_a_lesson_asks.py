"""What a lesson asks of people: its beat, whether being late costs points, and limbs that do not matter."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the columns there; until now everything counted, and no beat was looked for."""
    timing = sa.Enum("auto", "on_beat", "free", name="timing", native_enum=False, length=16)
    op.add_column("lessons", sa.Column("beat_bpm", sa.Double(), nullable=True))
    op.add_column("lessons", sa.Column("timing", timing, nullable=False, server_default="auto"))
    op.add_column("lessons", sa.Column("ignored_limbs", sa.JSON(), nullable=False, server_default="[]"))
