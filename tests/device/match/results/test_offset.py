import numpy as np
import pytest

from device.match.results.offset import FoundBy, decided, in_step, offset_between
from models.mannequin.performance import perform
from models.mannequin.script import Script, Step
from scoring.body.joints import JOINT_COUNT
from scoring.offset import NOT_ALIGNED, Alignment
from tests.device.films import write_film
from tests.device.media.test_sound_offset import tune
from tests.scoring.bodies import as_track
from tests.scoring.test_offset import late


def agreeing(*peaks):
    """An alignment with peaks (offset in s, height), the found one first; else it agrees by 0.1."""
    offsets = np.arange(-200, 201) / 20
    agreement = np.full(len(offsets), 0.1)
    for at_s, height in peaks:
        agreement[np.abs(offsets - at_s).argmin()] = height
    return Alignment(offsets=offsets, agreement=agreement, offset_s=peaks[0][0])


@pytest.mark.parametrize(
    ("heard_s", "movements", "expected"),
    [
        (None, [NOT_ALIGNED], (0.0, FoundBy.NONE)),
        (2.0, [NOT_ALIGNED], (2.0, FoundBy.SOUND)),
        (None, [agreeing((3.0, 0.8))], (3.0, FoundBy.MOVEMENT)),
        (3.02, [agreeing((3.0, 0.8))], (3.02, FoundBy.SOUND)),
        # a person who is behind the music by half a second has that as their lag
        (2.5, [agreeing((3.0, 0.8))], (2.5, FoundBy.SOUND)),
        # repetitions agree in several places, and the sound says which
        (2.0, [agreeing((-2.0, 0.9), (2.0, 0.9))], (2.0, FoundBy.SOUND)),
        # the same music, another part of it
        (-6.0, [agreeing((3.0, 0.9))], (3.0, FoundBy.MOVEMENT)),
        (6.0, [agreeing((3.0, 0.9))], (3.0, FoundBy.MOVEMENT)),
        (40.0, [agreeing((3.0, 0.9))], (3.0, FoundBy.MOVEMENT)),
        # of two people the one that agrees better decides
        (None, [agreeing((1.0, 0.7)), agreeing((3.0, 0.9)), NOT_ALIGNED], (3.0, FoundBy.MOVEMENT)),
        (3.0, [agreeing((3.0, 0.7)), agreeing((-5.0, 0.9))], (-5.0, FoundBy.MOVEMENT)),
    ],
)
def test_sound_decides_unless_the_movements_contradict_it(heard_s, movements, expected):
    found = decided(heard_s, movements)
    assert (found.seconds, found.found_by) == expected


@pytest.fixture(scope="module")
def moving():
    return perform(Script(timeline=(Step("squat", 2), Step("lateral_raise", 2)), bpm=100.0)).truth[0].track


def test_tracks_without_films_are_compared_by_their_movements(moving):
    found = offset_between(moving, [late(moving, 3.0)])
    assert found.found_by is FoundBy.MOVEMENT
    assert found.seconds == pytest.approx(3.0, abs=0.05)
    in_time = in_step(late(moving, 3.0), found)
    # the first pose may fall before 0
    assert len(in_time) >= len(moving) - 1
    np.testing.assert_allclose(in_time.times[-20:], moving.times[-20:], atol=0.05)


def test_people_who_stand_still_are_compared_by_the_sound_of_their_films(tmp_path):
    nobody = as_track(np.full((200, JOINT_COUNT, 2), np.nan), np.arange(200) / 20)
    song = tune(8.0, 48_000)
    one = write_film(tmp_path / "one.mkv", sound=song)
    other = write_film(tmp_path / "other.mkv", sound=song[48_000:])
    found = offset_between(nobody, [nobody], (one, other))
    assert found.found_by is FoundBy.SOUND
    assert found.seconds == pytest.approx(-1.0, abs=0.01)
    silent = write_film(tmp_path / "silent.mkv")
    assert offset_between(nobody, [nobody], (one, silent)).found_by is FoundBy.NONE


def test_who_began_too_early_loses_the_beginning_and_who_began_late_has_none(moving):
    early = in_step(moving, decided(2.0, [NOT_ALIGNED]))
    assert early.times[0] == pytest.approx(0.0, abs=0.05)
    assert early.times[-1] == pytest.approx(moving.times[-1] - 2.0)
    np.testing.assert_array_equal(early.landmarks[-1], moving.landmarks[-1])
    behind = in_step(moving, decided(-2.0, [NOT_ALIGNED]))
    np.testing.assert_allclose(behind.times, moving.times + 2.0)
