import numpy as np
import pytest

from device.pose.owner import GUARD_MAX_S
from device.pose.people import AROUND_EVERY_S, SEARCH_EVERY_S, People
from tests.device.pose.figures import Body, Room

STEP = 1 / 30
RED, BLUE = (200, 30, 30), (30, 30, 200)


class Film:
    """Runs a room picture by picture."""

    def __init__(self, room, count):
        self.room, self.people, self.now = room, People(room, room, count), 0.0

    def show(self):
        """Where each place's hips are now, rounded to 5 px; None for an empty place."""
        self.now += STEP
        poses = self.people.update(self.room.image, self.now)
        return tuple(
            pose if pose is None else 5 * round(float(pose.landmarks[[23, 24], 0].mean()) / 5)
            for pose in poses
        )

    def wait(self, seconds):
        seen = None
        for _ in range(round(seconds / STEP) + 1):
            seen = self.show()
        return seen


def test_places_go_from_left_to_right():
    assert Film(Room(Body(400), Body(100)), 2).show() == (100, 400)


@pytest.mark.parametrize(("x", "places"), [(100, (100, None)), (450, (None, 450))])
def test_somebody_alone_takes_the_place_of_their_side(x, places):
    assert Film(Room(Body(x)), 2).show() == places


def test_one_place_takes_the_best():
    assert Film(Room(Body(400), Body(100)), 1).show() == (400,)


def test_beside_a_tracked_person_others_are_searched_for_at_times():
    room = Room(Body(100))
    film = Film(room, 1)
    film.wait(2)
    # two for the first picture: somebody else might be there
    assert room.searches == pytest.approx(2 + 2 / AROUND_EVERY_S, abs=1)


def test_an_empty_room_is_searched_in_every_picture():
    room = Room()
    Film(room, 1).wait(1)
    assert room.searches == 31


def test_the_missing_one_is_searched_for_at_times():
    room = Room(Body(100))
    film = Film(room, 2)
    film.show()
    before = room.searches
    film.wait(3)
    assert room.searches - before == pytest.approx(3 / SEARCH_EVERY_S, abs=1)
    room.bodies.append(Body(450))
    assert film.wait(SEARCH_EVERY_S + STEP) == (100, 450)


def test_both_stay_when_one_is_hidden_for_a_moment():
    left, right = Body(100, colour=RED), Body(450, colour=BLUE)
    film = Film(Room(left, right), 2)
    film.wait(0.5)
    left.hidden = True
    assert film.show() == (None, 450)
    left.hidden = False
    assert film.wait(0.5) == (100, 450)


def test_a_stranger_elsewhere_does_not_take_the_place_of_somebody_just_lost():
    left, right = Body(100), Body(450)
    room = Room(left, right)
    film = Film(room, 2)
    film.wait(10)
    left.hidden = True
    room.bodies.append(Body(300, colour=RED))
    assert film.wait(GUARD_MAX_S - 0.5) == (None, 450)
    assert film.wait(1.0) == (300, 450)


def test_the_owner_comes_back_to_their_place_and_not_the_other():
    """The right place's owner is back first, though the left place is free too."""
    left, right = Body(100), Body(450)
    film = Film(Room(left, right), 2)
    film.wait(0.5)
    left.hidden = right.hidden = True
    film.wait(0.3)
    right.hidden = False
    assert film.wait(0.4) == (None, 450)


def walk(film, body, to, seconds=2.0):
    steps = round(seconds / STEP)
    for x in np.linspace(body.x, to, steps):
        body.x = float(x)
        seen = film.show()
    return seen


def test_two_who_cross_keep_their_places_by_their_colours():
    left, right = Body(150, colour=RED), Body(450, colour=BLUE)
    film = Film(Room(left, right), 2)
    film.wait(1)
    walk(film, left, 300)
    walk(film, right, 290, 1.0)  # now so near that both trackers hold whoever is nearer
    left.x, right.x = 320, 280
    film.wait(0.3)
    walk(film, left, 450, 1.0)
    assert walk(film, right, 150, 1.0) == (450, 150)


def test_two_trackers_on_one_body_become_one_and_the_owner_stays():
    left, right = Body(200, colour=RED), Body(330, colour=BLUE)
    film = Film(Room(left, right), 2)
    film.wait(1)
    walk(film, right, 230, 1.0)
    left.hidden = True  # behind the other
    assert film.wait(0.5) == (None, 230)


def test_a_third_person_passing_takes_nothing():
    left, right, third = Body(120, colour=RED), Body(480, colour=BLUE), Body(-100, colour=(30, 200, 30))
    film = Film(Room(left, right, third), 2)
    third.hidden = True
    film.wait(1)
    third.hidden = False
    for x in range(-100, 700, 10):
        third.x = float(x)
        film.show()
    assert film.wait(0.1) == (120, 480)


@pytest.mark.parametrize("count", [0, 3])
def test_only_one_or_two_can_be_followed(count):
    with pytest.raises(ValueError, match="one or two"):
        People(Room(), Room(), count)
