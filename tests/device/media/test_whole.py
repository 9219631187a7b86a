"""A file that breaks off is told from one that only claims a greater length."""

import av
import numpy as np
import pytest

from device.errors import NotAVideoError
from device.failure_reasons import PreparationError, Reason
from device.media.contents import look_into
from device.media.video import frames
from device.media.whole import cut_short
from tests.device.films import write_film
from tests.device.media.tracks import Picture, Sound, write_tracks

STEADY = [number / 10 for number in range(20)]


def noise(number, size):
    return np.random.default_rng(number).integers(0, 255, (size[1], size[0], 3), np.uint8)


def cut(path, share):
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    return path


ORIGINS = {
    # name: (file name, tracks), seconds of the lesson; each claims more than its pictures' begins
    "sound longer": ("a.mkv", (Picture(), Sound(length_s=9.0)), 2.0),
    "sound longer, mp4": ("a.mp4", (Picture(), Sound(length_s=9.0)), 2.0),
    "sound longer, avi": ("a.avi", (Picture(codec="mpeg4"), Sound(length_s=9.0, codec="mp3")), 2.0),
    "sound longer, stream": ("a.ts", (Picture(), Sound(length_s=9.0)), 2.0),
    "sound begins earlier": (
        "a.mkv",
        (Picture(times=[6 + time for time in STEADY]), Sound(length_s=8.0)),
        2.0,
    ),
    "sound begins later": ("a.mkv", (Picture(), Sound(start_s=6.0, length_s=3.0)), 2.0),
    "second picture longer": (
        "a.mkv",
        (Picture(size=(128, 96)), Picture(times=[number / 2 for number in range(20)])),
        2.0,
    ),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_a_claim_of_length_is_no_damage(tmp_path, name):
    file_name, tracks, length_s = ORIGINS[name]
    path = write_tracks(tmp_path / file_name, *tracks)
    assert look_into(path).length_s == pytest.approx(length_s, abs=0.05)
    assert len(list(frames(path))) == 20
    assert not cut_short(path)


@pytest.mark.parametrize("kind", ["mp4", "mkv"])
def test_a_last_picture_shown_long_is_no_damage(tmp_path, kind):
    """The claim is patched in: recorders of screens write it, and the picture's own time does not say it."""
    path = write_film(tmp_path / f"a.{kind}", sound=False)
    whole = path.read_bytes()
    if kind == "mp4":
        stretch_last(path)
    else:
        at = whole.index(b"\x44\x89\x88") + 3  # Segment's duration, float64 in ms
        path.write_bytes(whole[:at] + np.array(12_000.0, ">f8").tobytes() + whole[at + 8 :])
    assert look_into(path).length_s == pytest.approx(2.0, abs=0.01)
    assert len(list(frames(path))) == 20


def stretch_last(path):
    """Let an MP4's headers say that its only track lasts 12 s."""
    data = bytearray(path.read_bytes())
    for kind, offset in ((b"mvhd", 16), (b"tkhd", 20), (b"mdhd", 16)):
        at = data.index(kind) + 4
        scale = 1000 if kind == b"tkhd" else int.from_bytes(data[at + 12 : at + 16])
        data[at + offset : at + offset + 4] = (12 * scale).to_bytes(4)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("kind", ["mp4", "mkv", "avi"])
@pytest.mark.parametrize("sound", [True, False])
def test_a_file_that_stops_in_the_middle_is_damaged(tmp_path, kind, sound):
    codec = "mpeg4" if kind == "avi" else "libx264"
    path = tmp_path / f"a.{kind}"
    write_film(path, count=60, size=(96, 64), pictures=noise, codec=codec, sound=sound)
    assert not cut_short(path)
    if kind == "mp4":
        front_index(path)
    cut(path, 0.5)
    assert cut_short(path)
    if kind == "avi":  # FFmpeg takes the length of a cut AVI from what is there
        assert 2.0 < look_into(path).length_s < 5.0
        return
    with pytest.raises(PreparationError) as caught:
        look_into(path)
    assert caught.value.reason is Reason.CUT_OFF
    with pytest.raises(NotAVideoError, match="breaks off"):
        list(frames(path))


def front_index(path):
    """The same film with its index at the front, so that a part of it can be read."""
    made = path.with_name("front.mp4")
    with av.open(str(path)) as film, av.open(str(made), "w", options={"movflags": "+faststart"}) as out:
        streams = {one.index: out.add_stream_from_template(one) for one in film.streams}
        for packet in film.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    made.replace(path)


def test_a_live_recording_says_only_that_its_last_packet_is_cut(tmp_path):
    path = write_film(tmp_path / "a.ts")
    assert cut_short(path) is False
    path.write_bytes(path.read_bytes()[:-100])
    assert cut_short(path) is True
