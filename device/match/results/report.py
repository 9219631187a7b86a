"""Prints a match's results as JSON or as a table for the terminal.

Names are English in the JSON, which programs read, and in the household's language in the table.
"""

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from device.match.results.offset import Offset
from device.messages import MatchResult
from device.spelling import letters
from device.words.lookup import ENGLISH_WORDS, Words
from scoring.body.joints import Angle, Joint
from scoring.demands import NO_DEMANDS, Demands
from scoring.limb import Limb
from scoring.repetitions.repetition import Repetition, Verdict

NAME_WIDTH: Final = 18  # columns of the terminal
SCORE_WIDTH: Final = 6
GAP: Final = 4
LAG_WORTH_SAYING_S: Final = 0.05  # a shorter one is printed as 0.0
COVERED_SAID: Final = 0.95  # a recording that covers more of the lesson is whole
PLACES: Final = ("left", "right")  # in the picture


def as_json(
    results: Sequence[MatchResult], *, demands: Demands = NO_DEMANDS, offset: Offset | None = None
) -> str:
    """The results as indented JSON, without tracks; what could not be judged is null.

    demands: what was asked of people; offset: of a recording, None of a match.
    One person's result is one object; of two, what they share is at the top and the rest under "people", the
    person on the left of the picture first.
    """
    first = results[0]
    shared: dict[str, Any] = {
        "title": first.title,
        "method": first.method,
        "duration_s": _number(first.duration_s),
    }
    shared["demands"] = {
        "ignored": [limb for limb in Limb if limb in demands.ignored],
        "on_beat": demands.on_beat,
        "pauses": [[_number(start_s), _number(end_s)] for start_s, end_s in demands.pauses],
    }
    if offset is not None:
        shared |= {"offset_s": _number(offset.seconds), "offset_found_by": offset.found_by}
    if len(results) == 1:
        document = shared | _of_one(first)
    else:
        people = [{"place": place} | _of_one(result) for place, result in zip(PLACES, results, strict=True)]
        document = shared | {"people": people}
    return json.dumps(document, indent=2) + "\n"


def _of_one(result: MatchResult) -> dict[str, Any]:
    words, found = ENGLISH_WORDS, result.summary
    return {
        "final": _number(result.final),
        "joints": {words.joint(joint): _number(result.joint_scores[joint]) for joint in Joint},
        "angles": {words.angle(angle): _number(result.angle_scores[angle]) for angle in Angle},
        "live": [
            {"time_s": _number(time_s), "score": _number(score)}
            for time_s, score in zip(result.live_times, result.live_scores, strict=True)
        ],
        "covered_share": _number(result.covered),
        "seen_share": _number(_share(result.track.seen) * result.covered),
        "share_judged": _number(_share(np.isfinite(result.live_scores))),
        "repetitions": result.repetitions,
        "repetition_list": [_repetition(one) for one in result.repetition_list],
        "lag_s": _number(result.lag_s),
        "mirrored": result.mirrored,
        "summary": {
            "best": _part(found.best, found.best_s),
            "worst": _part(found.worst, found.worst_s),
            "advice": None if found.advice is None else words.say(found.advice),
        },
    }


def _repetition(one: Repetition) -> dict[str, Any]:
    numbers = (
        "begin_s", "bottom_s", "end_s", "down_s", "hold_s", "up_s", "reach", "symmetry", "score",
    )  # fmt: skip
    return {
        "exercise": one.exercise,
        **{name: _number(getattr(one, name)) for name in numbers},
        "verdict": one.verdict.value,
        "angle": None if one.angle is None else ENGLISH_WORDS.angle(one.angle),
        "counted": one.counted,
    }


def _share(known: NDArray[np.bool_]) -> float:
    return float(known.mean()) if len(known) else math.nan


def _part(angle: Angle | None, time_s: float | None) -> dict[str, Any] | None:
    if angle is None:
        return None
    return {"part": ENGLISH_WORDS.angle(angle), "time_s": None if time_s is None else _number(time_s)}


def as_table(results: Sequence[MatchResult], words: Words = ENGLISH_WORDS) -> str:
    """For each person the final score, every joint and angle with the worst first, and what to work on."""
    if len(results) == 1:
        return _table(results[0], results[0].title, words)
    return "\n\n".join(
        _table(result, f"{result.title}, {words.player(place)}", words)
        for place, result in enumerate(results)
    )


def _table(result: MatchResult, title: str, words: Words) -> str:
    joints = sorted(Joint, key=lambda joint: _order(float(result.joint_scores[joint])))
    angles = sorted(Angle, key=lambda angle: _order(float(result.angle_scores[angle])))
    score = words.text("score").lower()
    blank = " " * GAP
    rows = [_entry(words.text("joint"), score) + blank + _entry(words.text("angle"), score)]
    rows.append("-" * _columns(rows[0]))
    for number, joint in enumerate(joints):
        row = _entry(words.joint(joint), _score(result.joint_scores[joint]))
        if number < len(angles):
            angle = angles[number]
            row += blank + _entry(words.angle(angle), _score(result.angle_scores[angle]))
        rows.append(row)
    final = (
        words.text("no_score")
        if math.isnan(result.final)
        else f"{words.text('final_score')} {result.final:.1f} {words.text('of_100')}"
    )
    return "\n".join([f"{title}: {final} ({result.method})", "", *rows, *_remarks(result, words)])


def _remarks(result: MatchResult, words: Words) -> list[str]:
    """How the person followed, the best and the worst part with their moments, what to work on, and how many
    repetitions there were and what was wrong with some of them.
    """
    found, lines = result.summary, []
    worst = None if found.worst is found.best else found.worst
    for key, part, time_s in (("best", found.best, found.best_s), ("to_work_on", worst, found.worst_s)):
        if part is not None:
            moment = "" if time_s is None else f" ({words.text('at_time', time=_clock(time_s))})"
            lines.append(f"{words.text(key)}: {words.angle(part)}{moment}")
    if found.advice is not None:
        lines.append(words.text("next_time", advice=words.advice(found.advice)))
    if result.covered < COVERED_SAID:
        lines.append(words.text("covered", percent=round(100 * result.covered)))
    if result.lag_s >= LAG_WORTH_SAYING_S:
        lines.append(words.text("behind", seconds=f"{result.lag_s:.1f}"))
    if result.mirrored:
        lines.append(words.text("mirrored"))
    if result.repetitions is not None:
        faults = Counter(
            words.verdict(one) for one in result.repetition_list if one.verdict is not Verdict.GOOD
        )
        counted = words.text("counted", number=result.repetitions)
        reasons = ", ".join(f"{fault} ({number})" for fault, number in faults.most_common())
        lines.append(f"{counted}; {reasons}" if reasons else counted)
    return ["", *lines] if lines else []


def _clock(time_s: float) -> str:
    return f"{int(time_s) // 60}:{int(time_s) % 60:02d}"


def _entry(name: str, score: str) -> str:
    """A name and a number padded to columns of the terminal; an East Asian wide character takes two."""
    pad = " " * max(NAME_WIDTH - _columns(name), 1)
    return name + pad + " " * max(SCORE_WIDTH - _columns(score), 0) + score


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter[0]) in "WF" else 1 for letter in letters(text))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 3)


def _order(score: float) -> float:
    return math.inf if math.isnan(score) else score


def _score(score: float) -> str:
    return "-" if math.isnan(score) else f"{score:.1f}"
