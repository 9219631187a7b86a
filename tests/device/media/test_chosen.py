"""Which picture and which sound of a file are taken, by every reader of it."""

from itertools import zip_longest

import av
import cv2
import numpy as np
import pytest
from av.stream import Disposition

from device.errors import NotAVideoError
from device.failure_reasons import PreparationError, Reason
from device.media.contents import look_into
from device.media.pictures import Pictures
from device.media.rendition import copy
from device.media.sound import RATE_HZ, read_sound
from device.media.soundtrack import sound_blocks
from device.media.thumbnail import thumbnail
from device.media.video import frames, probe
from tests.device.media.tracks import Picture, Sound, cover, pitch_of, put_cover_first, unknown, write_tracks

GREEN, RED, BLUE = (0, 200, 0), (200, 0, 0), (0, 0, 200)


def jpeg(colour):
    return cv2.imencode(".jpg", np.full((96, 96, 3), colour[::-1], np.uint8))[1].tobytes()


DEFAULT = Disposition.default
COMMENT = Disposition.comment
film, other = Picture(), Picture(colour=RED)
voice, music = Sound(pitch=440), Sound(pitch=1000)


def marked(track, marks):
    return type(track)(**{**vars(track), "marks": marks})


ORIGINS = {
    # name: (file name, tracks, change of the file, colour of the film, pitch of its sound), kind
    "cover first": ("a.mp4", (cover(), film), put_cover_first, GREEN, None),
    "cover last": ("a.mp4", (film, cover()), None, GREEN, None),
    "cover of another codec": ("a.mp4", (cover(codec="png"), film), put_cover_first, GREEN, None),
    "two covers": ("a.mp4", (cover(), cover(BLUE), film), put_cover_first, GREEN, None),
    "cover larger than the film": ("a.mp4", (cover(size=(640, 640)), film), put_cover_first, GREEN, None),
    "cover attached to Matroska": ("a.mkv", (jpeg(RED), film, voice), None, GREEN, 440),
    "cover that nobody marked": (
        "a.mkv",
        (Picture(colour=RED, codec="mjpeg", times=[0.0], size=(320, 320)), film),
        None,
        GREEN,
        None,
    ),
    "second picture is the default": ("a.mkv", (other, marked(film, DEFAULT)), None, GREEN, None),
    "first picture is the default": ("a.mkv", (marked(film, DEFAULT), other), None, GREEN, None),
    "no default: the larger": ("a.ts", (other, Picture(size=(128, 96))), None, GREEN, None),
    "default and small": (
        "a.mkv",
        (Picture(colour=RED, size=(128, 96)), marked(film, DEFAULT)),
        None,
        GREEN,
        None,
    ),
    "picture of an unknown codec first": ("a.mkv", (marked(other, DEFAULT), film), unknown, GREEN, None),
    "second sound is the default": ("a.mkv", (film, music, marked(voice, DEFAULT)), None, GREEN, 440),
    "first sound is the default": ("a.mkv", (film, marked(voice, DEFAULT), music), None, GREEN, 440),
    "no default: the first sound": ("a.ts", (film, voice, music), None, GREEN, 440),
    "sound before the picture": ("a.mkv", (music, marked(voice, DEFAULT), film), None, GREEN, 440),
    "commentary first": (
        "a.mkv",
        (film, marked(music, COMMENT | DEFAULT), marked(voice, DEFAULT)),
        None,
        GREEN,
        440,
    ),
    "sound of an unknown codec first": (
        "a.mkv",
        (film, marked(music, DEFAULT), Sound(pitch=440, codec="libopus")),
        lambda path: unknown(path, b"A_AAC"),
        GREEN,
        440,
    ),
    "only sound of an unknown codec": (
        "a.mkv",
        (film, music),
        lambda path: unknown(path, b"A_AAC"),
        GREEN,
        None,
    ),
    "default sound that is empty": (
        "a.mkv",
        (film, marked(Sound(length_s=0), DEFAULT), voice),
        None,
        GREEN,
        440,
    ),
}


@pytest.fixture(params=ORIGINS)
def origin(request, tmp_path):
    name, tracks, change, colour, pitch = ORIGINS[request.param]
    path = write_tracks(tmp_path / name, *tracks)
    if change is not None:
        change(path)
    return path, colour, pitch


def is_of(image, colour):
    return np.abs(image.reshape(-1, 3).mean(axis=0) - colour).max() < 25


