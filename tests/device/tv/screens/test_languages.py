"""The same screens in every language: nothing stays English, nothing is a box, everything has room."""

from itertools import combinations

import numpy as np
import pytest

from device.choices import Layout
from device.presses import Spot
from device.tv.drawing import sentence
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.font import ENGLISH
from device.tv.drawing.stars import GAP, SIDE
from device.tv.drawing.text import ELLIPSIS
from device.tv.drawing.theme import MARGIN_X, REFERENCE_SIZE, Type
from device.tv.screens import (
    match_frame,
    match_layout,
    match_score,
    pair_result,
    ready,
    result,
    result_frame,
    result_text,
)
from device.tv.screens.match import MatchScreen
from device.tv.screens.pair import PairScreen
from device.tv.screens.pair_result import PairResultScreen
from device.tv.screens.pause import PauseScreen
from device.tv.screens.ready import ReadyScreen
from device.tv.screens.result import ResultScreen
from device.tv.television import Television
from device.views import Badge, Ended, PauseView, ReadyView, ResultView, Standing
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.body.joints import ANGLE_COUNT, Angle
from scoring.guidance.cues import CUES, BodyPart
from scoring.limb import Limb

NAN = float("nan")
OTHERS = [language for language in LANGUAGES if language != ENGLISH.language]


@pytest.fixture
def written(monkeypatch):
    """Every text that a screen writes, whatever the way."""
    texts = []
    for name in ("text", "tag"):
        write = getattr(Canvas, name)

        def noted(self, text, *rest, write=write, **more):
            texts.append(text)
            return write(self, text, *rest, **more)

        monkeypatch.setattr(Canvas, name, noted)
    return texts


