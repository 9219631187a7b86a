"""What of a film did not arrive in its lesson, as the night measures it: nothing is known of older ones."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the column there."""
    op.add_column("lessons", sa.Column("lost", sa.JSON(), nullable=False, server_default="{}"))