def test_every_reader_takes_the_same_picture(origin):
    path, colour, _ = origin
    shown = list(frames(path))
    assert len(shown) == 20
    assert is_of(shown[7].image, colour)
    assert (probe(path).width, probe(path).height) == shown[0].image.shape[1::-1]
    contents = look_into(path)
    assert (contents.width, contents.height) == shown[0].image.shape[1::-1]
    assert contents.length_s == pytest.approx(2.0, abs=0.01)
    with Pictures(path, contents) as pictures:
        kept = [picture.to_ndarray(format="rgb24") for _, picture in pictures.between(0, 9)]
    assert len(kept) == 20
    assert is_of(kept[7], colour)
    poster = cv2.imdecode(np.frombuffer(thumbnail(path, contents, 1.0), np.uint8), cv2.IMREAD_COLOR)
    assert is_of(poster[:, :, ::-1], colour)


def test_every_reader_takes_the_same_sound(origin):
    path, _, pitch = origin
    sound, contents = read_sound(path), look_into(path)
    blocks = list(sound_blocks(path, float(contents.first * contents.time_base), contents.length_s))
    assert contents.has_sound == (pitch is not None)
    if pitch is None:
        assert sound is None
        assert blocks == []
    else:
        assert pitch_of(sound) == pytest.approx(pitch, abs=4)
        assert pitch_of(np.concatenate(blocks, axis=1).T) == pytest.approx(pitch, abs=4)
        assert len(sound) == pytest.approx(2 * RATE_HZ, abs=RATE_HZ // 10)


def test_a_rendition_has_the_chosen_tracks_and_no_others(tmp_path):
    path = write_tracks(tmp_path / "a.mkv", music, other, marked(voice, DEFAULT), marked(film, DEFAULT))
    copy(path, look_into(path), tmp_path / "tv.mp4", lambda _: None)
    assert is_of(next(iter(frames(tmp_path / "tv.mp4"))).image, GREEN)
    assert pitch_of(read_sound(tmp_path / "tv.mp4")) == pytest.approx(440, abs=4)


@pytest.mark.parametrize(
    ("tracks", "change", "reason"),
    [
        ((jpeg(RED), voice), None, Reason.ONLY_SOUND),
        ((film,), unknown, Reason.NOT_A_VIDEO),
        ((film, voice), unknown, Reason.NOT_A_VIDEO),
    ],
)
def test_what_holds_no_film_says_so(tmp_path, tracks, change, reason):
    path = write_tracks(tmp_path / "a.mkv", *tracks)
    if change is not None:
        change(path)
    with pytest.raises(PreparationError) as caught:
        look_into(path)
    assert caught.value.reason is reason
    with pytest.raises(NotAVideoError, match="no picture"):
        list(frames(path))


def test_a_broadcast_with_two_programmes_has_the_sound_of_its_picture(tmp_path):
    """The larger picture is the second programme's: with the first one's sound nobody could follow it."""
    path = tmp_path / "two.ts"
    small = programme(tmp_path / "small", 1, Picture(colour=RED), Sound(pitch=1000))
    large = programme(tmp_path / "large", 2, Picture(size=(128, 96)), Sound(pitch=440))
    path.write_bytes(joined_programmes(small, large))
    with av.open(str(path)) as film:
        assert [stream.type for stream in film.streams] == ["video", "audio", "video", "audio"]
    assert is_of(next(iter(frames(path))).image, GREEN)
    assert pitch_of(read_sound(path)) == pytest.approx(440, abs=15)


def programme(folder, number, *tracks):
    """The packets of a transport stream with one programme, under identifiers of its own."""
    folder.mkdir()
    options = {
        "mpegts_service_id": f"{number}",
        "mpegts_pmt_start_pid": f"{0x1000 + number}",
        "mpegts_start_pid": f"{0x100 * number}",
    }
    made = folder / "one.ts"
    with (
        av.open(str(write_tracks(folder / "one.mkv", *tracks))) as film,
        av.open(str(made), "w", options=options) as out,
    ):
        streams = {stream.index: out.add_stream_from_template(stream) for stream in film.streams}
        for packet in film.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    data = made.read_bytes()
    return [data[at : at + 188] for at in range(0, len(data), 188)]


def joined_programmes(first, second):
    """Both, by turns, under one list of programmes (ISO/IEC 13818-1, 2.4.4.3)."""
    body = b"".join(number.to_bytes(2) + (0xF000 + number).to_bytes(2) for number in (1, 2))
    section = b"\0" + (0xB000 | (len(body) + 9)).to_bytes(2) + b"\0\1\xc1\0\0" + body
    rest = 0xFFFFFFFF
    for byte in section:
        rest ^= byte << 24
        for _ in range(8):
            rest = (rest << 1 ^ (0x04C11DB7 if rest >> 31 else 0)) & 0xFFFFFFFF
    listed = (b"\x47\x40\0\x10\0" + section + rest.to_bytes(4)).ljust(188, b"\xff")
    turns = [packet for pair in zip_longest(first, second) for packet in pair if packet is not None]
    kept = [packet for packet in turns if (packet[1] & 0x1F, packet[2]) not in ((0, 0), (0, 0x11))]
    return listed + b"".join(kept)
