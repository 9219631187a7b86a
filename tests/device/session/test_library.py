import numpy as np
import pytest

from device.errors import NotAVideoError
from device.media.sound import RATE_HZ
from device.session.library import Cut, cut_frames, cut_sound, library_lesson
from tests.device.session.conftest import FPS, SECONDS, pictures


def cut(frames, *bounds):
    passed = []
    found = list(cut_frames(iter(frames), Cut(*bounds), lambda: passed.append(True)))
    return found, len(passed)


def test_without_a_cut_nothing_changes(tutor_track, tmp_path):
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut())
    assert lesson.duration_s == pytest.approx(SECONDS)
    np.testing.assert_array_equal(lesson.track.times, tutor_track.times)
    found, passed = cut(pictures(10))
    assert ([frame.time_s for frame in found], passed) == ([n / FPS for n in range(10)], 0)


def test_the_lessons_clock_begins_where_the_cut_does(tutor_track, tmp_path):
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(1.0, 3.0))
    assert lesson.duration_s == pytest.approx(2.0)
    assert lesson.track.times[0] == 0
    np.testing.assert_array_equal(lesson.track.landmarks[0], tutor_track.landmarks[FPS])
    assert len(lesson.track) == 2 * FPS


def test_picture_and_poses_are_cut_at_the_same_place(tutor_track, tmp_path):
    found, passed = cut(pictures(SECONDS * FPS), 1.0, 3.0)
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(1.0, 3.0))
    np.testing.assert_allclose([frame.time_s for frame in found], lesson.track.times, atol=1e-9)
    assert found[0].image[0, 0, 0] == passed == FPS


def test_a_cut_beyond_the_end_leaves_nothing(tutor_track, tmp_path):
    assert cut(pictures(10), 5.0)[0] == []
    with pytest.raises(NotAVideoError, match="cut to nothing"):
        library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(SECONDS + 1.0))


def test_sound_is_cut_to_the_sample():
    samples = np.arange(RATE_HZ * 4, dtype=np.int32).reshape(-1, 2)
    part = cut_sound(samples, Cut(0.5, 1.5))
    assert len(part) == RATE_HZ
    assert part[0, 0] == samples[RATE_HZ // 2, 0]
    assert len(cut_sound(samples, Cut(0.5))) == len(samples) - RATE_HZ // 2
    assert cut_sound(None, Cut(1.0)) is None
