"""The same screens in every language: nothing stays English, nothing is a box, everything has room."""

import numpy as np
import pytest

from device.station import (
    match_frame,
    match_screen,
    pair_result_screen,
    pair_screen,
    remarks,
    result_screen,
    sentence,
)
from device.station.canvas import Canvas
from device.station.font import ENGLISH
from device.station.match_screen import MatchScreen
from device.station.pair_result_screen import PairResultScreen
from device.station.pair_screen import PairScreen
from device.station.result_screen import ResultScreen
from device.station.television import Television
from device.station.text import ELLIPSIS
from device.station.theme import REFERENCE_SIZE, Type
from device.words.lookup import LANGUAGES, words
from scoring.cues import SENSIBLE, BodyPart, Cue
from scoring.joints import ANGLE_COUNT, Angle

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
        ResultScreen(canvas, spoken).draw(result(title="7", **changes), None)
        PairResultScreen(canvas, spoken).draw([result(title="7", **changes)] * 2)
    assert len(set(written)) > 25
    assert not [text for text in written if has_latin(text)]
    assert not [text for text in written if not canvas.lettering.shows(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_room(language, script):
    found, spoken = script(language), words(language)
    width = Canvas(REFERENCE_SIZE, found.font).lettering.width
    column = match_frame.CONTENT_WIDTH - 2 * match_screen.PANEL_WIDTH
    assert width(spoken.text("score"), Type.SMALL) < column
    # the longest time, 120:00, beside its word
    words_of_time = sum(width(piece, Type.SMALL) for piece in spoken.around("time_left"))
    assert width("120:00", Type.TITLE) + 14 + words_of_time < match_frame.TIME_WIDTH
    for angle in Angle:
        name = spoken.heading(spoken.angle(angle))
        assert width(name, Type.BODY) < pair_result_screen.PART_WIDTH < result_screen.SCORE_WIDTH
    for key in ("best", "to_work_on", "weakest"):
        assert width(spoken.text(key), Type.SMALL) < pair_result_screen.PART_WIDTH
    moment = width("100", Type.TITLE) + remarks.MOMENT_GAP
    moment += width(spoken.text("at_time", time="120:00"), Type.SMALL)
    assert moment < pair_result_screen.PART_WIDTH
    left = result_screen.FIGURE_LEFT - match_screen.MARGIN_X
    assert left < pair_result_screen.FIGURE_LEFT
    for key in ("great", "good", "keep_going", "no_score"):
        assert width(spoken.text(key), Type.TITLE) < left
    assert width(spoken.text("too_little_seen"), Type.BODY) < left


@pytest.mark.parametrize("size", [REFERENCE_SIZE, (1280, 720)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_room(language, size, script):
    """Whole, however long: in one line for one person, in two for each of two."""
    found, spoken = script(language), words(language)
    canvas = Canvas(size, found.font)
    lettering, px = canvas.lettering, canvas.scale.px
    width, pill = lettering.width, 2 * px(sentence.PAD) + px(sentence.MARK) + px(sentence.GAP)
    content, picture = px(match_frame.CONTENT_WIDTH), px(pair_screen.PICTURE_WIDTH)
    cues = [Cue(part, ask) for part in BodyPart for ask in SENSIBLE[part]]
    praises = [spoken.praise(number, part) for part in BodyPart for number in range(3)]
    keys = ("not_seen", "paused", "legs_not_seen", "feet_not_seen", "arms_not_seen", "hands_not_seen")
    half = px((pair_screen.PICTURE_WIDTH - pair_screen.HALF_GAP / 2) / 2)
    for said in (*map(spoken.say, cues), *praises, *map(spoken.text, keys)):
        assert width(said, Type.TITLE) < content - pill
        rows = lettering.two_lines(said, Type.BODY, half - pill)
        assert not [row for row in rows if row.endswith(ELLIPSIS)], said
    for key in ("get_ready", "no_picture", "user_over"):
        assert width(spoken.text(key), Type.BODY) < picture - pill
    for cue in cues:
        said = spoken.text("next_time", advice=spoken.advice(cue))
        assert width(said, Type.TITLE) < content - 2 * px(remarks.ADVICE_PAD)
        room = px(pair_result_screen.COLUMN_WIDTH) - 2 * px(remarks.ADVICE_PAD)
        rows = lettering.two_lines(said, Type.BODY, room)
        assert not [row for row in rows if row.endswith(ELLIPSIS)], said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_room(language, script):
    found, spoken = script(language), words(language)
    lettering = Canvas(REFERENCE_SIZE, found.font).lettering
    column = match_frame.CONTENT_WIDTH - 2 * (match_screen.PANEL_WIDTH + match_screen.NOTE_INSET)
    late, mirrored = spoken.text("behind", seconds="9.9"), spoken.text("mirrored")
    rows = [row for note in (late, mirrored) for row in lettering.two_lines(note, Type.SMALL, column)]
    assert len(rows) <= len(match_screen.NOTE_BASELINES)
    assert max(lettering.width(row, Type.SMALL) for row in rows) <= column
    beside = pair_screen.HALF_WIDTH
    widths = [lettering.width(note, Type.SMALL) for note in (late, mirrored)]
    assert sum(widths) + pair_screen.NOTE_GAP < beside
    for place in (0, 1):
        name = lettering.width(spoken.player(place), Type.SMALL)
        assert name < beside - pair_screen.NUMBER_WIDTH
    assert lettering.width("100", Type.SCORE) < pair_screen.NUMBER_WIDTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_television_speaks_the_language_of_its_script(language, script, written, view, result):
    screen = Television("headless", (1280, 720), script(language))
    try:
        screen.show_match(view())
        assert words(language).text("score") in written
        screen.show_result((result(),), (None,))
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
        assert max(places[before or after].right, places["0:48"].right) == 1920 - match_screen.MARGIN_X
    assert starts == {
        "en": (False, False),
        "zh-Hant": (True, True),
        "zh-Hans": (True, True),
        "ko": (False, False),
    }
