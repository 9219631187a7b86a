"""Numbers in addresses and forms: anybody can write any number there, and a database takes only some.

A row's number that no database can have is the number of no row: 404 in an address, none in a form.
"""

import re
from typing import TYPE_CHECKING, Final

from werkzeug.routing import IntegerConverter, ValidationError

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

# a column of PostgreSQL's `integer` holds no more, and no household has so many rows
MOST: Final = 2**31 - 1
_WRITTEN: Final = re.compile(r"[0-9]{1,10}")


def number(text: str) -> int | None:
    """The whole number from 0 to MOST that a text is; None for every other text."""
    found = int(text) if _WRITTEN.fullmatch(text) else None
    return None if found is None or found > MOST else found


def number_in(form: "MultiDict[str, str]", name: str) -> int | None:
    """The number that a form or a query has in this field."""
    return number(form.get(name, "").strip())


class RowNumber(IntegerConverter):
    """The `int` of routes."""

    regex = r"[0-9]{1,10}"

    def to_python(self, value: str) -> int:
        """The number; 404 for a larger one."""
        found = number(value)
        if found is None:
            raise ValidationError
        return found
