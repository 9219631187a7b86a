from dataclasses import replace

import cv2
import numpy as np
import pytest

from device.messages import Arrow, Layout, Level
from device.station import match_layout as layout
from device.station import match_score
from device.station.canvas import Canvas
from device.station.match_frame import CONTENT_TOP, CONTENT_WIDTH
from device.station.match_screen import MatchScreen
from device.station.theme import (
    ACCENT,
    BACKGROUND,
    LEVEL_COLOURS,
    MARGIN_X,
    MARGIN_Y,
    OUTLINE,
    PANEL,
    REFERENCE_SIZE,
    TRACK,
)
from scoring.joints import BONE_COUNT, BONES, Joint

SIZES = [(1920, 1080), (1280, 720)]


def draw(view, size=(1920, 1080)):
    canvas = Canvas(size)
    MatchScreen(canvas).draw(view)
    return canvas


def region(canvas, left, top, width, height):
    return canvas.part(canvas.scale.box(left, top, width, height))


def tutor_panel(canvas):
    return region(canvas, MARGIN_X, CONTENT_TOP, layout.PANEL_WIDTH, layout.PANEL_HEIGHT)


def user_panel(canvas):
    left = REFERENCE_SIZE[0] - MARGIN_X - layout.PANEL_WIDTH
    return region(canvas, left, CONTENT_TOP, layout.PANEL_WIDTH, layout.PANEL_HEIGHT)


def bar(canvas):
    width, top, end = match_score.BAR_WIDTH, match_score.BAR_BELOW, match_score.BAR_END
    return region(canvas, (REFERENCE_SIZE[0] - width) / 2, CONTENT_TOP + top, width, end - top)


def share_of(image, colour, tolerance=10):
    return float((np.abs(image.astype(int) - np.array(colour)).max(axis=2) <= tolerance).mean())


@pytest.mark.parametrize("size", SIZES)
def test_the_score_bar_rises_with_the_score(view, size):
    shares = [
        1 - share_of(bar(draw(view(score=score), size)), TRACK) for score in (1.0, 15.0, 40.0, 70.0, 100.0)
    ]
    assert shares == sorted(shares)
    assert shares[0] < 0.12
    assert shares[-1] > 0.95
    assert np.diff(shares).min() > 0.1


@pytest.mark.parametrize(("score", "level"), [(30.0, Level.BAD), (70.0, Level.FAIR), (95.0, Level.GOOD)])
def test_the_score_bar_has_the_colour_of_the_score(view, score, level):
    column = bar(draw(view(score=score)))
    assert share_of(column[-40:-20], LEVEL_COLOURS[level]) > 0.9


@pytest.mark.parametrize("score", [None, float("nan")])
def test_without_a_score_the_bar_is_empty(view, score):
    column = bar(draw(view(score=score)))
    assert all(share_of(column, LEVEL_COLOURS[level]) == 0 for level in (Level.GOOD, Level.FAIR, Level.BAD))
    assert share_of(column, TRACK) > 0.9


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


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_drawn_in_the_margins(view, size):
    canvas = draw(view(title="W" * 200, message="W" * 300, user_image=None, score=100.0), size)
    inner = canvas.scale.box(
        MARGIN_X, MARGIN_Y, REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    )
    canvas.clear(inner)
    assert (canvas.pixels == BACKGROUND).all()


def strip(canvas):
    return region(canvas, MARGIN_X, layout.MESSAGE_TOP, CONTENT_WIDTH, layout.MESSAGE_HEIGHT)


@pytest.mark.parametrize("said", [{"message": "Get ready"}, {"sentence": "Bend your left elbow more"}])
def test_a_sentence_appears_below_the_picture_and_goes_away(view, said):
    canvas = Canvas((1920, 1080))
    screen = MatchScreen(canvas)
    screen.draw(view())
    assert (strip(canvas) == BACKGROUND).all()
    screen.draw(view(**said))
    pill = np.argwhere((strip(canvas) == PANEL).all(axis=2))
    assert len(pill) > 5000
    assert pill[:, 1].mean() + MARGIN_X > layout.USER_LEFT
    screen.draw(view())
    assert (strip(canvas) == BACKGROUND).all()


