"""Names in one normal form (NFC), as all that come in now: those of a Mac's files were in another."""

from unicodedata import normalize

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAMES = (
    ("members", "name"),
    ("lessons", "name"),
    ("segments", "name"),
    ("matches", "lesson_name"),
    ("uploads", "name"),
    ("own_exercises", "name"),
)


def upgrade() -> None:
    """Write every name that is in another form again."""
    connection = op.get_bind()
    for table_name, column_name in NAMES:
        table = sa.table(table_name, sa.column("id"), sa.column(column_name))
        column = table.c[column_name]
        rows = connection.execute(sa.select(table.c.id, column).where(column.is_not(None))).all()
        for row_id, name in rows:
            if normalize("NFC", name) != name:
                changed = sa.update(table).where(table.c.id == row_id)
                connection.execute(changed.values({column_name: normalize("NFC", name)}))
