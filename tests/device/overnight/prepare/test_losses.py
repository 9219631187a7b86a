"""What of a film did not arrive in its lesson is measured, and nothing is told where all of it did.

The report was a file of two recordings of which one became a lesson, without a word. By the same cause
nobody hears of a file that was cut short, of a hole in the middle, of sound that nothing here can decode.
"""

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.lost import NOTHING_LOST, Lost
from device.overnight.prepare import preparing
from device.overnight.prepare.checkpoints import Checkpoints
from device.overnight.prepare.losses import (
    Original,
    has_unheard_sound,
    load_original,
    losses,
    save_original,
)
from device.store.folder import LessonFiles
from models.mannequin import Step
from tests.device.films import write_film
from tests.device.media.test_whole import front_index
from tests.device.media.tracks import Picture, Sound, unknown, write_tracks
from tests.device.overnight.broken import remuxed
from tests.device.overnight.conftest import film

ALL = np.arange(0, 10, 1 / 30)


def original(seconds=10, cut_s=None, *, rebuilt=False):
    return Original(pictured=bytes([1]) * (2 * seconds), cut_s=cut_s, rebuilt=rebuilt)


ORIGINS = {
    # name: (original, times that arrived), what is lost
    "all": (original(), ALL, NOTHING_LOST),
    "nothing is known": (None, ALL, NOTHING_LOST),
    "one picture a second": (
        Original(pictured=bytes([1, 0] * 10), cut_s=None, rebuilt=False),
        np.arange(10.0),
        NOTHING_LOST,
    ),
    "times are rounded": (original(), np.arange(0, 10, 0.5) - 0.0004, NOTHING_LOST),
    "a hole in the middle": (original(), ALL[(ALL < 3) | (ALL >= 7)], Lost(unseen_s=4.0)),
    "two holes": (
        original(),
        ALL[(ALL < 2) | ((ALL >= 4) & (ALL < 6)) | (ALL >= 7)],
        Lost(unseen_s=3.0),
    ),
    "half a second": (original(), ALL[(ALL < 3) | (ALL >= 3.5)], NOTHING_LOST),
    "a slide that stands": (
        Original(pictured=bytes([1] * 4 + [0] * 12 + [1] * 4), cut_s=None, rebuilt=False),
        ALL[(ALL < 2) | (ALL >= 8)],
        NOTHING_LOST,
    ),
    "a broadcast's beginning": (original(), ALL[ALL >= 1.6], NOTHING_LOST),
    "a long beginning": (original(), ALL[ALL >= 4], Lost(unseen_s=4.0)),
    "the end cannot be shown": (original(), ALL[ALL < 7], Lost(unseen_s=3.0)),
    "nothing arrived": (original(), np.zeros(0), Lost(unseen_s=10.0)),
    "cut short": (original(cut_s=4.5), ALL, Lost(cut=True, end_s=4.5)),
    "cut short, nobody knows by how much": (original(cut_s=0.0), ALL, Lost(cut=True)),
    "a clock that restarts": (original(rebuilt=True), ALL, Lost(rebuilt=True)),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_what_did_not_arrive_is_told(name):
    had, arrived, lost = ORIGINS[name]
    assert losses(had, arrived, silent=False) == lost


def test_sound_that_was_lost_is_told():
    assert losses(original(), ALL, silent=True) == Lost(silent=True)
    assert Lost(silent=True).anything
    assert not Lost(rebuilt=True).anything


@given(
    st.lists(st.booleans(), min_size=1, max_size=40).map(bytes), st.none() | st.floats(0, 99), st.booleans()
)
def test_what_a_file_had_is_kept_over_a_kill(tmp_path_factory, pictured, cut_s, rebuilt):
    path = tmp_path_factory.mktemp("kept") / "original.json"
    said = Original(pictured=pictured, cut_s=cut_s, rebuilt=rebuilt)
    save_original(path, said)
    assert load_original(path) == said


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'{"pictured": "zz", "halves": 1}'])
def test_a_note_that_cannot_be_read_says_nothing(tmp_path, data):
    path = tmp_path / "original.json"
    assert load_original(path) is None
    path.write_bytes(data)
    assert load_original(path) is None


@pytest.fixture(scope="module")
def person(tmp_path_factory, networks):
    """Eight seconds; a key picture each second."""
    return film(tmp_path_factory.mktemp("lost") / "person.mp4", Step("squat", 4, seconds=2.0), fps=6)


