"""Trouble of the disk is not bad contents: it is tried again, the original stays, damaged work is made anew.

FORMBOX_LONG=1 tries every kind of trouble with every film and file, else one of each.
"""

import errno
import json
import os
import resource
import shutil
from io import FileIO
from pathlib import Path

import av
import numpy as np
import pytest

from device.failure_reasons import HOPELESS, Reason
from device.media import source
from device.overnight.prepare import child, preparing
from device.store.folder import LessonFiles
from tests.device.overnight.conftest import MADE

# Small films are read in few pieces, which begin anew with every opening.
PIECE = 4096
LONG = bool(os.environ.get("FORMBOX_LONG"))
READING = [
    (film, kind, share)
    for film in ("mp4", "mkv", "ts")
    for kind, share in (("read", 0.0), ("read", 0.5), ("read", 1.0), ("short", 0.5), ("seek", 0.0))
]
FEW_READING = [("mp4", "read", 0.5), ("mkv", "seek", 0.0), ("ts", "short", 0.5)]


def with_sound(film, path, codec):
    """The pictures of a film, copied or in another codec, and a tone."""
    with av.open(str(film)) as read, av.open(str(path), "w") as out:
        picture = read.streams.video[0]
        if codec is None:
            stream = out.add_stream_from_template(picture)
        else:
            stream = out.add_stream(codec, rate=picture.average_rate)
            stream.width, stream.height, stream.pix_fmt = picture.width, picture.height, "yuv420p"
            stream.bit_rate = 2_000_000
        sound = out.add_stream("aac", rate=48000, layout="stereo")
        for packet in read.demux(picture):
            if codec is None and packet.size:
                packet.stream = stream
                out.mux(packet)
            elif codec is not None:
                for frame in packet.decode():
                    frame.pict_type = 0
                    out.mux(stream.encode(frame))
        if codec is not None:
            out.mux(stream.encode())
        wave = np.sin(np.arange(96_000) / 20).astype(np.float32) / 2
        for start in range(0, len(wave), 1024):
            frame = av.AudioFrame.from_ndarray(
                np.stack([wave[start : start + 1024]] * 2), format="fltp", layout="stereo"
            )
            frame.sample_rate, frame.pts = 48000, start
            out.mux(sound.encode(frame))
        out.mux(sound.encode(None))
    return path


@pytest.fixture(scope="module")
def films(tmp_path_factory, short_film):
    """By kind: copied (mp4), encoded anew (mkv), without an index (ts)."""
    folder = tmp_path_factory.mktemp("films")
    return {
        "mp4": with_sound(short_film, folder / "a.mp4", None),
        "mkv": with_sound(short_film, folder / "a.mkv", "mpeg4"),
        "ts": with_sound(short_film, folder / "a.ts", None),
    }


@pytest.fixture(scope="module")
def wholes(films, tmp_path_factory):
    """What comes out without trouble, by kind."""
    found = {}
    for kind, film in films.items():
        files = lesson(tmp_path_factory.mktemp(f"whole-{kind}"), film)
        assert "facts" in told(files), kind
        found[kind] = made(files)
    return found


def lesson(folder, film):
    """The files of a lesson with this original."""
    files = LessonFiles(folder / "1")
    files.root.mkdir()
    shutil.copyfile(film, files.original)
    return files


def told(files, report=lambda *_: None):
    """What the process answers."""
    return json.loads(child._result(str(files.root), "lite", report))


def made(files):
    return {name: (files.root / name).read_bytes() for name in MADE}


class Trouble:
    """Takes the place of `open_bytes`: one opening of one file is troubled, when its `at`-th byte is read."""

    def __init__(self, monkeypatch, name, number, share, kind):
        self.name, self.number, self.share, self.kind = name, number, share, kind
        self.opened, self.happened = 0, False
        monkeypatch.setattr(source, "open_bytes", self.open)

    def open(self, path):
        if path.name != self.name:
            return FileIO(path)
        self.opened += 1
        return Troubled(path, self) if self.opened == self.number else FileIO(path)


class Troubled(FileIO):
    """A file whose disk fails."""

    def __init__(self, path, trouble):
        super().__init__(path)
        size = Path(path).stat().st_size
        self.trouble, self.at = trouble, min(int(size * trouble.share), size - 1)

    def read(self, size=-1):
        place = self.tell()
        if self.trouble.kind != "seek" and place <= self.at < place + size:
            if place < self.at:
                return super().read(min(self.at - place, PIECE))
            self.trouble.happened = True
            if self.trouble.kind == "short":
                return b""
            raise OSError(errno.EIO, "Input/output error")
        return super().read(min(size, PIECE))

    def seek(self, offset, whence=os.SEEK_SET):
        if self.trouble.kind == "seek" and offset:
            self.trouble.happened = True
            raise OSError(errno.EIO, "Input/output error")
        return super().seek(offset, whence)


@pytest.mark.parametrize(("film", "kind", "share"), READING if LONG else FEW_READING)
def test_a_read_error_of_the_original_is_never_its_fault(
    films, wholes, tmp_path, monkeypatch, film, kind, share
):
    """At every opening of the file: probe, clock, rendition, sound reader."""
    number, troubled = 1, 0
    while True:
        files = lesson(tmp_path, films[film])
        trouble = Trouble(monkeypatch, "original", number, share, kind)
        answer = told(files)
        if trouble.happened:
            troubled += 1
            # a track that is only asked whether it can be decoded may be left
            assert answer == {"failed": "DISK"}, number
            assert files.original.read_bytes() == films[film].read_bytes()
            answer = told(files)  # the next try, without trouble
        assert "facts" in answer, number
        assert made(files) == wholes[film], number
        if number > trouble.opened:
            break
        shutil.rmtree(files.root)
        number += 1
    assert troubled >= (1 if kind == "seek" or share == 1.0 else 2)


