"""Saves a match in the history: its rows in the database, and each person's poses as a file.

Decides what of a `MatchResult` is saved, and in which order, so that no row ever names a missing file: files
first, rows last; files are deleted when the rows cannot be written. A power cut in between leaves an orphaned
file, which `device.store.backup.orphans` finds.
"""

import contextlib
import math
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from device.messages import MatchResult
from device.store import matches
from device.store.columns import stored_name
from device.store.database import Database
from device.store.exercise_tables import EXERCISE_MAX, RepetitionRow
from device.store.folder import Folder
from device.store.tables import Match, Player
from device.store.tracks import SUFFIX, save_track
from scoring.body.joints import Angle, Joint
from scoring.guidance.cues import Cue
from scoring.repetitions.repetition import Repetition
from scoring.summary import Summary

# decimals of scores, seconds and shares; people see whole points and seconds
SCORE_DIGITS: Final = 2
TIME_DIGITS: Final = 3
SHARE_DIGITS: Final = 3


def save_match(
    folder: Folder,
    database: Database,
    results: Sequence[MatchResult],
    *,
    lesson_id: int | None,
    member_ids: Sequence[int | None],
    played_at: datetime,
) -> int:
    """Save the results of one match, one per person; the match's id.

    member_ids: one per result, None for a guest. Raises ValueError for no results or another number of ids,
    OSError when a file and DBAPIError when the rows cannot be written; then nothing is saved.
    """
    if not results or len(results) != len(member_ids):
        raise ValueError(f"{len(results)} results for {len(member_ids)} people")
    first = results[0]
    names: list[str] = []
    try:
        for result in results:
            names.append(f"{uuid.uuid4().hex}{SUFFIX}")
            save_track(folder.tracks / names[-1], result.track)
        people = enumerate(zip(member_ids, results, names, strict=True))
        match = Match(
            lesson_id=lesson_id,
            lesson_name=stored_name(first.title),
            played_at=played_at,
            duration_s=first.duration_s,
            method=first.method,
            players=[_player(place, member_id, result, name) for place, (member_id, result, name) in people],
        )
        with database.session() as session:
            return matches.add(session, match)
    except BaseException:
        for name in names:
            with contextlib.suppress(OSError):
                (folder.tracks / name).unlink(missing_ok=True)
        raise


def _player(place: int, member_id: int | None, result: MatchResult, track: str) -> Player:
    seen = result.track.seen
    return Player(
        member_id=member_id,
        place=place,
        final=_number(result.final, SCORE_DIGITS),
        joints={joint.name.lower(): _number(result.joint_scores[joint], SCORE_DIGITS) for joint in Joint},
        angles={angle.name.lower(): _number(result.angle_scores[angle], SCORE_DIGITS) for angle in Angle},
        live=_curve(result.live_times, result.live_scores),
        corrections=_corrections(result.summary),
        summary=_summary(result.summary) | _counted(result),
        lag_s=_number(result.lag_s, TIME_DIGITS),
        mirrored=bool(result.mirrored),
        seen_share=_number(seen.mean(), TIME_DIGITS) if len(seen) else None,
        track=track,
        repetitions=[_repetition(number, one) for number, one in enumerate(result.repetition_list, start=1)],
    )


def _repetition(number: int, one: Repetition) -> RepetitionRow:
    return RepetitionRow(
        number=number,
        exercise=None if one.exercise is None else one.exercise[:EXERCISE_MAX],
        begin_s=round(one.begin_s, TIME_DIGITS),
        bottom_s=round(one.bottom_s, TIME_DIGITS),
        end_s=round(one.end_s, TIME_DIGITS),
        down_s=_number(one.down_s, TIME_DIGITS),
        hold_s=_number(one.hold_s, TIME_DIGITS),
        up_s=_number(one.up_s, TIME_DIGITS),
        reach=_number(one.reach, SHARE_DIGITS),
        symmetry=_number(one.symmetry, SHARE_DIGITS),
        score=_number(one.score, SCORE_DIGITS),
        verdict=one.verdict.value,
        angle=None if one.angle is None else one.angle.name.lower(),
        counted=bool(one.counted),
    )


def _curve(times: NDArray[np.float64], scores: NDArray[np.float64]) -> list[list[float | None]]:
    return [
        [_number(time_s, TIME_DIGITS), _number(score, SCORE_DIGITS)]
        for time_s, score in zip(times, scores, strict=True)
    ]


def _corrections(summary: Summary) -> list[dict[str, Any]]:
    return [{**_cue(cue), "burden": _number(burden, SCORE_DIGITS)} for cue, burden in summary.corrections]


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "best": None if summary.best is None else summary.best.name.lower(),
        "best_s": _number(summary.best_s, TIME_DIGITS),
        "worst": None if summary.worst is None else summary.worst.name.lower(),
        "worst_s": _number(summary.worst_s, TIME_DIGITS),
        "advice": None if summary.advice is None else _cue(summary.advice),
    }


def _counted(result: MatchResult) -> dict[str, int]:
    """The repetitions, where they were counted."""
    return {} if result.repetitions is None else {"repetitions": result.repetitions}


def _cue(cue: Cue) -> dict[str, str]:
    return {"part": cue.part.name.lower(), "ask": cue.ask.name.lower()}


def _number(value: float | None, digits: int) -> float | None:
    """Rounded, as JSON can hold it: None for NaN and infinity."""
    return None if value is None or not math.isfinite(value) else round(float(value), digits)
