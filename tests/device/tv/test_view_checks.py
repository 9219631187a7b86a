"""What every screen refuses to show, the real one and its double alike."""

from dataclasses import replace

import numpy as np
import pytest

from device.messages import Arrow, Level, Moment, Summary
from device.tv.television import Television
from device.views import Badge, CameraView, Ended, PauseView, ReadyView, ResultView, Standing
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT, Angle
from tests.device.tv.simulated_screen import SimulatedScreen

PICTURE = np.zeros((9, 9, 3), np.uint8)
MOMENT = Moment(1.0, 50.0, PICTURE, None, PICTURE, None, (Level.GOOD,))


def ended(*results):
    """The end of a match of one or two."""
    return ResultView(tuple(Ended(result) for result in results))


@pytest.fixture
def television():
    screen = Television("headless", (1280, 720))
    yield screen
    screen.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"tutor_image": np.zeros((9, 9), np.uint8)},
        {"tutor_image": np.zeros((9, 9, 3), np.float32)},
        {"user_image": np.zeros((0, 9, 3), np.uint8)},
        {"joints": np.zeros((33, 2), np.float32)},
        {"tutor_joints": np.zeros((15, 3), np.float32)},
        {"levels": (Level.GOOD,)},
        {"arrows": (Arrow(15, (0, 0), (1, 1)),)},
        {"players": ()},
    ],
)
def test_every_screen_refuses_what_breaks_the_contract(view, television, changes):
    simulated = SimulatedScreen()
    for screen in (television, simulated):
        with pytest.raises(ValueError, match=r"must|joint"):
            screen.show(view(**changes))
    assert simulated.views == []


def test_every_screen_refuses_three_people(view, player, television):
    for screen in (television, SimulatedScreen()):
        with pytest.raises(ValueError, match="players must be one to 2, not 3"):
            screen.show(view(players=(player(),) * 3))


def test_every_screen_refuses_a_broken_result(result, television):
    unknown = np.full(ANGLE_COUNT, np.nan)
    for screen in (television, SimulatedScreen()):
        for broken in (
            result(joint_scores=np.zeros(3)),
            result(angle_scores=np.zeros(3), summary=Summary(None, None, None, None, None)),
            result(live_times=np.zeros(3)),
            result(angle_scores=unknown, summary=Summary(Angle.NECK, 1.0, None, None, None)),
        ):
            with pytest.raises(ValueError, match="must have"):
                screen.show(ended(broken))
        for results in ((), (result(),) * 3):
            with pytest.raises(ValueError, match="people must be"):
                screen.show(ended(*results))
        with pytest.raises(ValueError, match="levels must have"):
            screen.show(ResultView((Ended(result(), worst=MOMENT),)))


FLAT, THREE = np.zeros((9, 9), np.uint8), np.zeros((15, 3), np.float32)
STANDING = Standing(Badge("Mia", (1, 2, 3)), THREE)


@pytest.mark.parametrize(
    "broken",
    [
        CameraView("Camera", FLAT, (), ()),
        CameraView("Camera", PICTURE, (None, THREE), ()),
        ReadyView("Ready", FLAT, (replace(STANDING, joints=None),)),
        ReadyView("Ready", PICTURE, (STANDING,)),
        ReadyView("Ready", PICTURE, ()),
    ],
)
def test_every_screen_refuses_broken_pictures_and_people_before_a_match(broken, television):
    for screen in (television, SimulatedScreen()):
        with pytest.raises(ValueError, match="must"):
            screen.show(broken)


def test_every_screen_refuses_a_broken_match_behind_a_menu(view, television):
    for screen in (television, SimulatedScreen()):
        with pytest.raises(ValueError, match="must"):
            screen.show(PauseView(view(tutor_image=FLAT), ("Resume",), None))


@pytest.mark.parametrize(
    "changes",
    [{"tutor_image": FLAT}, {"user_image": FLAT}, {"tutor_joints": THREE}, {"user_joints": THREE}],
)
def test_every_screen_refuses_a_broken_moment(result, television, changes):
    whole = replace(MOMENT, levels=(Level.GOOD,) * BONE_COUNT)
    for screen in (television, SimulatedScreen()):
        screen.show(ResultView((Ended(result(), best=whole),)))
        with pytest.raises(ValueError, match="must"):
            screen.show(ResultView((Ended(result(), best=replace(whole, **changes)),)))
