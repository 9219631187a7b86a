"""A match's result as JSON and as a table for the terminal.

Which numbers there are is decided by `referee`; here they only get names.
"""

import json
import math
from typing import Any

from device.messages import MatchResult
from scoring.joints import Angle, Joint


def spoken(part: Joint | Angle) -> str:
    """The plain name: LEFT_ELBOW is "left elbow"."""
    return part.name.replace("_", " ").lower()


def as_json(result: MatchResult) -> str:
    """The result as indented JSON; what could not be judged is null. The track is not in it."""
    document: dict[str, Any] = {
        "title": result.title,
        "method": result.method,
        "duration_s": _number(result.duration_s),
        "final": _number(result.final),
        "joints": {spoken(joint): _number(result.joint_scores[joint]) for joint in Joint},
        "angles": {spoken(angle): _number(result.angle_scores[angle]) for angle in Angle},
        "live": [
            {"time_s": _number(time_s), "score": _number(score)}
            for time_s, score in zip(result.live_times, result.live_scores, strict=True)
        ],
        "seen_share": _number(float(result.track.seen.mean()) if len(result.track) else math.nan),
    }
    return json.dumps(document, indent=2) + "\n"


def as_table(result: MatchResult) -> str:
    """The final score, and every joint and angle with the worst first."""
    joints = sorted(Joint, key=lambda joint: _order(result.joint_scores[joint]))
    angles = sorted(Angle, key=lambda angle: _order(result.angle_scores[angle]))
    rows = [f"{'joint':<18}{'score':>6}    {'angle':<18}{'score':>6}", "-" * 52]
    for row in range(max(len(joints), len(angles))):
        left = f"{spoken(joints[row]):<18}{_score(result.joint_scores[joints[row]]):>6}"
        right = ""
        if row < len(angles):
            right = f"    {spoken(angles[row]):<18}{_score(result.angle_scores[angles[row]]):>6}"
        rows.append(left + right)
    final = "nothing could be judged" if math.isnan(result.final) else f"{result.final:.1f} of 100"
    return "\n".join([f"{result.title}: final score {final} (method {result.method})", "", *rows])


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 3)


def _order(score: float) -> float:
    return math.inf if math.isnan(score) else score


def _score(score: float) -> str:
    return "-" if math.isnan(score) else f"{score:.1f}"