def test_what_everybody_is_told_goes_before_what_one_is_told(view, player):
    told = player(message="I can't see your feet", sentence="Bend your left elbow more")
    everybody, own = draw(view(message="Get ready")), draw(view(players=(told,)))
    assert np.array_equal(strip(draw(view(players=(told,), message="Get ready"))), strip(everybody))
    alone = strip(draw(view(players=(player(message="I can't see your feet"),))))
    assert np.array_equal(strip(own), alone)


def test_lag_and_mirror_stand_below_the_bar_only_when_it_is_so(view):
    top = CONTENT_TOP + match_score.BAR_END + 4
    notes = (MARGIN_X + layout.PANEL_WIDTH, top, 192, CONTENT_TOP + layout.PANEL_HEIGHT - top)
    nothing = region(draw(view(lag_s=0.1, mirrored=False)), *notes)
    late = region(draw(view(lag_s=0.8)), *notes)
    both = region(draw(view(lag_s=0.8, mirrored=True)), *notes)
    assert (nothing == BACKGROUND).all()
    assert 0 < (late != BACKGROUND).sum() < (both != BACKGROUND).sum()
    assert (both[:, [0, -1]] == BACKGROUND).all()


def test_without_a_camera_picture_a_quiet_panel_is_shown(view):
    panel = user_panel(draw(view(user_image=None, joints=None)))
    assert share_of(panel, PANEL) > 0.8


def test_drawing_on_gives_the_same_as_drawing_afresh(view, body):
    """What is kept from one view to the next must never show through."""
    views = [
        view(message="Step back", score=20.0),
        view(score=None, user_image=None, joints=None, time_s=13.0),
        view(title="Another", joints=None, time_s=50.0, score=99.0),
        view(tutor_image=np.full((854, 480, 3), 30, np.uint8), tutor_joints=body(400, (40, 200))),
    ]
    canvas = Canvas((1280, 720))
    screen = MatchScreen(canvas)
    for each in views:
        screen.draw(each)
    fresh = draw(views[-1], (1280, 720))
    assert np.array_equal(tutor_panel(canvas), tutor_panel(fresh))
    canvas.clear(canvas.scale.box(MARGIN_X, CONTENT_TOP, layout.PANEL_WIDTH, layout.PANEL_HEIGHT))
    fresh.clear(fresh.scale.box(MARGIN_X, CONTENT_TOP, layout.PANEL_WIDTH, layout.PANEL_HEIGHT))
    right = canvas.scale.box(
        REFERENCE_SIZE[0] - MARGIN_X - layout.PANEL_WIDTH,
        CONTENT_TOP,
        layout.PANEL_WIDTH,
        layout.PANEL_HEIGHT,
    )
    canvas.clear(right)
    fresh.clear(right)
    assert np.array_equal(canvas.pixels, fresh.pixels)


def test_an_unchanged_picture_is_not_scaled_again(view, monkeypatch):
    canvas = Canvas((1920, 1080))
    screen = MatchScreen(canvas)
    same = view()
    screen.draw(same)
    scaled = []
    resize = cv2.resize
    monkeypatch.setattr(cv2, "resize", lambda *args, **kw: scaled.append(1) or resize(*args, **kw))
    screen.draw(same)
    assert scaled == []
    screen.draw(
        view(
            tutor_image=same.tutor_image.copy(),
            tutor_joints=same.tutor_joints,
            user_image=same.user_image,
            joints=same.players[0].joints,
        )
    )
    assert len(scaled) == 1


LAYOUTS = list(Layout)


@pytest.mark.parametrize("each", LAYOUTS)
@pytest.mark.parametrize("size", SIZES)
def test_no_layout_draws_into_the_margins(view, each, size):
    loud = {"name": "W" * 90, "repetitions": 999, "score": 100.0, "lag_s": 9.9, "mirrored": True}
    canvas = draw(view(layout=each, rate=0.5, notice="W" * 99, sentence="W" * 99, count_in=2, **loud), size)
    inner = canvas.scale.box(
        MARGIN_X, MARGIN_Y, REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    )
    canvas.clear(inner)
    assert (canvas.pixels == BACKGROUND).all()


