"""The part of the FlatBuffers format that is needed to read a TFLite graph and shorten its vectors in place.

Source: the FlatBuffers binary layout (little endian; a table points back at its vtable; a vector is a uint32
count and its elements; tables inside a vector are uint32 offsets counted from their own slot). Vectors only
get shorter, so nothing moves.
"""

import struct
from dataclasses import dataclass

from models.errors import ModelPruneError


@dataclass(frozen=True, slots=True)
class Table:
    """A table at byte `at` of `data`."""

    data: bytearray
    at: int

    def field(self, number: int) -> int | None:
        """The byte offset of field `number`, or None when the table does not have it."""
        vtable = self.at - _read("<i", self.data, self.at)
        slot = 4 + 2 * number
        if slot >= _read("<H", self.data, vtable):
            return None
        offset = _read("<H", self.data, vtable + slot)
        return self.at + offset if offset else None

    def vector(self, number: int) -> "Vector | None":
        """The vector in field `number`, or None."""
        field = self.field(number)
        return None if field is None else Vector(self.data, field + _read("<I", self.data, field))

    def integers(self, number: int) -> tuple[int, ...]:
        """The int32 vector in field `number`, empty when there is none."""
        vector = self.vector(number)
        if vector is None:
            return ()
        return struct.unpack_from(f"<{vector.count}i", self.data, vector.at + 4)


@dataclass(frozen=True, slots=True)
class Vector:
    """A vector of four-byte elements; its element count is at byte `at` of `data`."""

    data: bytearray
    at: int

    @property
    def count(self) -> int:
        """The number of elements."""
        return _read("<I", self.data, self.at)

    def tables(self) -> list[Table]:
        """The tables that the elements point to."""
        slots = range(self.at + 4, self.at + 4 + 4 * self.count, 4)
        return [Table(self.data, slot + _read("<I", self.data, slot)) for slot in slots]

    def keep_tables(self, tables: list[Table]) -> None:
        """Shorten the vector to `tables`, in this order. Raises ModelPruneError when they are more."""
        self._shorten(len(tables))
        for slot, table in zip(range(self.at + 4, len(self.data), 4), tables, strict=False):
            struct.pack_into("<I", self.data, slot, table.at - slot)

    def keep_integers(self, values: list[int]) -> None:
        """Shorten the vector to `values`. Raises ModelPruneError when they are more."""
        self._shorten(len(values))
        struct.pack_into(f"<{len(values)}i", self.data, self.at + 4, *values)

    def _shorten(self, count: int) -> None:
        if count > self.count:
            raise ModelPruneError("a vector of the graph cannot grow")
        struct.pack_into("<I", self.data, self.at, count)


def root(data: bytearray, identifier: bytes) -> Table:
    """The root table of a file with this four-byte identifier. Raises ModelPruneError for another file."""
    if bytes(data[4:8]) != identifier:
        raise ModelPruneError("this is not a TFLite graph")
    return Table(data, _read("<I", data, 0))


def _read(layout: str, data: bytearray, at: int) -> int:
    try:
        return int(struct.unpack_from(layout, data, at)[0])
    except struct.error as error:
        raise ModelPruneError("the graph is cut short") from error
