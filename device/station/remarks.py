"""What a result says in numbers and words: the final score, the best and the weakest part, the advice.

Decides what is said. Where it stands is decided by the result screens.
"""

from typing import Final

import numpy as np

from device.messages import MatchResult
from device.station.canvas import Canvas
from device.station.theme import (
    ACCENT,
    DIM,
    GOOD_FROM,
    GREAT_FROM,
    LEVEL_COLOURS,
    PANEL,
    TEXT,
    Box,
    Type,
    clock_text,
    level_of,
)
from device.words.lookup import Words
from scoring.cues import Cue
from scoring.joints import Angle

# from which final score on which word is said, by its key
VERDICTS: Final = ((GREAT_FROM, "great"), (GOOD_FROM, "good"), (-np.inf, "keep_going"))

NAME_BELOW: Final = 58  # from the baseline of a part's label to those of its name and its score
SCORE_BELOW: Final = 128
MOMENT_GAP: Final = 18
ADVICE_PAD: Final = 40
ADVICE_EDGE: Final = 10  # the width of the stroke that marks it
LINE_PITCH: Final = 1.16  # em
CAPITAL: Final = 0.36  # em from the middle of a line of capitals to its baseline


def draw_final(
    canvas: Canvas, words: Words, left: int, baselines: tuple[int, int], final: float, size: Type = Type.FINAL
) -> None:
    """The final score from `left` on, and the word for it on the second of the `baselines`, px."""
    first, second = baselines
    if np.isnan(final):
        canvas.text(words.text("no_score"), Type.TITLE, (left, first), "left", TEXT)
        canvas.text(words.text("too_little_seen"), Type.BODY, (left, second), "left", DIM)
        return
    colour = LEVEL_COLOURS[level_of(final)]
    number = canvas.text(str(round(final)), size, (left, first), "left", colour)
    if final < 99.5:
        place = (number.right + canvas.scale.px(12), first)
        canvas.text(words.text("of_100"), Type.SMALL, place, "left", DIM)
    verdict = next(key for least, key in VERDICTS if round(final) >= least)
    canvas.text(words.text(verdict), Type.TITLE, (left, second), "left", TEXT)


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
    """Each part from a place on, (left, baseline) px, at most `width` px wide: its name, score and moment."""
    px = canvas.scale.px
    for (label, part, moment_s), (left, y) in zip(parts_of(result), places, strict=False):
        score = float(result.angle_scores[part])
        canvas.text(words.text(label), Type.SMALL, (left, y), "left", DIM)
        name = canvas.lettering.fit(words.heading(words.angle(part)), Type.BODY, width)
        canvas.text(name, Type.BODY, (left, y + px(NAME_BELOW)))
        colour, below = LEVEL_COLOURS[level_of(score)], y + px(SCORE_BELOW)
        number = canvas.text(str(round(score)), Type.TITLE, (left, below), "left", colour)
        if moment_s is not None:
            moment = words.text("at_time", time=clock_text(moment_s))
            canvas.text(moment, Type.SMALL, (number.right + px(MOMENT_GAP), below), "left", DIM)


def draw_advice(canvas: Canvas, words: Words, box: Box, advice: Cue | None, size: Type, lines: int) -> None:
    """What to work on next time, in a strip of `box`, in 1 or 2 `lines`; nothing without advice."""
    if advice is None:
        return
    px, lettering = canvas.scale.px, canvas.lettering
    canvas.rounded(box, px(20), PANEL)
    canvas.rounded(Box(box.left, box.top, px(ADVICE_EDGE), box.height), px(ADVICE_EDGE) / 2, ACCENT)
    text, width = words.text("next_time", advice=words.advice(advice)), box.width - 2 * px(ADVICE_PAD)
    if lines == 1:
        rows: tuple[str, ...] = (lettering.fit(text, size, width),)
    else:
        rows = lettering.two_lines(text, size, width)
    em = size * canvas.scale.factor
    baseline = box.top + box.height / 2 + CAPITAL * em - LINE_PITCH * em * (len(rows) - 1) / 2
    for number, row in enumerate(rows):
        canvas.text(row, size, (box.left + px(ADVICE_PAD), baseline + number * LINE_PITCH * em))