def test_the_tutor_is_larger_where_the_household_asked_for_it(view):
    tutor = np.full((720, 1280, 3), (250, 0, 250), np.uint8)
    user = np.full((480, 640, 3), (0, 250, 250), np.uint8)
    shares = {}
    for each in LAYOUTS:
        shown = draw(view(layout=each, tutor_image=tutor, user_image=user, joints=None, tutor_joints=None))
        shares[each] = [share_of(shown.pixels, colour) for colour in ((250, 0, 250), (0, 250, 250))]
    assert shares[Layout.TUTOR_LARGE][0] > 1.6 * shares[Layout.BESIDE][0]
    assert 0 < shares[Layout.TUTOR_LARGE][1] < 0.4 * shares[Layout.BESIDE][1]
    assert shares[Layout.TUTOR_ONLY][0] > 1.6 * shares[Layout.BESIDE][0]
    assert shares[Layout.TUTOR_ONLY][1] == 0


@pytest.mark.parametrize("to", LAYOUTS)
@pytest.mark.parametrize("since", LAYOUTS)
def test_the_layout_changes_while_it_runs_and_leaves_nothing_behind(view, since, to):
    canvas = Canvas((1280, 720))
    screen = MatchScreen(canvas)
    screen.draw(view(layout=since, sentence="Go lower", lag_s=0.8, repetitions=3))
    last = view(layout=to, name="Mia", colour=(120, 200, 120), repetitions=4)
    screen.draw(last)
    assert np.array_equal(canvas.pixels, draw(last, (1280, 720)).pixels)


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


@pytest.mark.parametrize("size", SIZES)
def test_the_count_in_lies_over_dimmed_pictures_and_goes_without_a_trace(view, size):
    canvas = Canvas(size)
    screen = MatchScreen(canvas)
    shown = view()
    screen.draw(shown)
    before = canvas.pixels.copy()
    pictures = []
    for beats in (2, 1):
        screen.draw(view(user_image=shown.user_image, tutor_image=shown.tutor_image, count_in=beats))
        pictures.append(canvas.pixels.copy())
    assert not np.array_equal(*pictures)
    for each in pictures:
        below = each[size[1] // 4 : size[1] // 2, size[0] // 12 : size[0] // 6]
        was = before[size[1] // 4 : size[1] // 2, size[0] // 12 : size[0] // 6]
        assert below.mean() < 0.6 * was.mean()
        # the number is higher than a quarter of the screen
        middle = (each[:, size[0] // 2 - size[0] // 12 : size[0] // 2 + size[0] // 12] > 230).all(axis=2)
        assert np.ptp(np.flatnonzero(middle.any(axis=1))) > size[1] / 4
    # dimmed once, not once a picture
    screen.draw(view(user_image=shown.user_image, tutor_image=shown.tutor_image, count_in=1))
    assert np.array_equal(canvas.pixels, pictures[1])
    screen.draw(view(user_image=shown.user_image, tutor_image=shown.tutor_image))
    assert np.array_equal(canvas.pixels, before)


@pytest.fixture
def written(monkeypatch):
    texts = []
    write = Canvas.text
    monkeypatch.setattr(
        Canvas, "text", lambda self, text, *a, **k: texts.append(text) or write(self, text, *a, **k)
    )
    return texts


@pytest.mark.parametrize("each", LAYOUTS)
def test_repetitions_are_shown_only_where_they_are_counted(view, written, each):
    draw(view(layout=each))
    assert "Reps" not in written
    draw(view(layout=each, repetitions=0))
    assert {"Reps", "0"} <= set(written)


def test_rate_and_notice_stand_at_the_top_only_where_there_is_something_to_say(view, written):
    draw(view())
    assert not [text for text in written if "%" in text or "warm" in text]
    draw(view(rate=0.75, notice="It is warm in here"))
    assert {"75 %", "It is warm in here"} <= set(written)


def test_a_name_is_said_without_a_picture_too(view, written):
    draw(view(layout=Layout.TUTOR_ONLY, name="Mia", colour=(120, 200, 120)))
    assert "Mia" in written
    assert "Score" not in written
