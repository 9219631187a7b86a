"""The base of all tables, and the kinds of columns that behave alike on every database."""

from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy import Enum as Choice
from sqlalchemy.orm import DeclarativeBase

from device.lost import Lost
from device.spelling import cut, one_line
from scoring.limb import Limb

NAME_MAX: Final = 120  # letters of a name that a person gives, and code points that its column holds


def stored_name(name: str) -> str:
    """A name as it is stored: composed, in one line, cut between two letters; "" if nothing is left."""
    return cut(one_line(name), NAME_MAX, points=NAME_MAX)


class UtcDateTime(TypeDecorator[datetime]):
    """A time with its zone, stored as UTC and read as UTC on every database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its interface
        """Refuse a time without a zone, which is ambiguous."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time needs its zone: {value}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its interface
        """The same moment, in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class LimbList(TypeDecorator[list[Limb]]):
    """Limbs that do not matter, stored as a JSON list of their names; never all of them.

    Checked when written and when read: rows of a backup may come from anywhere.
    """

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: list[Limb] | None, dialect: Dialect) -> list[Limb] | None:  # noqa: ARG002 - its interface
        """Refuse what is no set of limbs."""
        return None if value is None else _limbs(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> list[Limb] | None:  # noqa: ARG002 - its interface
        """The limbs, in the order of `Limb`."""
        return None if value is None else _limbs(value)


class LostValue(TypeDecorator[Lost]):
    """What of a film did not arrive in its lesson, stored as a JSON object; checked when read, as above."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Lost | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002 - its interface
        """Its fields by name."""
        return None if value is None else asdict(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Lost | None:  # noqa: ARG002 - its interface
        """The value. Raises TypeError and ValueError for what is none."""
        return None if value is None else Lost(**value)


class Base(DeclarativeBase):
    """All tables; constraints are named so that a migration can change them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - its name and kind are SQLAlchemy's
        datetime: UtcDateTime,
        str: String(NAME_MAX),
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def _limbs(value: Any) -> list[Limb]:
    if not isinstance(value, list) or len(value) >= len(Limb):
        raise ValueError(f"limbs that do not matter are some of three, not {value!r}")
    named = {Limb(word) for word in value}
    return [limb for limb in Limb if limb in named]


def choice(kind: type[StrEnum]) -> Choice:
    """A column with the values of an enum, as text: not every database can change an enum type."""
    return Choice(
        kind, native_enum=False, length=16, values_callable=lambda words: [word.value for word in words]
    )
