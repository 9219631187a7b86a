"""Puts an upload's file into the folder of its lesson: with both names until the rows are safe, then one.

A folder is never used twice: what lies there may be the film of a row that was lost.
"""

from pathlib import Path

from device.store.folder import Folder
from models.files import sync_folder


def is_taken(folder: Path, part: Path | None = None) -> bool:
    """Whether something lies in a lesson's folder, other than this upload's own file from an earlier try."""
    if not folder.exists():
        return False
    return not all(
        part is not None and path.name == "original" and path.is_file() and path.samefile(part)
        for path in folder.iterdir()
    )


def link(part: Path, original: Path) -> None:
    """Give the upload its name as an original too; nothing where the disk knows no hard links."""
    original.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    # left by a process that died before its rows were kept: it is the same file, see `is_taken`
    original.unlink(missing_ok=True)
    try:
        original.hardlink_to(part)
    except OSError:  # moved once the rows are safe
        return
    sync_folder(original.parent)
    sync_folder(original.parent.parent)


def settle(folder: Folder, upload_id: str, lesson_id: int) -> None:
    """The rows are safe: leave the file one name, the lesson's."""
    part, original = folder.upload(upload_id), folder.lesson(lesson_id).original
    if not part.exists():
        return
    if original.exists():
        part.unlink(missing_ok=True)
    elif original.parent.is_dir():
        part.replace(original)
        sync_folder(original.parent)
    sync_folder(part.parent)
