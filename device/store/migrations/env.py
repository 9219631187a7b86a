"""Runs the migrations on the connection that `database.migrate` passes."""

from typing import Literal

from alembic import context

from device.store.columns import UtcDateTime
from device.store.tables import Base


def _plain(kind: str, value: object, _: object) -> str | Literal[False]:
    """Write a column's type into a new migration as SQLAlchemy's, not as our class."""
    return "sa.DateTime()" if kind == "type" and isinstance(value, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
