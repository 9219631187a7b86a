"""The history as a file for other programs: CSV for a spreadsheet, JSON with everything that is stored.

Written row by row, so that years of matches need little memory. Text that a spreadsheet would take for a
formula is quoted (OWASP, CSV injection).
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any, Final

from device.store import matches
from device.store.database import Database
from device.store.exercise_tables import RepetitionRow
from device.store.repetitions import GOOD
from device.store.tables import Player

# Characters that begin a formula in a spreadsheet; it strips the last two first.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = (
    "played_at", "member", "lesson", "duration_s", "score", "lag_s", "mirrored", "seen_share", "method",
    "repetitions", "good_repetitions",
)  # fmt: skip
# columns of a repetition, in the order of the table
REPETITION: Final = tuple(
    one.name for one in RepetitionRow.__table__.columns if one.name not in {"id", "player_id"}
)
# byte order mark: spreadsheets recognise UTF-8 by it
MARK: Final = "\ufeff"


def as_csv(
    database: Database, member_id: int | None, names: Mapping[int, str], zone: tzinfo, joints: tuple[str, ...]
) -> Iterator[str]:
    """One line for each part in a match, oldest first. names: of members by id; joints: a column each."""
    yield MARK + _line([*COLUMNS, *joints])
    with database.reading() as session:
        for player in matches.every(session, member_id):
            match = player.match
            values = [
                match.played_at.astimezone(zone).isoformat(timespec="seconds"),
                names.get(player.member_id or 0, ""),
                match.lesson_name,
                match.duration_s,
                player.final,
                player.lag_s,
                "yes" if player.mirrored else "no",
                player.seen_share,
                match.method,
                sum(one.counted for one in player.repetitions),
                sum(one.counted and one.verdict == GOOD for one in player.repetitions),
            ]
            yield _line([*values, *(player.joints.get(joint) for joint in joints)])


def as_json(
    database: Database, member_id: int | None, names: Mapping[int, str], zone: tzinfo
) -> Iterator[str]:
    """One array with an object for each part in a match, the oldest first."""
    yield "["
    between = "\n"
    with database.reading() as session:
        for player in matches.every(session, member_id):
            yield between + json.dumps(_whole(player, names, zone), ensure_ascii=False)
            between = ",\n"
    yield "\n]\n"


def safe(text: str) -> str:
    """The text in a form that a spreadsheet shows and never runs."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _whole(player: Player, names: Mapping[int, str], zone: tzinfo) -> dict[str, Any]:
    match = player.match
    return {
        "played_at": match.played_at.astimezone(zone).isoformat(timespec="seconds"),
        "member": names.get(player.member_id or 0),
        "lesson": match.lesson_name,
        "duration_s": match.duration_s,
        "method": match.method,
        "place": player.place,
        "score": player.final,
        "lag_s": player.lag_s,
        "mirrored": player.mirrored,
        "seen_share": player.seen_share,
        "joints": player.joints,
        "angles": player.angles,
        "live": player.live,
        "corrections": player.corrections,
        "summary": player.summary,
        "repetitions": [
            {column: getattr(one, column) for column in REPETITION} for one in player.repetitions
        ],
    }


def _line(values: list[Any]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe(value) if isinstance(value, str) else value for value in values])
    return text.getvalue()
