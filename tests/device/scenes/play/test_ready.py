import dataclasses

import numpy as np
import pytest

from device.camera.kept import CameraState
from device.effects import Effect
from device.match.ready.readiness import COUNTDOWN_S, STEADY_S
from device.presses import Press, Spot
from device.remote.messages import Done, GoOn, Stop, TvState
from device.trouble import Trouble
from device.views import HomeView, ReadyView, ResultView, TroubleView
from tests.scoring.performances import performed


@pytest.fixture
def ready(house):
    house.mia, house.noah = house.member("Mia"), house.member("Noah")
    house.press_id = house.lesson("Press")
    house.get_ready(house.press_id, house.mia)
    return house


@pytest.fixture(scope="module")
def standing():
    """A pose that stands well in a picture of 640 x 480."""
    return performed("squat").pose(0)


def stand(house, pose, seconds, *others):
    """Pictures of it, and what is shown after the last."""
    for _ in range(round(seconds * 10)):
        house.clock.sleep(0.1)
        house.poses.see(house.clock.now(), pose, *others)
        house.poses.pictures[-1] = dataclasses.replace(
            house.poses.pictures[-1],
            frame=dataclasses.replace(
                house.poses.pictures[-1].frame, image=np.full((480, 640, 3), 120, np.uint8)
            ),
        )
        house.loop.round()
    return house.screen.shown[-1]


def test_people_see_themselves_and_what_is_wrong(ready):
    view = stand(ready, None, 3.0)
    assert isinstance(view, ReadyView)
    assert view.image.shape == (480, 640, 3)
    assert [one.badge.name for one in view.people] == ["Mia"]
    assert view.people[0].advice or view.advice
    assert view.countdown is None
    assert ready.poses.watched == (1, 0.0)


def test_a_person_who_stands_well_is_counted_down_and_begins(ready, standing):
    view = stand(ready, standing, STEADY_S + 1.0)
    assert view.countdown is not None
    assert view.people[0].fine
    stand(ready, standing, COUNTDOWN_S)
    ready.play_on()
    assert [request.lesson_id for request, judged in ready.played if judged] == [ready.press_id]
    assert isinstance(ready.screen.shown[-1], ResultView)
    assert ready.sounds.all.count(Effect.BEAT) == round(COUNTDOWN_S)


def test_the_first_button_begins_at_once(ready):
    ready.press(Press.OK)
    assert ready.played[-1][1] is True


def test_the_second_button_only_watches(ready):
    assert ready.press(Press.RIGHT).focus == Spot("buttons", 1)
    assert isinstance(ready.press(Press.OK), HomeView)
    assert ready.played[-1][1] is False
    assert ready.press().posters[0].score is None


def test_the_third_button_leads_to_the_library(ready):
    assert isinstance(ready.press(Press.RIGHT, Press.RIGHT, Press.OK), HomeView)
    assert ready.played == []


def test_a_phone_begins_or_goes_back(ready):
    assert ready.command(Stop()) == [Done()]
    assert isinstance(ready.screen.shown[-1], HomeView)
    ready.get_ready(ready.press_id, ready.mia, ready.noah)
    assert ready.phones.statuses[-1].doing is TvState.READY
    assert ready.phones.statuses[-1].member_ids == (ready.mia, ready.noah)
    assert ready.command(GoOn()) == [Done()]
    assert len(ready.played) == 1


@pytest.mark.parametrize(
    ("state", "trouble"),
    [(CameraState.NONE, Trouble.NO_CAMERA), (CameraState.LOST, Trouble.CAMERA_LOST)],
)
def test_a_missing_camera_is_said_with_what_to_do(ready, state, trouble):
    ready.camera = state
    view = ready.press()
    assert isinstance(view, TroubleView)
    assert view.trouble is trouble
    assert view.buttons == tuple(map(ready.household.words.text, ("only_watch", "back")))
    assert trouble in ready.phones.statuses[-1].troubles
    ready.camera = CameraState.LIVE
    assert isinstance(ready.press(), ReadyView)


def test_a_camera_that_is_switched_off_is_no_trouble_but_people_can_only_watch(ready):
    ready.camera = CameraState.NONE
    ready.settings.change(camera="none")
    assert ready.press().trouble is Trouble.CAMERA_OFF
    assert ready.phones.statuses[-1].troubles == ()


def test_without_a_camera_people_can_watch(ready):
    ready.camera = CameraState.NONE
    assert isinstance(ready.press(Press.OK), HomeView)
    assert ready.played[-1][1] is False


def test_without_a_camera_people_can_go_back(ready):
    ready.camera = CameraState.NONE
    # the arrow ends at the second of two
    assert isinstance(ready.press(Press.RIGHT, Press.RIGHT, Press.OK), HomeView)
    assert ready.played == []


def test_phones_see_that_it_is_prepared(ready):
    doings = [status.doing for status in ready.phones.statuses]
    assert TvState.PREPARING in doings


def test_a_lesson_that_cannot_be_played_says_so(ready, caplog):
    ready.prepare_error = "Press is damaged."
    ready.get_ready(ready.press_id, ready.mia)
    view = ready.press()
    assert isinstance(view, TroubleView)
    assert (view.trouble, view.detail) == (Trouble.LESSON_BROKEN, "Press")
    assert "Press is damaged." in caplog.text
    assert isinstance(ready.press(Press.OK), HomeView)


def test_the_named_parts_of_a_lesson_are_listed(house):
    house.mia = house.member("Mia")
    parts = ((0.0, 10.0, "Squat"), (10.0, 20.0, "Lunge"), (20.0, 30.0, None), (30.0, 40.0, "Squat"))
    house.get_ready(house.lesson("Press", segments=parts), house.mia)
    assert house.screen.shown[-1].note == "Squat, Lunge"
    house.get_ready(house.lesson("Run"), house.mia)
    assert house.screen.shown[-1].note is None
