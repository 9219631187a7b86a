"""Films whose clock restarts or jumps: every picture is kept, and the length is what was filmed."""

import av
import numpy as np
import pytest

from device.media.clock import clock_of
from device.media.contents import look_into
from device.media.pictures import Pictures
from device.media.rendition import encode_stretch, join, plan_of
from device.media.sound import RATE_HZ, SoundFile, read_sound
from device.media.video import frames
from tests.device.films import write_film

FPS = 25


def whole(path, count=150, sound=True, start=0, jump_s=0.0, **more):
    """`count` pictures of 1/25 s; the brightness tells the number."""
    times = [number / FPS + jump_s * (number >= 150) for number in range(count)]

    def pictures(number, size):
        return np.full((size[1], size[0], 3), (start + number) % 250, np.uint8)

    wave = tone(count / FPS, 440 if start == 0 else 1000) if sound else False
    return write_film(path, count=count, fps=FPS, times=times, sound=wave, pictures=pictures, **more)


def tone(seconds, pitch):
    return np.sin(2 * np.pi * pitch * np.arange(int(RATE_HZ * seconds)) / RATE_HZ) * 0.5


def again(folder, parts=2, begins=None, **more):
    """Recordings one after the other in one stream, each with a clock of its own: `begins`, s."""
    count, made = 300 // parts, []
    for number, begin in zip(range(parts), begins or [0.0] * parts, strict=True):
        film = whole(folder / f"{number}.ts", count, start=number * count, **more)
        made.append(retimed(film, folder / f"{number}b.ts", lambda *_, begin=begin: begin))
    path = folder / "all.ts"
    path.write_bytes(b"".join(one.read_bytes() for one in made))
    return path


def retimed(film, path, change):
    """The same packets at other times; change(seconds, kind): how many are added to one decoded then."""
    with av.open(str(film)) as right, av.open(str(path), "w") as out:
        streams = {one.index: out.add_stream_from_template(one) for one in right.streams}
        for packet in right.demux():
            if packet.size:
                decoded = packet.pts if packet.dts is None else packet.dts
                moved = round(
                    change(float(decoded * packet.time_base), packet.stream.type) / packet.time_base
                )
                packet.pts = packet.pts + moved
                packet.dts = None if packet.dts is None else packet.dts + moved
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    return path


def jumping(folder, kind, seconds, **more):
    """300 pictures; after 6 s the clock goes ahead, that of the sound too."""
    film = whole(folder / f"right.{kind}", 300, jump_s=seconds, **more)
    return retimed(
        film,
        folder / f"jumps.{kind}",
        lambda time_s, track: seconds if time_s >= 6.0 and track == "audio" else 0.0,
    )


ORIGINS = {
    # name: how 12 s of 300 pictures are made whose times are wrong
    "restarts": again,
    "restarts without sound": lambda folder: again(folder, sound=False),
    "restarts five times": lambda folder: again(folder, parts=6),
    "restarts every half second": lambda folder: again(folder, parts=25, sound=False),
    "restarts earlier than it began": lambda folder: again(folder, begins=[300.0, 5.0]),
    "restarts a little earlier": lambda folder: again(folder, begins=[0.0, 5.0]),
    "jumps ahead by 1000 s": lambda folder: jumping(folder, "mkv", 1000),
    "jumps ahead by 1000 s without sound": lambda folder: jumping(folder, "mkv", 1000, sound=False),
    "jumps ahead by 100 s": lambda folder: jumping(folder, "mkv", 100),
    "jumps ahead by a day": lambda folder: jumping(folder, "mkv", 86_400),
    "jumps ahead, mp4": lambda folder: jumping(folder, "mp4", 1000),
    "jumps ahead, stream": lambda folder: jumping(folder, "ts", 1000),
    "jumps ahead and back": lambda folder: again(folder, parts=3, begins=[0.0, 1004.0, 8.0]),
    "jumps ahead twice": lambda folder: again(folder, parts=3, begins=[0.0, 504.0, 2008.0]),
}


@pytest.fixture(params=ORIGINS)
def film(request, tmp_path):
    return ORIGINS[request.param](tmp_path)


def test_every_picture_is_kept_and_the_film_is_as_long_as_it_was(film):
    contents = look_into(film)
    assert contents.timeline.broken
    assert contents.length_s == pytest.approx(12.0, abs=0.1)
    assert not plan_of(contents).copy
    with Pictures(film, contents) as pictures:
        kept = [time for start in range(0, 16, 4) for time, _ in pictures.between(start, start + 4)]
    shown = [frame.time_s for frame in frames(film)]
    for times in (kept, shown):
        assert len(times) == 300
        assert times == pytest.approx([number / FPS for number in range(300)], abs=0.06)


def test_the_sound_stays_with_its_pictures(film):
    sound = read_sound(film)
    if sound is None:
        return
    assert len(sound) / RATE_HZ == pytest.approx(12.0, abs=0.15)
    silent = np.abs(sound.astype(int)).max(axis=1).reshape(-1, 1) == 0
    assert silent.mean() < 0.03
    file = SoundFile(film)
    for start_s in (7.0, 2.0, 9.5):
        found = np.concatenate(list(file.pieces(start_s, start_s + 1.0)))
        assert len(found) == RATE_HZ
        assert (np.abs(found.astype(int)).max(axis=1) == 0).mean() < 0.03
    file.close()


def test_a_rendition_of_it_has_a_right_clock(tmp_path):
    film = again(tmp_path)
    contents = look_into(film)
    parts = [tmp_path / f"{number}.nut" for number in range(3)]
    with Pictures(film, contents) as pictures:
        for number, part in enumerate(parts):
            found = pictures.between(number * 4.0, number * 4.0 + 4.0)
            encode_stretch(found, number * 4.0, plan_of(contents), part)
    join(parts, 4.0, film, contents, tmp_path / "tv.mp4", lambda _: None)
    made = look_into(tmp_path / "tv.mp4")
    assert not made.timeline.broken
    assert made.length_s == pytest.approx(12.0, abs=0.1)
    assert len(read_sound(tmp_path / "tv.mp4")) / RATE_HZ == pytest.approx(12.0, abs=0.1)
    assert [round(frame.image.mean()) for frame in frames(tmp_path / "tv.mp4")][149:151] == pytest.approx(
        [149, 150], abs=4
    )


@pytest.mark.parametrize("kind", ["mkv", "mp4", "ts"])
def test_a_film_whose_clock_is_right_is_left_alone(tmp_path, kind):
    assert clock_of(whole(tmp_path / f"a.{kind}", 100)) == look_into(tmp_path / f"a.{kind}").timeline
    assert not clock_of(tmp_path / f"a.{kind}").broken


def test_a_slide_under_which_somebody_speaks_is_no_jump(tmp_path):
    times = [*(number / FPS for number in range(50)), *(62.0 + number / FPS for number in range(50))]
    spoken = write_film(tmp_path / "spoken.mkv", count=100, times=times, sound=tone(64.0, 440))
    mute = write_film(tmp_path / "mute.mkv", count=100, fps=FPS, times=times)
    assert look_into(spoken).length_s == pytest.approx(64.0, abs=1.0)
    assert list(frames(spoken))[-1].time_s == pytest.approx(63.96, abs=0.01)
    assert look_into(mute).length_s == pytest.approx(4.0, abs=0.1)
    assert list(frames(mute))[-1].time_s == pytest.approx(3.96, abs=0.05)


def test_what_cannot_be_read_has_a_right_clock(tmp_path):
    (tmp_path / "a.mp4").write_bytes(b"no film")
    assert not clock_of(tmp_path / "a.mp4").broken
