import pytest

from device.errors import NotAVideoError
from device.match.lesson import cut_short, lesson_of, part_of, title_of
from tests.device.match.conftest import FPS, SECONDS


def test_a_lesson_lasts_until_its_last_picture_is_over(tmp_path, tutor_track):
    lesson = lesson_of(tmp_path / "a.mp4", tutor_track)
    assert lesson.duration_s == pytest.approx(tutor_track.times[-1] + 1 / FPS)


@pytest.mark.parametrize(
    ("name", "title"), [("warm_up-2.mp4", "Warm up 2"), ("Yoga.mov", "Yoga"), ("__.mp4", "__.mp4")]
)
def test_a_title_comes_from_the_file_name(tmp_path, name, title):
    assert title_of(tmp_path / name) == title


def test_a_single_picture_is_no_lesson(tmp_path, tutor_track):
    with pytest.raises(NotAVideoError, match="single picture"):
        lesson_of(tmp_path / "a.mp4", part_of(tutor_track, 0.0, 0.5 / FPS))


def test_a_lesson_that_is_cut_short_ends_there(lesson):
    short = cut_short(lesson, 1.0)
    assert (short.title, short.duration_s, len(short.track)) == (lesson.title, 1.0, FPS)
    with pytest.raises(NotAVideoError, match="Too little"):
        cut_short(lesson, 0.5 / FPS)


def test_a_part_is_timed_from_its_start(tutor_track):
    part = part_of(tutor_track, 1.0, None)
    assert len(part) == (SECONDS - 1) * FPS
    assert part.times[0] == 0.0
    assert (part.landmarks[0] == tutor_track.landmarks[FPS]).all()