@pytest.mark.parametrize(("film", "name"), [("mp4", "tv.mp4"), ("mkv", "part-00000.nut"), ("mkv", "tv.mp4")])
def test_a_read_error_of_the_box_s_own_work_makes_it_anew(films, wholes, tmp_path, monkeypatch, film, name):
    """Of the rendition and its parts: poses, sound, thumbnail."""
    number = 1
    while True:
        files = lesson(tmp_path, films[film])
        trouble = Trouble(monkeypatch, name, number, 0.5, "read")
        assert "facts" in told(files), number
        assert made(files) == wholes[film], number
        shutil.rmtree(files.root)
        if not trouble.happened and number > trouble.opened:
            break
        number += 1
    assert number > 1


DAMAGE = {
    "empty": lambda path: path.write_bytes(b""),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "one bit": lambda path: path.write_bytes(_flipped(path.read_bytes())),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "noise": lambda path: path.write_bytes(np.random.default_rng(0).bytes(path.stat().st_size)),
    "missing": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


def _flipped(data):
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :]


class _PowerCutError(Exception):
    pass


def worked(files, until):
    """Work until a stage is reported, and cut the power."""

    def report(stage, percent, _length):
        if (stage, percent) >= until and stage == until[0]:
            raise _PowerCutError

    with pytest.raises(_PowerCutError):
        preparing.prepare(files, "lite", report)


# by film: what is done when the power is cut; the files that a disk may damage then
WORK = [
    ("mkv", ("rendition", 30.0), ("part-00000.nut", "part-00000.nut.sum", "order.json", "starts")),
    ("mp4", ("poses", 35.0), ("tv.mp4", "tv.mp4.sum")),
    ("mp4", ("finishing", 97.0), ("poses-00000.npz", "tv.mp4")),
    ("mp4", ("finishing", 100.0), ("facts.json", "track.npz", "skeleton.json", "tv.mp4", "thumbnail.jpg")),
]


FILES = [(film, until, name) for film, until, names in WORK for name in names]
DAMAGED = [(*file, damage) for file in FILES for damage in DAMAGE]
# as many as there are files: each kind in turn
FEW_DAMAGED = DAMAGED[:: len(DAMAGE) + 1]


@pytest.mark.parametrize(("film", "until", "name", "damage"), DAMAGED if LONG else FEW_DAMAGED)
def test_damaged_work_is_thrown_away(films, wholes, tmp_path, film, until, name, damage):
    files = lesson(tmp_path, films[film])
    worked(files, until)
    assert (files.work / name).is_file()
    DAMAGE[damage](files.work / name)
    assert "facts" in told(files)
    assert made(files) == wholes[film]
    assert files.original.read_bytes() == films[film].read_bytes()


@pytest.mark.parametrize("damage", ["empty", "noise"])
def test_a_work_folder_that_is_none_is_thrown_away(films, wholes, tmp_path, damage):
    files = lesson(tmp_path, films["mp4"])
    files.work.write_bytes(b"" if damage == "empty" else b"noise")
    assert "facts" in told(files)
    assert made(files) == wholes["mp4"]


@pytest.mark.parametrize("film", ["mp4", "mkv"])
@pytest.mark.parametrize("most", [0, 10, 300, 5_000, 20_000] if LONG else [300, 5_000])
def test_what_cannot_be_written_is_tried_again(films, wholes, tmp_path, film, most):
    """Of the rendition, its parts, poses, track: the file system refuses each byte beyond `most`."""
    files = lesson(tmp_path, films[film])
    whole = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, whole[1]))
    try:
        answer = told(files)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, whole)
    assert answer == {"failed": "DISK"}
    assert "facts" in told(files)
    assert made(files) == wholes[film]


REFUSED = [
    (writer, number)
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.ENOMEM)
    for writer in ("save_track", "write_atomic", "put_in_place")
]


@pytest.mark.parametrize(("writer", "number"), REFUSED if LONG else REFUSED[::4])
def test_a_writer_that_fails_is_tried_again(films, wholes, tmp_path, monkeypatch, writer, number):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    files = lesson(tmp_path, films["mp4"])
    place = {"put_in_place": "device.media.rendition"}.get(writer, "device.overnight.prepare.preparing")
    with monkeypatch.context() as broken:
        broken.setattr(f"{place}.{writer}", refuse)
        answer = told(files)
    expected = {errno.ENOSPC: "DISK_FULL", errno.EDQUOT: "DISK_FULL", errno.ENOMEM: "MEMORY"}
    assert answer == {"failed": expected.get(number, "DISK")}
    assert Reason[answer["failed"]] not in HOPELESS
    assert "facts" in told(files)
    assert made(files) == wholes["mp4"]


def test_a_file_that_cannot_be_opened_is_not_blamed(films, tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    files = lesson(tmp_path, films["mp4"])
    monkeypatch.setattr(source, "open_bytes", refuse)
    assert told(files) == {"failed": "DISK"}


def test_what_the_system_reads_of_itself_is_trouble_too():
    """A real read error, without a file system for it: the first page of a process's memory is not there."""
    memory = Path("/proc/self/mem")
    with memory.open("rb", buffering=0) as file:
        seen = source.Source(file, memory)
        assert seen.read(100) == b""
        assert seen.trouble is not None
        assert seen.trouble.errno == errno.EIO
        assert (seen.read(100), seen.seek(0)) == (b"", -errno.EIO)
