"""Who keeps a place: one person is followed, and others are in the room."""

import numpy as np
import pytest

from device.pose.owner import GUARD_MAX_S
from device.pose.people import People
from tests.device.pose.figures import Body, Room

STEP = 1 / 15
RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 200, 30)
TUTOR, STRANGER = 150, 450


class Film:
    """Runs a room; `swings` move their arms as somebody who exercises."""

    def __init__(self, *bodies, film=False):
        self.room = Room(*bodies)
        self.people = People(self.room, self.room, 1, film=film)
        self.now = 0.0
        self.swings = []

    def show(self):
        self.now += STEP
        for body in self.swings:
            body.arms = 60.0 * np.sin(2 * np.pi * self.now / 2.0)
        pose = self.people.update(self.room.image, self.now)[0]
        return None if pose is None else 10 * round(float(pose.landmarks[[23, 24], 0].mean()) / 10)

    def run(self, seconds):
        """Where they were in each picture."""
        return [self.show() for _ in range(round(seconds / STEP))]


def away(colour=BLUE, *, there=True, x=STRANGER, size=60.0):
    """A tutor who exercised for 9 s and left, and somebody else."""
    tutor, other = Body(TUTOR, colour=RED), Body(x, colour=colour, size=size, hidden=not there)
    film = Film(tutor, other)
    film.swings = [tutor]
    assert film.run(9)[-1] == TUTOR
    tutor.hidden = True
    film.run(0.3)
    other.hidden = False
    return film, tutor, other


# who is there while the tutor is away for some seconds: colour, whether before, where, how large
ORIGINS = {
    "a bystander who came meanwhile": (BLUE, False, STRANGER, 60.0),
    "a bystander who stood there": (BLUE, True, STRANGER, 60.0),
    "one in the same clothes who stood there": (RED, True, STRANGER, 60.0),
    "one who takes the very place": (BLUE, False, TUTOR, 60.0),
    "a child": (GREEN, True, 300, 40.0),
    "somebody on a television": (GREEN, True, STRANGER, 30.0),
}


@pytest.mark.parametrize("seconds", [1, 3, 8, 15])
@pytest.mark.parametrize("other", ORIGINS.values(), ids=ORIGINS)
def test_the_place_is_kept_and_the_owner_is_back_within_a_second(other, seconds):
    colour, there, x, size = other
    film, tutor, stranger = away(colour, there=there, x=x, size=size)
    assert set(film.run(seconds)) == {None}
    tutor.hidden = False
    stranger.hidden = x == TUTOR  # two cannot stand in one spot
    assert set(film.run(5)[15:]) == {TUTOR}


def test_the_owner_is_known_again_at_another_place():
    film, tutor, _ = away()
    film.run(4)
    tutor.x, tutor.hidden = 250.0, False
    assert set(film.run(3)[15:]) == {250}


def test_who_stays_after_the_guard_is_followed_until_the_owner_is_back():
    film, tutor, _ = away(there=False)
    assert set(film.run(GUARD_MAX_S - 1)) == {None}
    assert set(film.run(3)[15:]) == {STRANGER}
    tutor.hidden = False
    assert set(film.run(5)[15:]) == {TUTOR}


def test_no_place_is_kept_for_ever():
    film, tutor, _ = away(there=False)
    tutor.hidden = True
    film.run(GUARD_MAX_S + 1)
    assert film.show() == STRANGER


def test_a_guest_who_exercises_long_enough_stays():
    film, tutor, stranger = away(there=False)
    film.swings = [stranger]
    film.run(GUARD_MAX_S + 25)
    tutor.hidden = False
    assert set(film.run(3)) == {STRANGER}


@pytest.mark.parametrize("mover", [STRANGER, TUTOR])
def test_who_exercises_is_followed_though_another_was_first(mover):
    watcher, tutor = Body(600 - mover, colour=BLUE), Body(mover, colour=RED, hidden=True)
    film = Film(watcher, tutor)
    film.swings = [tutor]
    assert set(film.run(2)) == {600 - mover}
    tutor.hidden = False
    assert set(film.run(6)[30:]) == {mover}


def test_who_has_exercised_and_rests_is_not_replaced_by_one_who_moves():
    tutor, other = Body(TUTOR, colour=RED), Body(STRANGER, colour=BLUE)
    film = Film(tutor, other)
    film.swings = [tutor]
    film.run(5)
    film.swings = [other]
    assert set(film.run(10)) == {TUTOR}


def test_a_small_body_that_moves_is_somebody_on_a_screen():
    person, screen = Body(TUTOR, colour=RED), Body(STRANGER, colour=BLUE, size=30.0)
    film = Film(person, screen)
    film.swings = [screen]
    assert set(film.run(8)) == {TUTOR}


def test_of_two_at_the_start_the_larger_and_more_central_is_taken():
    assert Film(Body(60, size=40.0), Body(350)).show() == 350
    assert Film(Body(350), Body(60, size=40.0)).show() == 350
    assert Film(Body(40), Body(330)).show() == 330


def test_another_scene_may_show_another_tutor_at_once():
    tutor, second = Body(TUTOR, colour=RED), Body(STRANGER, colour=BLUE, hidden=True)
    film = Film(tutor, second)
    film.run(5)
    tutor.hidden, second.hidden, film.room.wall = True, False, 220
    assert film.show() == STRANGER


def test_back_in_the_first_scene_the_first_tutor_is_known_among_others():
    tutor, second = Body(TUTOR, colour=RED), Body(STRANGER, colour=BLUE, hidden=True)
    film = Film(tutor, second)
    film.run(5)
    tutor.hidden, second.hidden, film.room.wall = True, False, 220
    film.run(5)
    tutor.hidden, film.room.wall = False, 20
    assert set(film.run(3)[15:]) == {TUTOR}


def test_in_a_film_who_exercises_meanwhile_is_shown_and_in_a_living_room_not():
    for film_of_a_lesson in (True, False):
        tutor, other = Body(TUTOR, colour=RED), Body(STRANGER, colour=BLUE, hidden=True)
        film = Film(tutor, other, film=film_of_a_lesson)
        film.swings = [tutor, other]
        film.run(5)
        tutor.hidden, other.hidden = True, False
        assert film.run(4)[-1] == (STRANGER if film_of_a_lesson else None)
        tutor.hidden = False
        assert film.run(1.5)[-1] == TUTOR


def test_other_light_makes_nobody_a_stranger():
    tutor = Body(TUTOR, colour=RED)
    film = Film(tutor)
    film.run(5)
    tutor.colour = BLUE  # the colours change, the person does not move
    assert set(film.run(3)) == {TUTOR}
