"""`formbox recognise VIDEO`: which exercises are in a video, when, and every repetition of them."""

import argparse
import json
import math
from pathlib import Path
from typing import Any

from device.commands.judging import add_network
from device.commands.sources import check_inputs, parts_of, tracks_in
from device.match.lesson import lesson_of, part_of
from device.match.recognition import RECOGNISERS, SHIPPED
from device.overnight.prepare.facts import FoundSegment
from device.store.tables import SegmentKind
from device.words.languages import DEFAULT_LANGUAGE, LANGUAGES
from device.words.lookup import Words, words
from scoring.body.track import PoseTrack
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting
from scoring.repetitions.by_exercise import ExerciseDone
from scoring.repetitions.live import repetitions_of
from scoring.repetitions.repetition import Repetition


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("recognise", help="name the exercises in a video, count and judge them")
    parser.add_argument("video", type=Path, help="a video, or a saved track (.npz)")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help="language of the names"
    )
    parser.add_argument("--method", choices=RECOGNISERS, default=SHIPPED, help="what names the exercises")
    add_network(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find the parts and print them."""
    check_inputs(options.video)
    track = tracks_in(options.video, options.model, threads=options.threads)[0]
    lesson = lesson_of(options.video, track)
    found, on_beat = parts_of(options.video, track, lesson.duration_s, options.method)
    spoken = words(options.language)
    parts = [_part(one, track, spoken) for one in found]
    if options.json:
        document = {"video": options.video.name, "duration_s": round(lesson.duration_s, 3), "beat": on_beat}
        print(json.dumps(document | {"parts": parts}, indent=2, ensure_ascii=False))
    else:
        print(as_table(parts))
    return 0


def _part(one: FoundSegment, track: PoseTrack, spoken: Words) -> dict[str, Any]:
    """A part as JSON has it; counts and repetitions are None for what is not counted."""
    done = None
    if one.kind is SegmentKind.EXERCISE and _is_counted(one.exercise):
        done = repetitions_of(part_of(track, one.start_s, one.end_s), one.exercise)
    # rest and talk have a name, a title has none
    key = one.exercise or (one.kind.value if one.kind.value in CATALOGUE else None)
    counted = None if done is None else ExerciseDone(exercise=one.exercise, repetitions=done)
    return {
        "start_s": round(one.start_s, 2),
        "end_s": round(one.end_s, 2),
        "kind": one.kind.value,
        "exercise": one.exercise,
        "name": None if key is None else spoken.exercise(key),
        "count": None if counted is None else counted.counted,
        "good": None if counted is None else counted.good,
        "attempts": None if done is None else sum(not each.counted for each in done),
        "repetitions": None if done is None else [_repetition(each, one.start_s, spoken) for each in done],
    }


def _repetition(one: Repetition, start_s: float, spoken: Words) -> dict[str, Any]:
    """A repetition as JSON has it: times of the recording, reason: what is to be said about it."""
    times = {name: round(start_s + getattr(one, name), 2) for name in ("begin_s", "bottom_s", "end_s")}
    tempo = {name: round(getattr(one, name), 2) for name in ("down_s", "hold_s", "up_s")}
    return (
        times
        | tempo
        | {
            "range": round(one.reach, 3),
            "symmetry": None if math.isnan(one.symmetry) else round(one.symmetry, 3),
            "score": round(one.score),
            "counted": one.counted,
            "verdict": one.verdict.value,
            "angle": None if one.angle is None else one.angle.name.lower(),
            "reason": spoken.verdict(one),
        }
    )


def _is_counted(exercise: str | None) -> bool:
    return exercise is None or CATALOGUE[exercise].counting not in {Counting.HELD, Counting.NOTHING}


def as_table(parts: list[dict[str, Any]]) -> str:
    """A line for each part: its time, how often, how many of them were good and how many more attempts there
    were, and what it is; a dash where that is not counted.
    """
    rows: list[tuple[str, ...]] = [("from", "to", "times", "good", "tries", "what")]
    for part in parts:
        what = part["name"] or ("?" if part["kind"] == SegmentKind.EXERCISE else part["kind"])
        counts = ("-" if part[key] is None else str(part[key]) for key in ("count", "good", "attempts"))
        rows.append((_clock(part["start_s"]), _clock(part["end_s"]), *counts, what))
    return "\n".join(
        f"{start:>7} {end:>7}  {count:>5} {good:>5} {tries:>5}  {what}"
        for start, end, count, good, tries, what in rows
    )


def _clock(time_s: float) -> str:
    return f"{int(time_s) // 60}:{time_s % 60:04.1f}"
