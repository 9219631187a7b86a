"""The words and numbers of a result: final score, stars, comparison with last time, parts, advice."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from device.grades import GOOD_FROM, GREAT_FROM
from device.messages import MatchResult
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.sentence import PRAISE
from device.tv.drawing.stars import draw_stars
from device.tv.drawing.strokes import SUBPIXEL_BITS, fixed
from device.tv.drawing.theme import (
    ACCENT,
    DIM,
    LEVEL_COLOURS,
    PANEL,
    TEXT,
    Box,
    Type,
    clock_text,
    level_of,
)
from device.tv.drawing.typography import CAPITAL, centred_baseline, draw_rows, line_pitch, rows_of
from device.views import Ended
from device.words.lookup import Words
from scoring.body.joints import Angle
from scoring.guidance.cues import Cue

# from which final score on which word is said, by its key
VERDICTS: Final = ((GREAT_FROM, "great"), (GOOD_FROM, "good"), (-np.inf, "keep_going"))

# A careful follower 0.3 s late loses 3 points (docs/MEASURED.md): less than twice that is no lead.
EQUAL_WITHIN: Final = 5
VERDICT_GAP: Final = 20
ARROW: Final = 26  # the square of the arrow up or down
MINUS: Final = "\N{MINUS SIGN}"

NAME_BELOW: Final = 54  # from the baseline of a part's label to that of its name and its score
PART_GAP: Final = 18
ADVICE_PAD: Final = 40
ADVICE_EDGE: Final = 10  # the width of the stroke that marks it


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the lines of a final score stand, px: baselines, and of the stars the upper edge."""

    score: int
    stars: int
    compared: int
    counted: int


def draw_final(canvas: Canvas, words: Words, left: int, rows: Rows, ended: Ended) -> None:
    """Draw from `left` on: final score, stars with a word, comparison with last time, repetitions."""
    final, px = ended.result.final, canvas.scale.px
    if np.isnan(final):
        canvas.text(words.text("no_score"), Type.TITLE, (left, rows.score), "left", TEXT)
        below = rows.score + line_pitch(canvas.scale, Type.TITLE)
        canvas.text(words.text("too_little_seen"), Type.BODY, (left, below), "left", DIM)
    else:
        colour = LEVEL_COLOURS[level_of(final)]
        number = canvas.text(str(round(final)), Type.FINAL, (left, rows.score), "left", colour)
        if final < 99.5:
            place = (number.right + px(12), rows.score)
            canvas.text(words.text("of_100"), Type.SMALL, place, "left", DIM)
        stars = draw_stars(canvas, left, rows.stars, final)
        verdict = next(key for least, key in VERDICTS if round(final) >= least)
        baseline = centred_baseline(canvas.scale, stars.middle[1], Type.BODY)
        canvas.text(words.text(verdict), Type.BODY, (stars.right + px(VERDICT_GAP), baseline), "left", TEXT)
        if ended.badge is not None:  # a guest has no last time
            _compare(canvas, words, left, rows.compared, (round(final), ended.before))
    if ended.repetitions is not None:
        counted = words.text("counted", number=ended.repetitions)
        canvas.text(counted, Type.SMALL, (left, rows.counted), "left", DIM)


def _compare(
    canvas: Canvas, words: Words, left: int, baseline: int, scores: tuple[int, float | None]
) -> None:
    """The score compared with the last one: an arrow and a sentence."""
    final, before = scores
    if before is None or np.isnan(before):
        canvas.text(words.text("first_time"), Type.SMALL, (left, baseline), "left", DIM)
        return
    more = final - round(before)
    if more == 0:
        canvas.text(words.text("same_as_last"), Type.SMALL, (left, baseline), "left", DIM)
        return
    colour, side = (PRAISE if more > 0 else DIM), canvas.scale.px(ARROW)
    middle, up = baseline - CAPITAL * Type.SMALL * canvas.scale.factor, np.sign(more)
    corners = [
        (left, middle + up * side / 2),
        (left + side, middle + up * side / 2),
        (left + side / 2, middle - up * side / 2),
    ]
    cv2.fillPoly(canvas.pixels, [fixed(np.array(corners))], colour, cv2.LINE_AA, SUBPIXEL_BITS)
    said = words.text("since_last", number=f"{more:+d}".replace("-", MINUS))
    canvas.text(said, Type.SMALL, (left + side + canvas.scale.px(14), baseline), "left", colour)


def ahead_of_two(first: float, second: float) -> int | None:
    """Which of two final scores, 0 or 1, is clearly ahead; None where both did about as well, or for NaN."""
    if np.isnan(first) or np.isnan(second) or abs(round(first) - round(second)) <= EQUAL_WITHIN:
        return None
    return 0 if first > second else 1


def parts_of(result: MatchResult) -> tuple[tuple[str, Angle, float | None], ...]:
    """The best and the weakest part: the key of what it is called, the part, and its moment in s."""
    found = result.summary
    chosen: list[tuple[str, Angle, float | None]] = []
    if found.best is not None:
        chosen.append(("best", found.best, found.best_s))
    if found.worst is not None and found.worst is not found.best:
        great = result.angle_scores[found.worst] >= GREAT_FROM
        chosen.append(("weakest" if great else "to_work_on", found.worst, found.worst_s))
    return tuple(chosen)


def draw_parts(
    canvas: Canvas, words: Words, result: MatchResult, places: tuple[tuple[int, int], ...], width: int
) -> None:
    """Each part from a place on, (left, baseline) px, at most `width` px wide: its moment, name and score."""
    px = canvas.scale.px
    for (label, part, moment_s), (left, y) in zip(parts_of(result), places, strict=False):
        named = canvas.text(words.text(label), Type.SMALL, (left, y), "left", DIM)
        if moment_s is not None:
            moment = words.text("at_time", time=clock_text(moment_s))
            canvas.text(moment, Type.SMALL, (named.right + px(PART_GAP), y), "left", DIM)
        score = float(result.angle_scores[part])
        number, below = str(round(score)), y + px(NAME_BELOW)
        room = width - px(PART_GAP) - canvas.lettering.width(number, Type.BODY)
        name = canvas.lettering.fit(words.heading(words.angle(part)), Type.BODY, room)
        end = canvas.text(name, Type.BODY, (left, below)).right
        colour = LEVEL_COLOURS[level_of(score)]
        canvas.text(number, Type.BODY, (end + px(PART_GAP), below), "left", colour)


def draw_advice(canvas: Canvas, words: Words, box: Box, advice: Cue | None, size: Type, lines: int) -> None:
    """What to work on next time, in a strip of `box`, in 1 or 2 `lines`; nothing without advice."""
    if advice is None:
        return
    px = canvas.scale.px
    canvas.rounded(box, px(20), PANEL)
    canvas.rounded(Box(box.left, box.top, px(ADVICE_EDGE), box.height), px(ADVICE_EDGE) / 2, ACCENT)
    text, width = words.text("next_time", advice=words.advice(advice)), box.width - 2 * px(ADVICE_PAD)
    rows = rows_of(canvas, text, size, width, lines)
    baseline = centred_baseline(canvas.scale, box.top + box.height / 2, size, len(rows))
    draw_rows(canvas, rows, size, (box.left + px(ADVICE_PAD), baseline))
