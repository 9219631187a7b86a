"""Runs the migrations on the connection that `database.migrate` hands over."""

from alembic import context

from device.store.tables import Base, Moment


def _plain(kind: str, value: object, _: object) -> str | bool:
    """How a new migration writes a column's type: by the database's word, not by our class."""
    return "sa.DateTime()" if kind == "type" and isinstance(value, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
