"""Names without control characters, and keys of members' names that their column holds.

One letter of a name may become 18 in its key (NFKC of U+FDFA). SQLite stored such a key, PostgreSQL did not,
and no restore took it back.
"""

import hashlib
from unicodedata import category, normalize

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAMES = (
    ("members", "name"),
    ("lessons", "name"),
    ("lessons", "source"),
    ("segments", "name"),
    ("matches", "lesson_name"),
    ("uploads", "name"),
    ("uploads", "source"),
    ("own_exercises", "name"),
)
KEY_MAX = 120
HEAD = 55


def upgrade() -> None:
    """Write every such name and key again; a name of control characters only becomes "?"."""
    for table, column in NAMES:
        for row_id, text in _rows(table, column):
            if any(category(point) in {"Cc", "Cs"} for point in text):
                _write(table, column, row_id, _one_line(text) or "?")
    for row_id, key in _rows("members", "name_key"):
        if len(key) > KEY_MAX:
            short = f"{key[:HEAD]}#{hashlib.sha256(key.encode()).hexdigest()}"
            _write("members", "name_key", row_id, short)


def _one_line(text: str) -> str:
    plain = "".join(" " if category(point) in {"Cc", "Cs"} else point for point in text)
    return " ".join(normalize("NFC", plain).split())


def _rows(table: str, column: str) -> list[tuple[int, str]]:
    there = sa.table(table, sa.column("id"), sa.column(column))
    found = sa.select(there.c.id, there.c[column]).where(there.c[column].is_not(None))
    return [(row[0], row[1]) for row in op.get_bind().execute(found)]


def _write(table: str, column: str, row_id: int, text: str) -> None:
    there = sa.table(table, sa.column("id"), sa.column(column))
    op.execute(sa.update(there).where(there.c.id == row_id).values({column: text}))
