import cv2
import numpy as np
import pytest

from device.choices import Layout
from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, BACKGROUND, LEVEL_COLOURS, MARGIN_X, PANEL, REFERENCE_SIZE, TRACK
from device.tv.screens import match_layout as layout
from device.tv.screens import match_score
from device.tv.screens.match import MatchScreen
from device.tv.screens.match_frame import CONTENT_TOP
from scoring.body.joints import BONE_COUNT
from scoring.repetitions.repetition import RepetitionState
from tests.device.tv.looking import SIZES, clear_inside, count, region, share_of
from tests.device.tv.screens.match_pictures import bar, draw, strip, tutor_panel

UNKNOWN = (Level.UNKNOWN,) * BONE_COUNT


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


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_drawn_in_the_margins(view, size):
    canvas = draw(view(title="W" * 200, message="W" * 300, user_image=None, score=100.0), size)
    clear_inside(canvas)
    assert (canvas.pixels == BACKGROUND).all()


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


def test_rate_and_notice_stand_at_the_top_only_where_there_is_something_to_say(view, written):
    draw(view())
    assert not [text for text in written if "%" in text or "warm" in text]
    draw(view(rate=0.75, notice="It is warm in here"))
    assert {"75 %", "It is warm in here"} <= set(written)


def test_the_exercise_and_its_count_stand_together(view, written):
    draw(view(repetitions=4, exercise="Squat"))
    assert written["Squat"].bottom < written["4"].bottom
    assert abs(written["Squat"].middle[0] - written["4"].middle[0]) <= 1
    assert "Reps" not in written
    written.clear()
    draw(view(repetitions=4))
    assert "Reps" in written


def test_a_long_name_of_an_exercise_takes_two_lines(view, written):
    draw(view(repetitions=14, exercise="Romanian deadlift"))
    assert written["Romanian"].bottom <= written["deadlift"].bottom < written["14"].bottom


@pytest.mark.parametrize("placed", list(Layout))
def test_a_bar_shows_how_far_the_repetition_went_where_the_person_is(view, placed):
    def bright(depth):
        state = RepetitionState(count=1, depth=depth)
        return count(draw(view(layout=placed, repetition=state, levels=UNKNOWN)).pixels, ACCENT)

    plain = bright(None)
    assert (bright(0.4) > plain) == (placed is not Layout.TUTOR_ONLY)
    assert (bright(0.6) > bright(0.3)) == (placed is not Layout.TUTOR_ONLY)