def has_latin(text):
    return any(letter.isascii() and letter.isalpha() for letter in text)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_on_the_screens_stays_english(language, script, written, view, pair, result):
    found = script(language)
    canvas = Canvas(REFERENCE_SIZE, found.font)
    spoken = words(language)
    no_picture = {"user_image": None, "joints": None}
    for changes in ({}, no_picture, {"score": None}, {"lag_s": 0.8, "mirrored": True}):
        MatchScreen(canvas, spoken).draw(view(title="7", **changes))
    PairScreen(canvas, spoken).draw(pair(title="7", left={"lag_s": 0.8, "mirrored": True}))
    low = np.full(ANGLE_COUNT, 40.0)
    low[Angle.NECK] = 90.0
    nothing = {"final": NAN, "live_scores": np.full(181, NAN), "angle_scores": np.full(ANGLE_COUNT, NAN)}
    for changes in ({}, {"angle_scores": low, "final": 20.0}, nothing):
        for before in (None, 20.0, 87.0):
            ended = Ended(result(title="7", **changes), Badge("7", (9, 9, 9)), before, repetitions=7)
            ResultScreen(canvas, spoken).draw(ResultView((ended,), following="7"))
            other = Ended(result(title="7", final=20.0))
            PairResultScreen(canvas, spoken).draw(ResultView((ended, other)))
        PairResultScreen(canvas, spoken).draw(ResultView((ended, ended)))
    for layout in Layout:
        MatchScreen(canvas, spoken).draw(view(title="7", layout=layout, repetitions=7, rate=0.75))
        PairScreen(canvas, spoken).draw(pair(title="7", layout=layout, user_image=None))
    PauseScreen(canvas, spoken).draw(PauseView(view(title="7"), ("7",), Spot("buttons")))
    ReadyScreen(canvas, spoken).draw(ReadyView("7", None, (Standing(Badge("7", (9, 9, 9))),)))
    assert len(set(written)) > 25
    assert not [text for text in written if has_latin(text)]
    assert not [text for text in written if not canvas.lettering.shows(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_room(language, script):
    found, spoken = script(language), words(language)
    width = Canvas(REFERENCE_SIZE, found.font).lettering.width
    column = match_frame.CONTENT_WIDTH - 2 * match_layout.PANEL_WIDTH
    assert width(spoken.text("score"), Type.SMALL) < column
    # the longest time, 120:00, beside its word
    words_of_time = sum(width(piece, Type.SMALL) for piece in spoken.around("time_left"))
    assert width("120:00", Type.TITLE) + 14 + words_of_time < match_frame.TIME_WIDTH
    # a hundred repetitions of one of two, and how late that one is
    counted = width(spoken.text("repetitions"), Type.SMALL) + width("100", Type.TITLE)
    late = width(spoken.text("behind", seconds="9.9"), Type.SMALL)
    gaps = match_score.FLAT_COUNT_GAP + match_score.GAP
    assert late + counted + gaps < match_layout.HALF_WIDTH
    hundred = width("100", Type.BODY) + result_text.PART_GAP
    for angle in Angle:
        name = spoken.heading(spoken.angle(angle))
        assert width(name, Type.BODY) + hundred < pair_result.PART_WIDTH < result.SCORE_WIDTH
    for key in ("best", "to_work_on", "weakest"):
        label = width(spoken.text(key), Type.SMALL) + result_text.PART_GAP
        label += width(spoken.text("at_time", time="120:00"), Type.SMALL)
        assert label < pair_result.PART_WIDTH + pair_result.COLUMN_GAP / 2
    room = min(result.FIGURE_LEFT - MARGIN_X, pair_result.FIGURE_LEFT)
    stars = 3 * SIDE + 2 * GAP + result_text.VERDICT_GAP
    for key in ("great", "good", "keep_going"):
        assert stars + width(spoken.text(key), Type.BODY) < room
    assert width(spoken.text("no_score"), Type.TITLE) < room
    assert width(spoken.text("too_little_seen"), Type.BODY) < room
    compared = width(spoken.text("since_last", number="\N{MINUS SIGN}100"), Type.SMALL)
    assert result_text.ARROW + 14 + compared < room
    for key in ("first_time", "same_as_last"):
        assert width(spoken.text(key), Type.SMALL) < room
    around = 2 * sentence.PAD + sentence.MARK + sentence.GAP
    for limbs in combinations(Limb, len(Limb) - 1):
        assert width(spoken.ignored(limbs), Type.TITLE) + around < ready.WIDTH
    assert width(spoken.text("counted", number=9999), Type.SMALL) < room
    assert width(spoken.text("next_lesson"), Type.SMALL) < result_frame.NEXT_WIDTH
    assert width(spoken.text("almost_equal"), Type.BODY) < result_frame.CONTENT_WIDTH
    assert width(spoken.text("ahead"), Type.BODY) < result_frame.CONTENT_WIDTH / 2
    moment = sum(width(text, Type.SMALL) + 16 for text in ("120:00", "100"))
    for key in ("best_moment", "hardest_moment"):
        pictures = 2 * result.MOMENT_WIDTH + result.MOMENT_GAP
        assert width(spoken.text(key), Type.SMALL) + moment < pictures


@pytest.mark.parametrize("size", [REFERENCE_SIZE, (1280, 720)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_room(language, size, script):
    """Whole, however long: in one line for one person, in two for each of two."""
    found, spoken = script(language), words(language)
    canvas = Canvas(size, found.font)
    lettering, px = canvas.lettering, canvas.scale.px
    width, pill = lettering.width, 2 * px(sentence.PAD) + px(sentence.MARK) + px(sentence.GAP)
    content, picture = px(match_frame.CONTENT_WIDTH), px(match_layout.PICTURE_WIDTH)
    praises = [spoken.praise(number, part) for part in BodyPart for number in range(3)]
    keys = ("not_seen", "away", "legs_not_seen", "feet_not_seen", "arms_not_seen", "hands_not_seen")
    half = px(match_layout.SAID_WIDTH)
    for said in (*map(spoken.say, CUES), *praises, *map(spoken.text, keys)):
        assert width(said, Type.TITLE) < content - pill
        rows = lettering.two_lines(said, Type.BODY, half - pill)
        assert not [row for row in rows if row.endswith(ELLIPSIS)], said
    for key in ("get_ready", "no_picture", "user_over"):
        assert width(spoken.text(key), Type.BODY) < picture - pill
    for cue in CUES:
        said = spoken.text("next_time", advice=spoken.advice(cue))
        assert width(said, Type.TITLE) < content - 2 * px(result_text.ADVICE_PAD)
        room = px(pair_result.COLUMN_WIDTH) - 2 * px(result_text.ADVICE_PAD)
        rows = lettering.two_lines(said, Type.BODY, room)
        assert not [row for row in rows if row.endswith(ELLIPSIS)], said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_room(language, script):
    found, spoken = script(language), words(language)
    lettering = Canvas(REFERENCE_SIZE, found.font).lettering
    column = match_frame.CONTENT_WIDTH - 2 * (match_layout.PANEL_WIDTH + match_score.NOTE_INSET)
    late, mirrored = spoken.text("behind", seconds="9.9"), spoken.text("mirrored")
    upright = match_layout.PANEL_HEIGHT - match_score.NOTES_BELOW - match_score.NOTES_APART
    for room, lines in (
        (column, 1 + upright // match_score.NOTE_PITCH),
        (match_layout.SIDE_WIDTH, len(match_score.STACKED_NOTES_BELOW)),
    ):
        rows = [row for note in (late, mirrored) for row in lettering.two_lines(note, Type.SMALL, room)]
        assert len(rows) <= lines
        assert max(lettering.width(row, Type.SMALL) for row in rows) <= room
    beside = match_layout.HALF_WIDTH
    widths = [lettering.width(note, Type.SMALL) for note in (late, mirrored)]
    assert sum(widths) + match_score.NOTE_GAP < beside
    for place in (0, 1):
        name = lettering.width(spoken.player(place), Type.SMALL)
        assert name < beside - match_score.FLAT_NUMBER_WIDTH
    assert lettering.width("100", Type.SCORE) < match_score.FLAT_NUMBER_WIDTH


@pytest.mark.parametrize("size", [REFERENCE_SIZE, (1280, 720)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_advice_before_the_start_has_room(language, size, script):
    """Whole: in one large line for all or one person, in two lines for each of two."""
    found, spoken = script(language), words(language)
    canvas = Canvas(size, found.font)
    lettering, px = canvas.lettering, canvas.scale.px
    pill = 2 * px(sentence.PAD) + px(sentence.MARK) + px(sentence.GAP)
    half = px((ready.PICTURE_WIDTH - ready.SAID_GAP) / 2)
    keys = (
        *("step_back", "come_closer", "move_left", "move_right", "tilt_up", "tilt_down", "turn_sideways"),
        *("second_missing", "move_apart", "stand_still", "feet_missing", "too_dark", "light_behind"),
        *("not_seen", "legs_not_seen", "feet_not_seen", "arms_not_seen", "hands_not_seen"),
    )
    for said in map(spoken.text, keys):
        assert lettering.width(said, Type.TITLE) < px(ready.WIDTH) - pill, said
        rows = lettering.two_lines(said, Type.BODY, half - pill)
        assert not [row for row in rows if row.endswith(ELLIPSIS)], said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_television_speaks_the_language_of_its_script(language, script, written, view, result):
    screen = Television("headless", (1280, 720), script(language))
    try:
        screen.show(view())
        assert words(language).text("score") in written
        screen.show(ResultView((Ended(result()),)))
        assert words(language).text("best") in written
    finally:
        screen.close()


def test_where_the_time_stands_follows_the_language(script, view):
    """English and Korean write the word after the time, Chinese before it."""
    starts = {}
    for language in LANGUAGES:
        canvas = Canvas(REFERENCE_SIZE, script(language).font)
        places = {}
        write = canvas.text
        canvas.text = lambda text, *rest, write=write, places=places: places.setdefault(
            text, write(text, *rest)
        )
        MatchScreen(canvas, words(language)).draw(view())
        before, after = words(language).around("time_left")
        starts[language] = (places[before or after].left < places["0:48"].left, bool(before))
        assert max(places[before or after].right, places["0:48"].right) == 1920 - MARGIN_X
    assert starts == {
        "en": (False, False),
        "zh-Hant": (True, True),
        "zh-Hans": (True, True),
        "ko": (False, False),
    }
