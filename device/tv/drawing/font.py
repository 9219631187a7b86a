"""Which font file has the letters of a language: none for English, one of the system, or a fetched one.

The TV's own font has no Chinese and no Hangul. Without another font the TV writes English rather than boxes.
"""

import io
import logging
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

import pygame

from device.words.languages import DEFAULT_LANGUAGE, DESCRIBED
from models.errors import ModelError
from models.fetching.fetch import fetch_font
from models.fetching.manifest import cache_folder, manifest

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

log = logging.getLogger(__name__)

# Debian's and Raspberry Pi OS's package fonts-noto-cjk: one file with a face for each region.
SYSTEM_COLLECTION: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")

# The OpenType format: "ttcf", version and count of faces, then where each face's directory begins; a
# directory has 12 bytes and 16 for each table (tag, checksum, offset, length).
COLLECTION_TAG: Final = b"ttcf"
COLLECTION_HEAD_BYTES: Final = 12
DIRECTORY_HEAD_BYTES: Final = 12
TABLE_ENTRY_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font on disk; `face` counts within a collection and is None where the file is a single font."""

    path: Path
    face: int | None = None

    def at(self, px: int) -> pygame.font.Font:
        """The font with an em of `px`. The file must be whole: SDL dies of some broken ones."""
        if self.face is None:
            return pygame.font.Font(self.path, px)
        # pygame reads any object with the methods of a file, of which IO names more than are needed
        return pygame.font.Font(cast("IO[bytes]", CollectionFace(self.path, self.face)), px)


@dataclass(frozen=True, slots=True)
class WritingSystem:
    """A language that the TV can write, and the font for it where its own does not do."""

    language: str
    font: FontFile | None = None


ENGLISH: Final = WritingSystem(DEFAULT_LANGUAGE)


def script_for(
    language: str, folder: Path | None = None, collection: Path = SYSTEM_COLLECTION, *, progress: bool = True
) -> WritingSystem:
    """How `language` is written; English, and one line in the log, when no font can be had.

    folder: where fetched files lie, else the cache; collection: the system's font.
    """
    try:
        return WritingSystem(language, font_for(language, folder, collection, progress=progress))
    except ModelError as error:
        log.warning("there are no letters for %r, so the TV writes English: %s", language, error)
        return ENGLISH


def font_for(
    language: str, folder: Path | None = None, collection: Path = SYSTEM_COLLECTION, *, progress: bool = True
) -> FontFile | None:
    """The font for a language, fetched if need be; None where the TV's own font has the letters.

    Raises ModelFetchError when no source gives it.
    """
    font = DESCRIBED[language].font
    if font is None:
        return None
    if collection.is_file():
        try:
            CollectionFace(collection, font.face).close()
        except (OSError, ValueError) as error:
            log.warning("the font %s cannot be used: %s", collection, error)
        else:
            return FontFile(collection, font.face)
    return FontFile(fetch_font(font.fetched, folder, progress=progress))


def fonts_of_box(folder: Path | None = None, collection: Path = SYSTEM_COLLECTION) -> tuple[FontFile, ...]:
    """Every font that lies on the box, for letters that the TV's language does not have; fetches nothing."""
    place = (folder or cache_folder()) / "fonts"
    # what was fetched was checked then: a hash of 25 MB would hold the screen up
    there = [place / font.file for font in manifest().fonts if _bytes(place / font.file) == font.bytes]
    files = [FontFile(path) for path in there]
    if collection.is_file():
        try:
            CollectionFace(collection, 0).close()
        except (OSError, ValueError) as error:
            log.warning("the font %s cannot be used: %s", collection, error)
        else:
            files.append(FontFile(collection, 0))
    return tuple(files)


def _bytes(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


class CollectionFace(io.RawIOBase):
    """One face of a font collection as a file of its own: pygame opens only the first one.

    It reads as the collection does, but begins with the directory of the face. Nothing is copied: of a
    face's 17 MB, 3 MB are read before it has said all that a match can say.
    """

    def __init__(self, path: Path, face: int) -> None:
        """Raises OSError when it cannot be read and ValueError when there is no such face."""
        super().__init__()
        self._file = path.open("rb")
        try:
            self._size = os.fstat(self._file.fileno()).st_size
            self._directory = self._read_directory(face)
        except struct.error as error:
            self._file.close()
            raise ValueError(f"{path.name} ends too early") from error
        except ValueError:
            self._file.close()
            raise
        self._place = 0

    def _read_directory(self, face: int) -> bytes:
        tag, _, count = struct.unpack(">4sLL", self._file.read(COLLECTION_HEAD_BYTES))
        if tag != COLLECTION_TAG or not 0 <= face < count:
            raise ValueError(f"there is no face {face} in it")
        self._file.seek(COLLECTION_HEAD_BYTES + 4 * face)
        self._file.seek(struct.unpack(">L", self._file.read(4))[0])
        head = self._file.read(DIRECTORY_HEAD_BYTES)
        tables = struct.unpack(">4sHHHH", head)[1]
        entries = self._file.read(TABLE_ENTRY_BYTES * tables)
        places = [(start, start + length) for _, _, start, length in struct.iter_unpack(">4sLLL", entries)]
        first, last = min(places, default=(0, 0))[0], max((end for _, end in places), default=0)
        if len(places) != tables or first < len(head) + len(entries) or last > self._size:
            raise ValueError(f"the directory of face {face} is broken")
        return head + entries

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """The place from which the next byte is read."""
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place and return it."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(start + offset, 0)
        return self._place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill `buffer` as far as the file goes; returns the bytes written."""
        view = memoryview(buffer).cast("B")
        data = bytearray(os.pread(self._file.fileno(), len(view), self._place))
        head = self._directory[self._place : self._place + len(data)]
        data[: len(head)] = head
        view[: len(data)] = data
        self._place += len(data)
        return len(data)

    def close(self) -> None:
        """Give the file back; safe to call twice."""
        if not self.closed:
            self._file.close()
        super().close()
