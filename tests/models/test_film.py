from fractions import Fraction

import av
import numpy as np
import pytest

from models.film import FilmWriter

RATE = 48_000


def picture(number, height=48, width=64):
    image = np.full((height, width, 3), 40, np.uint8)
    image[:, : 4 * (number % 16) + 4] = (200, 120, 60)
    return image


def tone(seconds, hertz=440.0):
    wave = 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.repeat(wave.astype(np.float32)[:, None], 2, axis=1)


def frames_of(path):
    with av.open(str(path)) as film:
        return [
            (float(frame.pts * frame.time_base), frame.to_ndarray(format="rgb24"))
            for frame in film.decode(video=0)
        ]


def sound_of(path):
    with av.open(str(path)) as film:
        return np.concatenate([frame.to_ndarray() for frame in film.decode(audio=0)], axis=1)


def test_pictures_come_back_at_their_times(tmp_path):
    path = tmp_path / "film.mp4"
    times = [0.0, 0.04, 0.1, 0.5, 0.52, 2.0]
    with FilmWriter(path, 64, 48, 25, crf=10) as film:
        for number, time in enumerate(times):
            film.add(picture(number), time)
    back = frames_of(path)
    assert [time for time, _ in back] == pytest.approx(times, abs=1e-4)
    for number, (_, image) in enumerate(back):
        assert np.abs(image.astype(int) - picture(number)).mean() < 12
    assert [entry.name for entry in tmp_path.iterdir()] == ["film.mp4"]
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert film.duration / 1e6 == pytest.approx(2.04, abs=0.02), (
            "the last picture lasts as long as the others"
        )


@pytest.mark.parametrize(("width", "height"), [(63, 47), (64, 47), (63, 48)])
def test_odd_sizes_are_padded_not_cut(tmp_path, width, height):
    path = tmp_path / "odd.mp4"
    with FilmWriter(path, width, height, 25) as film:
        film.add(picture(3, height, width), 0.0)
    image = frames_of(path)[0][1]
    assert image.shape == (48, 64, 3)
    assert np.abs(image[:height, :width].astype(int) - picture(3, height, width)).mean() < 12


@pytest.mark.parametrize("order", ["before", "beside", "after"])
def test_sound_comes_back_in_tune_whenever_it_was_given(tmp_path, order):
    path = tmp_path / "film.mp4"
    samples = tone(2.0)
    with FilmWriter(path, 64, 48, 25, RATE) as film:
        if order == "before":
            film.sound(samples)
        for number in range(50):
            film.add(picture(number), number / 25)
            if order == "beside":
                film.sound(samples[number * 1920 : (number + 1) * 1920])
        if order == "after":
            film.sound(samples)
    back = sound_of(path)
    assert back.shape[0] == 2
    assert back.shape[1] / RATE == pytest.approx(2.0, abs=0.06)
    middle = back[0, RATE // 2 : RATE // 2 + RATE]
    loudest = np.abs(np.fft.rfft(middle)).argmax()
    assert loudest == pytest.approx(440, abs=2)
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.1)


def test_sound_lies_beside_its_pictures_in_the_file(tmp_path):
    path = tmp_path / "film.mp4"
    with FilmWriter(path, 64, 48, 25, RATE) as film:
        film.sound(tone(8.0))
        for number in range(200):
            film.add(picture(number), number / 25)
    with av.open(str(path)) as film:
        places = {"video": [], "audio": []}
        for packet in film.demux():
            if packet.pos is not None and packet.dts is not None:
                places[packet.stream.type].append((packet.pos, float(packet.dts * packet.time_base)))
    audio_at, audio_time = np.array(places["audio"]).T
    video_at, video_time = np.array(places["video"]).T
    for at, time in zip(video_at, video_time, strict=True):
        before = audio_time[audio_at < at]
        last = before[-1] if len(before) else 0.0
        assert abs(last - time) < 2.0


def test_an_exception_leaves_nothing_behind(tmp_path):
    path = tmp_path / "film.mp4"

    def filmed():
        with FilmWriter(path, 64, 48, 25, RATE) as film:
            film.add(picture(0), 0.0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filmed()
    assert list(tmp_path.iterdir()) == []


def test_an_old_film_stays_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"old")
    film = FilmWriter(path, 64, 48, 25)
    film.add(picture(0), 0.0)
    assert path.read_bytes() == b"old"
    film.discard()
    film.discard()
    assert path.read_bytes() == b"old"
    with FilmWriter(path, 64, 48, 25) as film:
        film.add(picture(0), 0.0)
    assert len(frames_of(path)) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_film_without_pictures_is_no_film(tmp_path):
    with (
        pytest.raises(ValueError, match="at least one picture"),
        FilmWriter(tmp_path / "film.mp4", 64, 48, 25),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_fit_is_refused(tmp_path):
    with FilmWriter(tmp_path / "film.mp4", 64, 48, Fraction(30000, 1001)) as film:
        film.add(picture(0), 0.0)
        with pytest.raises(ValueError, match="in order"):
            film.add(picture(1), 0.0)
        with pytest.raises(ValueError, match="picture must be"):
            film.add(picture(1, height=40), 1.0)
        with pytest.raises(ValueError, match="without sound"):
            film.sound(tone(0.1))
    with pytest.raises(ValueError, match="size"):
        FilmWriter(tmp_path / "film.mp4", 0, 48, 25)
    with pytest.raises(ValueError, match="channels"):
        FilmWriter(tmp_path / "film.mp4", 64, 48, 25, RATE, channels=6)
    with pytest.raises(FileNotFoundError):
        FilmWriter(tmp_path / "no/film.mp4", 64, 48, 25)
