"""Unpacks a backup and checks every byte of it, before anything of the box is touched.

An archive comes from outside: no name in it becomes a path that `archive.MEDIA` does not know, nothing is
unpacked that is longer than the archive says, and the whole must fit on the disk. `restore` checks the rows.
"""

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import error as StructError  # noqa: N812 - named as the others are
from typing import IO, Final

from device.store.backup.archive import (
    CHUNK,
    LESSONS,
    MANIFEST,
    MANIFEST_MAX,
    MEDIA,
    ROWS,
    TRACKS,
    ArchiveManifest,
    Entry,
    parse,
)
from device.store.backup.room import Progress, check_room
from device.store.database import revisions
from device.store.errors import BackupError, BackupProblem
from device.store.folder import Folder
from models.files import sync_folder

# all that zipfile and zlib raise on damaged bytes
DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    StructError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    OverflowError,
)


def unpack(source: Path, folder: Folder, stage: Path, progress: Progress | None = None) -> ArchiveManifest:
    """Everything in the backup, checked, into the folder `stage`, which is not there yet.

    source: a file, or the folder that an earlier restore kept. Raises BackupError.
    """
    if source.is_dir():
        return _unpack_kept(source, folder, stage)
    with _opened(source) as (archive, manifest):
        _check_fit(folder, manifest, manifest.size_bytes)
        _make(stage)
        done = 0
        for entry in manifest.entries:
            (stage / entry.name).parent.mkdir(exist_ok=True, mode=0o750)
            with archive.open(entry.name) as packed:
                _copy(packed, stage / entry.name, entry)
            done += entry.size
            if progress is not None:
                progress(done, manifest.size_bytes)
        _sync(stage)
        return manifest


def verify(source: Path) -> None:
    """Read a backup's file once more, to its last byte. Raises BackupError if a restore would refuse it."""
    with _opened(source) as (archive, manifest):
        for entry in manifest.entries:
            with archive.open(entry.name) as packed:
                _check(entry, packed)


def _unpack_kept(source: Path, folder: Folder, stage: Path) -> ArchiveManifest:
    """Unpack what an earlier restore kept: rows by its manifest, videos and tracks as they lie there."""
    if not (source / MANIFEST).is_file():
        raise BackupError(
            BackupProblem.NOT_A_BACKUP,
            f"{source.name} is a folder, and not one that an earlier restore kept.",
        )
    manifest = parse((source / MANIFEST).read_bytes())
    media = {
        name: path
        for path in sorted([*source.glob(f"{LESSONS}/*/*"), *source.glob(f"{TRACKS}/*")])
        if MEDIA.fullmatch(name := path.relative_to(source).as_posix())
        if path.is_file() and not path.is_symlink()
    }
    _check_fit(folder, manifest, sum(path.stat().st_size for path in media.values()))
    _make(stage)
    for entry in manifest.entries:
        with (source / entry.name).open("rb") as file:
            _copy(file, stage / entry.name, entry)
    for name, path in media.items():
        (stage / name).parent.mkdir(exist_ok=True, mode=0o750)
        try:
            os.link(path, stage / name)
        except OSError:
            shutil.copyfile(path, stage / name)
    _sync(stage)
    return manifest


@contextmanager
def _opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, ArchiveManifest]]:
    """The archive and its manifest; damage found while the block reads is raised as BackupError."""
    try:
        with source.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield archive, _listed(archive, source)
    except BackupError:
        raise
    except DAMAGE as error:
        raise BackupError(
            BackupProblem.DAMAGED, f"{source.name} is damaged, incomplete, or not a backup of Formbox."
        ) from error


def _listed(archive: zipfile.ZipFile, source: Path) -> ArchiveManifest:
    """The manifest, which must list exactly the files in the archive."""
    members = {info.filename: info for info in archive.infolist()}
    info = members.pop(MANIFEST, None)
    if info is None or info.file_size > MANIFEST_MAX:
        raise BackupError(BackupProblem.NOT_A_BACKUP, f"{source.name} is not a backup of Formbox.")
    with archive.open(info) as file:
        manifest = parse(file.read(MANIFEST_MAX))
    sizes = {entry.name: entry.size for entry in manifest.entries}
    if {name: member.file_size for name, member in members.items()} != sizes:
        raise BackupError(
            BackupProblem.DAMAGED, f"{source.name} is damaged: its list of files is not what is in it."
        )
    if len(archive.infolist()) != len(members) + 1 or not _is_honest(archive, source.stat().st_size):
        raise BackupError(BackupProblem.DAMAGED, f"{source.name} is damaged: its files lie over each other.")
    return manifest


def _is_honest(archive: zipfile.ZipFile, size: int) -> bool:
    """Whether only rows are compressed, and all members together fit into the file."""
    stored = all(
        info.compress_type == zipfile.ZIP_STORED and info.compress_size == info.file_size
        for info in archive.infolist()
        if MEDIA.fullmatch(info.filename)
    )
    return stored and sum(info.compress_size for info in archive.infolist()) <= size


def _check_fit(folder: Folder, manifest: ArchiveManifest, size: int) -> None:
    if manifest.revision not in revisions():
        raise BackupError(
            BackupProblem.NEWER_VERSION,
            "This backup was made by a newer Formbox: bring this box up to date first.",
        )
    rows = sum(entry.size for entry in manifest.entries if entry.name.startswith(ROWS))
    # rows take space as lines, in the stage's database, and in the box's
    check_room(folder.root, size + 2 * rows, "The backup")


def _make(stage: Path) -> None:
    for part in (LESSONS, TRACKS, ROWS):
        (stage / part).mkdir(parents=True, mode=0o750)


def _sync(stage: Path) -> None:
    for part in (*(stage / LESSONS).iterdir(), stage / LESSONS, stage / TRACKS):
        sync_folder(part)


def _copy(packed: IO[bytes], path: Path, entry: Entry) -> None:
    """Write all bytes and fsync them; raise BackupError unless size and hash are the manifest's."""
    with path.open("xb") as file:
        _check(entry, packed, file.write)
        file.flush()
        os.fsync(file.fileno())


def _check(entry: Entry, packed: IO[bytes], write: Callable[[bytes], object] = len) -> None:
    """Read all bytes, passing them on to `write`; raise BackupError unless they are the manifest's."""
    digest, left = hashlib.sha256(), entry.size
    while left >= 0 and (chunk := packed.read(CHUNK)):
        left -= len(chunk)
        digest.update(chunk)
        write(chunk)
    if left != 0 or digest.hexdigest() != entry.sha256:
        raise BackupError(BackupProblem.DAMAGED, f"The backup is damaged: {entry.name} is not what it was.")
