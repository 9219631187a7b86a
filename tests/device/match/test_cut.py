import numpy as np
import pytest

from device.errors import NotAVideoError
from device.match.cut import Cut, cut_frames, library_lesson
from device.match.lesson import cut_short
from scoring.demands import NO_DEMANDS, Demands
from scoring.limb import Limb
from tests.device.films import write_film
from tests.device.match.conftest import FPS, SECONDS

FIT = (64, 48)


@pytest.fixture
def film(tmp_path):
    """As long and as fast as the tutor's track; the number of a picture is its blue value."""
    return write_film(tmp_path / "tv.mp4", SECONDS * FPS, fps=FPS)


def test_without_a_cut_nothing_changes(tutor_track, tmp_path, film):
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut())
    assert lesson.duration_s == pytest.approx(SECONDS)
    np.testing.assert_array_equal(lesson.track.times, tutor_track.times)
    found = list(cut_frames(film, FIT, Cut()))
    np.testing.assert_allclose([frame.time_s for frame in found], tutor_track.times, atol=1e-6)


def test_the_lessons_clock_begins_where_the_cut_does(tutor_track, tmp_path):
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(1.0, 3.0))
    assert lesson.duration_s == pytest.approx(2.0)
    assert lesson.track.times[0] == 0
    np.testing.assert_array_equal(lesson.track.landmarks[0], tutor_track.landmarks[FPS])
    assert len(lesson.track) == 2 * FPS


def test_the_demands_are_those_of_the_cut_on_its_clock(tutor_track, tmp_path):
    demands = Demands(pauses=((0.5, 1.5), (2.5, 9.0)), ignored=frozenset({Limb.ARMS}), on_beat=True)
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(1.0, 3.0), demands)
    assert lesson.demands == Demands(
        pauses=((0.0, 0.5), (1.5, 2.0)), ignored=frozenset({Limb.ARMS}), on_beat=True
    )
    assert library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut()).demands == NO_DEMANDS


def test_names_are_cut_with_the_lesson(tutor_track, tmp_path):
    names = ((0.0, 1.5, "squat"), (1.5, 2.5, "lunge"), (2.5, 4.0, "own:1"), (3.5, 4.0, "plank"))
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(1.0, 3.0), names=names)
    assert lesson.names == ((0.0, 0.5, "squat"), (0.5, 1.5, "lunge"), (1.5, 2.0, "own:1"))
    assert cut_short(lesson, 1.0).names == ((0.0, 0.5, "squat"), (0.5, 1.0, "lunge"))
    assert library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(), names=names).names == names


def test_picture_and_poses_are_cut_at_the_same_place(tutor_track, tmp_path, film):
    everything = list(cut_frames(film, FIT, Cut()))
    found = list(cut_frames(film, FIT, Cut(1.0, 3.0)))
    lesson = library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(1.0, 3.0))
    np.testing.assert_allclose([frame.time_s for frame in found], lesson.track.times, atol=1e-9)
    np.testing.assert_array_equal(found[0].image, everything[FPS].image)


def test_a_cut_beyond_the_end_leaves_nothing(tutor_track, tmp_path, film):
    assert list(cut_frames(film, FIT, Cut(SECONDS + 1.0))) == []
    with pytest.raises(NotAVideoError, match="cut to nothing"):
        library_lesson("Swing", tmp_path / "tv.mp4", tutor_track, Cut(SECONDS + 1.0))