def prepared(tmp_path, data):
    files = LessonFiles(tmp_path / "1")
    files.root.mkdir(parents=True)
    files.original.write_bytes(data)
    return preparing.prepare(files, "lite", lambda *_: None)


def cut(data, share):
    return data[: int(share * len(data))]


def test_a_whole_film_loses_nothing(tmp_path, person):
    assert prepared(tmp_path, person.read_bytes()).lost == NOTHING_LOST


def test_a_film_without_its_end_says_how_much_is_missing(tmp_path, person):
    path = tmp_path / "whole.mp4"
    path.write_bytes(person.read_bytes())
    front_index(path)
    lost = prepared(tmp_path, cut(path.read_bytes(), 0.92)).lost
    assert (lost.cut, lost.unseen_s) == (True, 0)
    assert lost.end_s == pytest.approx(2 / 3, abs=0.01)


@pytest.mark.parametrize("share", [0.4, 0.8])
def test_a_stream_that_was_cut_says_so(tmp_path, person, share):
    data = remuxed(person, tmp_path / "a.ts", lambda *_: True)
    data = data[: int(share * len(data)) // 188 * 188 + 100]
    facts = prepared(tmp_path, data)
    assert facts.lost == Lost(cut=True)


def test_two_recordings_in_one_are_put_in_order(tmp_path, person):
    facts = prepared(tmp_path, 2 * remuxed(person, tmp_path / "a.ts", lambda *_: True))
    assert facts.lost == Lost(rebuilt=True)


@pytest.fixture(scope="module")
def holed(tmp_path_factory, person):
    """In three seconds of its pictures nothing can be read."""

    def change(_, packet):
        if 2 <= packet.pts * packet.time_base < 5:
            packet.update(av.Packet(bytes(packet.size)))
        return True

    return remuxed(person, tmp_path_factory.mktemp("holed") / "a.mkv", change)


def test_a_hole_in_the_middle_is_told_also_by_a_child_that_was_killed(tmp_path, holed, monkeypatch):
    real = preparing.find_poses

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(preparing, "find_poses", killed)
    with pytest.raises(KeyboardInterrupt):
        prepared(tmp_path, holed)
    files = LessonFiles(tmp_path / "1")
    assert Checkpoints(files.work).video.is_file()
    monkeypatch.setattr(preparing, "find_poses", real)
    assert preparing.prepare(files, "lite", lambda *_: None).lost == Lost(unseen_s=3.0)


def test_sound_that_nothing_can_decode_is_told(tmp_path, person):
    path = write_film(tmp_path / "tone.mp4", count=80, sound=True)
    joined = tmp_path / "a.mkv"
    with av.open(str(person)) as pictures, av.open(str(path)) as tone, av.open(str(joined), "w") as out:
        tracks = [
            (film, out.add_stream_from_template(stream), stream)
            for film, stream in ((pictures, pictures.streams.video[0]), (tone, tone.streams.audio[0]))
        ]
        packets = [
            (float(packet.dts * packet.time_base), packet, track)
            for film, track, stream in tracks
            for packet in film.demux(stream)
            if packet.size
        ]
        for _, packet, track in sorted(packets, key=lambda one: one[0]):
            packet.stream = track
            out.mux(packet)
    data = joined.read_bytes()
    assert prepared(tmp_path / "heard", data).lost == NOTHING_LOST
    assert prepared(tmp_path / "unknown", data.replace(b"A_AAC", b"A_XYZ")).lost == Lost(silent=True)


@pytest.mark.parametrize(
    ("tracks", "change", "unheard"),
    [
        ((Picture(),), None, False),
        ((Picture(), Sound()), None, False),
        ((Picture(times=[6 + number / 10 for number in range(20)]), Sound(length_s=2.0)), None, False),
        ((Picture(), Sound()), b"A_AAC", True),
        ((Picture(), Sound(codec="mp3")), b"A_MPEG/L3", True),
    ],
)
def test_sound_that_is_elsewhere_is_not_of_an_unknown_kind(tmp_path, tracks, change, unheard):
    path = write_tracks(tmp_path / "a.mkv", *tracks)
    if change:
        path = unknown(path, change)
    assert has_unheard_sound(path) is unheard
