"""What a backup is: one ZIP file with every row as a line of JSON, every media file, and a manifest.

    tables/<table>.jsonl    deflated; one object a row, by column; times in ISO 8601 with their zone
    lessons/<id>/<file>     stored; what was uploaded and what the night made of it
    tracks/<file>           stored; the poses of those who played
    manifest.json           the last member: format, schema revision, time, and size and SHA-256 of all others

The same file goes back into SQLite and into PostgreSQL. Left out on purpose: the key that signs sessions,
the members' keys and signed-in phones (a backup must not sign its finder in), unfinished uploads, the night's
unfinished work, pairing codes, and counters of wrong guesses. It holds the hashes of passwords and PINs, so
PINs can be tried offline: the file is readable by its owner only.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, Table

from device.lost import Lost
from device.store.errors import BackupError, BackupProblem
from device.store.tables import Base

FORMAT: Final = "formbox-backup-1"
MANIFEST: Final = "manifest.json"
ROWS: Final = "tables"
LESSONS: Final = "lessons"
TRACKS: Final = "tracks"
MANIFEST_MAX: Final = 64 * 2**20  # bytes; some 400,000 files
CHUNK: Final = 2**20  # bytes
# Bytes left free on the disk: for the file system and the database
SPARE_BYTES: Final = 64 * 2**20
MEDIA: Final = re.compile(
    r"lessons/[1-9][0-9]{0,17}/(?!work$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}|tracks/[A-Za-z0-9][A-Za-z0-9._-]{0,250}"
)
SHA256: Final = re.compile(r"[0-9a-f]{64}")

STAYING: Final = frozenset({"pairing_codes", "attempts"})  # a restore must not reset the counters of guesses
# the bytes of uploads are in no backup, and everybody signs in again
EMPTIED: Final = frozenset({"uploads", "signed_in_phones", "known_phones"})
TABLES: Final[tuple[Table, ...]] = tuple(  # parents first
    table for table in Base.metadata.sorted_tables if table.name not in STAYING | EMPTIED
)
# a key of the settings that only a restore writes: its token
MARKER: Final = "restored"
BLANK: Final = frozenset({("members", "key")})


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of the archive: size in bytes, sha256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ArchiveManifest:
    """The manifest of an archive. rows: their number by table."""

    revision: str
    made_at: datetime
    rows: Mapping[str, int]
    entries: tuple[Entry, ...]

    @property
    def size_bytes(self) -> int:
        """Of everything in it, unpacked."""
        return sum(entry.size for entry in self.entries)


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """What a backup holds, for the command line. missing: files that rows name and that do not exist."""

    made_at: datetime
    members: int
    lessons: int
    matches: int
    size_bytes: int
    missing: tuple[str, ...] = ()


def contents(
    made_at: datetime, rows: Mapping[str, int], size_bytes: int, missing: tuple[str, ...] = ()
) -> ArchiveContents:
    """The same, from the numbers of rows."""
    return ArchiveContents(made_at, rows["members"], rows["lessons"], rows["matches"], size_bytes, missing)


def table_name(table: str) -> str:
    """The member that holds a table's rows."""
    return f"{ROWS}/{table}.jsonl"


def as_line(table: str, row: RowMapping) -> bytes:
    """One row as a line."""
    plain = {key: "" if (table, key) in BLANK else value for key, value in row.items()}
    return json.dumps(plain, ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: object) -> object:
    """A value of a row that JSON does not know."""
    return asdict(value) if isinstance(value, Lost) else datetime.isoformat(value)  # type: ignore[arg-type]


def as_json(manifest: ArchiveManifest) -> bytes:
    """The manifest as it is written."""
    files = [{"name": entry.name, "size": entry.size, "sha256": entry.sha256} for entry in manifest.entries]
    return json.dumps(
        {
            "format": FORMAT,
            "revision": manifest.revision,
            "made_at": manifest.made_at.isoformat(),
            "rows": dict(manifest.rows),
            "files": files,
        },
        indent=1,
    ).encode()


def parse(data: bytes) -> ArchiveManifest:
    """The manifest as it was written; raises BackupError if it is not one of ours, or lists other files."""
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            raise BackupError(BackupProblem.OTHER_FORMAT, "This backup is of another version of Formbox.")
        manifest = ArchiveManifest(
            revision=str(said["revision"]),
            made_at=datetime.fromisoformat(said["made_at"]),
            rows={str(table): int(count) for table, count in said["rows"].items()},
            entries=tuple(
                Entry(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in said["files"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BackupError(BackupProblem.NOT_A_BACKUP, "This is not a backup of Formbox.") from error
    _check(manifest)
    return manifest


def _check(manifest: ArchiveManifest) -> None:
    tables = {table_name(table) for table in manifest.rows}
    names = {entry.name for entry in manifest.entries}
    for entry in manifest.entries:
        if not (entry.name in tables or MEDIA.fullmatch(entry.name)):
            raise BackupError(
                BackupProblem.DAMAGED, f"This backup has a file that belongs nowhere: {entry.name[:80]!r}."
            )
    if (
        len(names) != len(manifest.entries)
        or not tables <= names
        or not all(entry.size >= 0 and SHA256.fullmatch(entry.sha256) for entry in manifest.entries)
        or not {"members", "lessons", "matches"} <= set(manifest.rows)
        or manifest.made_at.tzinfo is None
    ):
        raise BackupError(BackupProblem.DAMAGED, "This backup's list of files is damaged.")
