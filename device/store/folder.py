"""The box's folder, which FORMBOX_HOME names, with the database and all files.

Decides every path: no other module builds one, and no name from a client becomes part of one.
"""

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

DEFAULT: Final = Path.home() / ".local" / "share" / "formbox"
DATABASE: Final = "formbox.db"
LESSON: Final = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Folder:
    """The box's folder. `make` creates what is missing."""

    root: Path

    @property
    def lessons(self) -> Path:
        """One folder for each lesson, named by its id."""
        return self.root / "lessons"

    @property
    def tracks(self) -> Path:
        """The recorded poses of players."""
        return self.root / "tracks"

    @property
    def inbox(self) -> Path:
        """Unfinished uploads, and what was downloaded from links."""
        return self.root / "inbox"

    @property
    def links(self) -> tuple[Path, Path]:
        """In the inbox: requested links, and what was downloaded from them."""
        return self.inbox / "wanted", self.inbox / "fetched"

    @property
    def run(self) -> Path:
        """Sockets and locks: RUNTIME_DIRECTORY under systemd."""
        given = os.environ.get("RUNTIME_DIRECTORY")
        return Path(given) if given else self.root / "run"

    @property
    def station_socket(self) -> Path:
        """The socket on which the station takes commands of phones."""
        return self.run / "station.sock"

    @property
    def playing(self) -> Path:
        """A lock that the station holds while a match runs; the night's work pauses then."""
        return self.root / "playing.lock"

    @property
    def updating(self) -> Path:
        """A file that exists while the box is updated or a backup is restored; `install.sh` writes it too. An
        old one, left by a power cut, is ignored.
        """
        return self.root / "updating"

    @property
    def copies(self) -> Path:
        """Copies of the database, one a night."""
        return self.root / "copies"

    @property
    def ballast(self) -> Path:
        """A file that only takes space, given up when the disk is full."""
        return self.root / "ballast"

    @property
    def damaged(self) -> Path:
        """A file that says that the database turned out to be damaged: all processes of the box end then."""
        return self.root / "database.damaged"

    @property
    def secret(self) -> Path:
        """The key that signs sessions; made once, readable by the box only."""
        return self.root / "session.key"

    @property
    def database_url(self) -> str:
        """FORMBOX_DATABASE_URL, or SQLite in this folder."""
        return os.environ.get("FORMBOX_DATABASE_URL") or f"sqlite:///{self.root / DATABASE}"

    def lesson(self, lesson_id: int) -> "LessonFiles":
        """The files of one lesson."""
        return LessonFiles(self.lessons / f"{int(lesson_id)}")

    def films(self) -> list[int]:
        """The numbers of lessons that have a film here, whether or not the database knows them."""
        if not self.lessons.is_dir():
            return []
        there = (int(path.name) for path in self.lessons.iterdir() if LESSON.fullmatch(path.name))
        return sorted(one for one in there if self.lesson(one).has_film())

    def has_films(self) -> bool:
        """Whether there is any."""
        return bool(self.films())

    def upload(self, upload_id: str) -> Path:
        """The bytes of one upload; raises ValueError for anything but an id of `uploads`."""
        if len(upload_id) != 32 or not set(upload_id) <= set("0123456789abcdef"):
            raise ValueError("not an upload's id")
        return self.inbox / f"{upload_id}.part"

    def make(self) -> None:
        """Create missing folders, readable by the box's own user and group only."""
        for folder in (self.root, self.lessons, self.tracks, self.inbox, self.run):
            folder.mkdir(parents=True, exist_ok=True, mode=0o750)


def opened(path: Path) -> BinaryIO:
    """A file in a folder of the media (a lesson's), for who sends or reads what others put there.

    Neither the file nor its folder may be a link, and only an ordinary file is opened: a pipe would hold the
    process up. Folders above may be links, as people move them to other disks. Raises OSError.
    """
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        found = os.open(path.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    finally:
        os.close(folder)
    if not stat.S_ISREG(os.fstat(found).st_mode):
        os.close(found)
        raise OSError(errno.EINVAL, "no ordinary file", str(path))
    return os.fdopen(found, "rb")


@dataclass(frozen=True, slots=True)
class LessonFiles:
    """The files of one lesson: the original as it came, and what the night made of it."""

    root: Path

    def has_film(self) -> bool:
        """Whether the film is here, as it came or prepared."""
        return self.original.is_file() or self.video.is_file()

    @property
    def original(self) -> Path:
        """The uploaded file, of any format."""
        return self.root / "original"

    @property
    def video(self) -> Path:
        """The video that TV and phone play."""
        return self.root / "tv.mp4"

    @property
    def track(self) -> Path:
        """The tutor's poses (device.store.tracks)."""
        return self.root / "track.npz"

    @property
    def skeleton(self) -> Path:
        """The tutor's 15 joints for the phone's page, as JSON in whole px.

        {"fps", "width", "height", "bones": [[a, b], ...], "frames": [[x0, y0, x1, y1, ...] or null, ...]}
        """
        return self.root / "skeleton.json"

    @property
    def thumbnail(self) -> Path:
        """A picture of the lesson, 480 px wide."""
        return self.root / "thumbnail.jpg"

    @property
    def own(self) -> Path:
        """Examples of the household's own exercises, for the process that prepares; in no backup."""
        return self.root / ".own.npz"

    @property
    def work(self) -> Path:
        """Checkpoints and unfinished files of the night."""
        return self.root / "work"

    @property
    def scratch(self) -> Path:
        """What the process that prepares compiles for itself; gone with it."""
        return self.root / ".scratch"


def box_folder() -> Folder:
    """The folder that FORMBOX_HOME names, systemd's state folder, or the user's own."""
    given = os.environ.get("FORMBOX_HOME") or os.environ.get("STATE_DIRECTORY")
    return Folder(Path(given) if given else DEFAULT)
