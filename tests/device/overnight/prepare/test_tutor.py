"""Who of two people in a film is the tutor."""

import itertools

import numpy as np
import pytest

from device.media.contents import look_into
from device.media.video import POSE_FIT, frames
from device.overnight.prepare.checkpoints import Checkpoints
from device.overnight.prepare.poses import find_poses
from device.overnight.prepare.tutor import MOMENTS, moments, several, tutor_of
from device.pose.detector import BlazePoseDetector
from device.pose.film import track_video
from device.pose.landmarker import BlazePoseLandmarker
from device.pose.prepare import detector_file, landmark_file
from models.mannequin import Performer, Script, Step, render
from models.mannequin.performance import perform
from scoring.body.track import PoseTrack

FPS = 6
EXERCISER, STILL = {}, {"every": 0.0}


def script(*steps, left, right):
    """Two people side by side; left, right: how far they move."""
    people = (Performer(x_m=-0.7, range=left, seed=1), Performer(x_m=0.7, range=right, seed=2))
    return Script(timeline=steps, fps=FPS, width=320, height=240, people=people)


def tracks(*steps, left, right):
    return [one.track for one in perform(script(*steps, left=left, right=right)).truth]


def without(track, begin_s, end_s):
    """The track, with nobody seen from begin_s to end_s."""
    gone = (track.times >= begin_s) & (track.times < end_s)
    landmarks, world, visibility = track.landmarks.copy(), track.world.copy(), track.visibility.copy()
    landmarks[gone], world[gone], visibility[gone] = np.nan, np.nan, 0
    return PoseTrack(track.times, landmarks, visibility, world, track.width, track.height, track.model)


def owners(chosen, people):
    """Which person each moment of a track was taken from, in order, without repetitions."""
    found = [
        next(n for n, one in enumerate(people) if np.array_equal(one.world[row], world, equal_nan=True))
        for row, world in enumerate(chosen.world)
    ]
    return [place for place, _ in itertools.groupby(found)]


@pytest.mark.parametrize(("left", "right", "tutor"), [(EXERCISER, STILL, 0), (STILL, EXERCISER, 1)])
def test_the_tutor_moves(left, right, tutor):
    people = tracks(Step("squat", 5), left=left, right=right)
    assert owners(tutor_of(people), people) == [tutor]


def test_the_tutor_stays():
    passer_by, tutor = tracks(Step("squat", 8), left=EXERCISER, right={"every": 0.7})
    people = [without(passer_by, 4.0, 100.0), tutor]
    assert owners(tutor_of(people), people) == [1]


def test_another_person_who_shows_the_next_exercise_is_the_tutor_then():
    one, other = tracks(Step("squat", 16), left=EXERCISER, right=EXERCISER)
    middle = float(one.times[-1]) / 2
    people = [without(one, middle, 1000.0), without(other, 0.0, middle)]
    assert owners(tutor_of(people), people) == [0, 1]


def test_one_person_alone_is_the_tutor():
    only = tracks(Step("rest", 2), left=STILL, right=STILL)[:1]
    assert tutor_of(only) is only[0]


def test_moments_lie_all_over_the_film():
    assert len(moments(80.0)) == MOMENTS
    assert moments(80.0)[[0, -1]] == pytest.approx([2.5, 77.5])


@pytest.fixture(scope="module")
def pair_film(tmp_path_factory, networks):
    """Somebody stands still on the left, somebody raises the arms on the right; two stretches."""
    path = tmp_path_factory.mktemp("films") / "pair.mp4"
    render(script(Step("lateral_raise", 4, seconds=2.2), left=STILL, right=EXERCISER), path, threads=1)
    return path


def looks(film):
    return (frame.image for frame in itertools.islice(frames(film, POSE_FIT), 0, None, 9))


def test_a_second_body_is_seen_in_some_moments(networks, pair_film, short_film):
    networks = BlazePoseDetector(detector_file()), BlazePoseLandmarker(landmark_file("lite"))
    assert several(looks(pair_film), *networks)
    assert not several(looks(short_film), *networks)
    assert not several([next(looks(pair_film))], *networks)
    assert not several([np.zeros((144, 192, 3), np.uint8)] * 3, *networks)


class Killed(BaseException):
    pass


def test_the_night_follows_the_tutor_and_continues_to_the_bit(pair_film, tmp_path):
    def find(name, progress=lambda share: None):
        checkpoints = Checkpoints(tmp_path / name)
        checkpoints.open(pair_film, "lite")
        return find_poses(pair_film, look_into(pair_film), "lite", checkpoints, progress)

    whole = find("whole")
    still, tutor = track_video(frames(pair_film, POSE_FIT), "lite", 2)
    assert owners(whole, [still, tutor]) == [1]

    def cut(share):
        if share > 0.9:
            raise Killed

    with pytest.raises(Killed):
        find("cut", cut)
    again = find("cut")
    for name in ("times", "landmarks", "visibility", "world"):
        assert getattr(again, name).tobytes() == getattr(whole, name).tobytes()
