import numpy as np
import pytest

from device.errors import NotAVideoError
from device.media.sound import RATE_HZ, SoundFile, read_sound, sound_pieces
from tests.device.films import write_film


def test_sound_comes_as_stereo_samples_of_the_right_pitch(tmp_path):
    sound = read_sound(write_film(tmp_path / "film.mp4", sound=True))
    assert sound.dtype == np.int16
    assert sound.shape[1] == 2
    assert len(sound) == pytest.approx(2.0 * RATE_HZ, rel=0.05)
    middle = sound[RATE_HZ // 2 : RATE_HZ, 0].astype(float)
    assert np.argmax(np.abs(np.fft.rfft(middle))) * RATE_HZ / len(middle) == pytest.approx(440, abs=4)


def test_a_film_without_sound_has_none(tmp_path):
    assert read_sound(write_film(tmp_path / "film.mp4")) is None


def test_what_is_no_film_says_so(tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"no")
    with pytest.raises(NotAVideoError):
        read_sound(tmp_path / "film.mp4")


@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, None), (0.7, None), (1.3, 1.6), (0.05, 0.1)])
def test_pieces_from_anywhere_are_those_of_the_whole(tmp_path, start_s, end_s):
    film = write_film(tmp_path / "film.mp4", sound=True)
    end = None if end_s is None else round(end_s * RATE_HZ)
    whole = read_sound(film)[round(start_s * RATE_HZ) : end]
    found = np.concatenate(list(sound_pieces(film, start_s, end_s)))
    assert found.shape == whole.shape
    # a decoder that begins elsewhere rounds elsewhere
    assert np.abs(found.astype(int) - whole).max() <= 2


def test_sound_begins_with_the_first_picture(tmp_path):
    late = [1.0 + number / 10 for number in range(20)]
    whole = read_sound(write_film(tmp_path / "film.mkv", sound=True))
    found = read_sound(write_film(tmp_path / "late.mkv", times=late, sound=True))
    # times in this container are whole milliseconds
    assert len(found) == pytest.approx(len(whole) - RATE_HZ, abs=RATE_HZ // 1000)


def test_beyond_the_end_there_are_no_pieces(tmp_path):
    film = write_film(tmp_path / "film.mp4", sound=True)
    assert list(sound_pieces(film, 30.0)) == []
    assert list(sound_pieces(write_film(tmp_path / "mute.mp4"), 0.0)) == []


def test_pieces_are_small(tmp_path):
    film = write_film(tmp_path / "film.mp4", sound=True)
    assert max(len(piece) for piece in sound_pieces(film)) <= 4096


def test_a_file_that_stays_open_can_be_played_from_anywhere_again_and_again(tmp_path):
    path = write_film(tmp_path / "film.mp4", sound=True)
    whole = read_sound(path)
    file = SoundFile(path)
    for start_s in (1.2, 0.0, 0.1, 1.9, 0.6):
        found = np.concatenate(list(file.pieces(start_s)))
        expected = whole[round(start_s * RATE_HZ) :]
        assert len(found) == len(expected)
        # to a thousandth: before its first block this decoder remembers the one it had before
        assert np.abs(found.astype(int) - expected).max() <= 32
    # and when the one before was left half-way
    next(file.pieces(0.3))
    assert len(next(file.pieces(0.3))) > 0
    file.close()
    file.close()
