"""The tutor and the person in a match of one: their pictures, bodies and arrows."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from device.messages import Arrow, Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, LEVEL_COLOURS, OUTLINE, PANEL
from device.tv.screens.match import MatchScreen
from scoring.body.joints import BONE_COUNT, BONES, Joint
from tests.device.tv.looking import SIZES, share_of
from tests.device.tv.screens.match_pictures import draw, tutor_panel, user_panel


def reds(panel):
    return np.argwhere(np.abs(panel.astype(int) - LEVEL_COLOURS[Level.BAD]).max(axis=2) < 20)


@pytest.mark.parametrize("size", SIZES)
def test_a_bad_bone_is_red_on_the_users_side_only(view, size):
    levels = [Level.GOOD] * BONE_COUNT
    levels[BONES.index((Joint.LEFT_HIP, Joint.LEFT_KNEE))] = Level.BAD
    canvas = draw(view(levels=tuple(levels)), size)
    assert len(reds(user_panel(canvas))) > 200
    assert len(reds(tutor_panel(canvas))) == 0
    y, x = reds(user_panel(canvas)).mean(axis=0)
    height, width = user_panel(canvas).shape[:2]
    # the person's left thigh: below the middle, right of it
    assert 0.55 < y / height < 0.7
    assert 0.5 < x / width < 0.65


def test_an_arrow_is_drawn_where_it_belongs(view):
    plain = view()
    start = tuple(plain.players[0].joints[Joint.LEFT_WRIST].tolist())
    arrow = Arrow(Joint.LEFT_WRIST, start, (start[0] + 10, start[1] - 90))
    before, after = user_panel(draw(plain)), user_panel(draw(view(arrows=(arrow,))))
    assert share_of(before, ACCENT) == 0
    places = np.argwhere(np.abs(after.astype(int) - ACCENT).max(axis=2) < 20)
    assert len(places) > 1500
    y, x = places.mean(axis=0) / after.shape[0]
    assert x > 0.6
    assert y < 0.5


@pytest.mark.parametrize("size", [(640, 480), (480, 854), (1280, 720), (500, 500)])
@pytest.mark.parametrize("screen", SIZES)
def test_a_circle_stays_a_circle_in_every_shape_of_picture(view, size, screen):
    picture = np.full((size[1], size[0], 3), 60, np.uint8)
    cv2.circle(picture, (size[0] // 2, size[1] // 2), 100, (250, 0, 250), cv2.FILLED)
    panel = user_panel(draw(view(user_image=picture, joints=None), screen))
    seen = np.abs(panel.astype(int) - (250, 0, 250)).max(axis=2) < 60
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    assert len(rows) > 60
    assert abs(np.ptp(rows) - np.ptp(columns)) <= 2
    # and it stands in the middle of the panel
    assert abs(rows.mean() - panel.shape[0] / 2) <= 2
    assert abs(columns.mean() - panel.shape[1] / 2) <= 2


def test_the_skeleton_lies_on_the_person_whatever_part_of_the_picture_is_shown(view, body):
    joints = body(500, (700, 100))
    picture = np.full((720, 1280, 3), 60, np.uint8)
    x, y = joints[Joint.NOSE]
    cv2.circle(picture, (round(float(x)), round(float(y))), 40, (250, 0, 250), cv2.FILLED)
    panel = user_panel(draw(view(user_image=picture, joints=joints)))
    face = np.argwhere(np.abs(panel.astype(int) - (250, 0, 250)).max(axis=2) < 30)
    white = np.argwhere((panel > 250).all(axis=2))
    nose = white[white[:, 0] < white[:, 0].min() + 16]
    assert np.abs(face.mean(axis=0)[1] - nose.mean(axis=0)[1]) < 2
    assert face[:, 0].min() < nose[:, 0].min()


def test_without_a_camera_picture_a_quiet_panel_is_shown(view):
    panel = user_panel(draw(view(user_image=None, joints=None)))
    assert share_of(panel, PANEL) > 0.8


def test_a_mirrored_picture_has_everything_but_the_words_the_other_way_round(view, body):
    picture = np.full((480, 640, 3), 60, np.uint8)
    picture[:, 400:440] = (250, 0, 250)
    joints = body(400, (60, 30))  # left of the middle of the picture
    wrist = tuple(joints[Joint.LEFT_WRIST].tolist())
    arrow = Arrow(Joint.LEFT_WRIST, wrist, (wrist[0] + 10, wrist[1] - 90))
    shown = {"user_image": picture, "joints": joints, "arrows": (arrow,), "levels": (Level.BAD,) * BONE_COUNT}
    plain = user_panel(draw(view(**shown)))
    turned = user_panel(draw(replace(view(**shown), mirrored=True)))
    # the framing follows the person, so the window is the same part of the picture
    for colour in ((250, 0, 250), ACCENT, LEVEL_COLOURS[Level.BAD]):
        here, there = (
            np.argwhere(np.abs(each.astype(int) - colour).max(axis=2) < 20) for each in (plain, turned)
        )
        assert len(here) > 200
        assert there[:, 1].mean() == pytest.approx(plain.shape[1] - 1 - here[:, 1].mean(), abs=3)
        assert there[:, 0].mean() == pytest.approx(here[:, 0].mean(), abs=3)
    # the label is no part of it
    corner = np.s_[-64:-20, 20:100]
    assert np.array_equal(plain[corner], turned[corner])


def test_mirroring_alone_is_a_change(view):
    canvas = Canvas((1280, 720))
    screen, shown = MatchScreen(canvas), view()
    picture = shown.user_image.copy()
    picture[:, :200] = 20
    screen.draw(view(user_image=picture))
    before = user_panel(canvas).copy()
    screen.draw(replace(view(user_image=picture), mirrored=True))
    assert not np.array_equal(user_panel(canvas), before)


def test_patterns_come_and_go_with_the_setting(view):
    wrong = (Level.BAD,) * BONE_COUNT
    canvas = Canvas((1920, 1080))
    screen, shown = MatchScreen(canvas), view(levels=wrong)
    screen.draw(shown)
    plain = user_panel(canvas).copy()
    screen.draw(view(levels=wrong, user_image=shown.user_image, patterned=True))
    assert share_of(user_panel(canvas), OUTLINE) > 1.5 * share_of(plain, OUTLINE)
    screen.draw(shown)
    assert np.array_equal(user_panel(canvas), plain)
