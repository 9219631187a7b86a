"""The history as a file for other programs: CSV for a spreadsheet, JSON with everything that is kept.

Given out row by row, so that years of matches need no memory. A text that a spreadsheet would take for a
formula is made one that it does not (OWASP, CSV injection). Who may have whose is decided by `history`.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any, Final

from device.store import matches
from device.store.database import Database
from device.store.tables import Player

# What a spreadsheet begins a formula with; the last two are cut off before it looks.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = (
    "played_at", "member", "lesson", "duration_s", "score", "lag_s", "mirrored", "seen_share", "method",
)  # fmt: skip
# as a spreadsheet wants it to know that this is UTF-8
MARK: Final = "\ufeff"


def as_csv(
    database: Database, member_id: int | None, names: Mapping[int, str], zone: tzinfo, joints: tuple[str, ...]
) -> Iterator[str]:
    """A line a part in a match, the oldest first. names: of members by id; joints: which have a column."""
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
            ]
            yield _line([*values, *(player.joints.get(joint) for joint in joints)])


def as_json(
    database: Database, member_id: int | None, names: Mapping[int, str], zone: tzinfo
) -> Iterator[str]:
    """One array, an object a part in a match, the oldest first."""
    yield "["
    between = "\n"
    with database.reading() as session:
        for player in matches.every(session, member_id):
            yield between + json.dumps(_whole(player, names, zone), ensure_ascii=False)
            between = ",\n"
    yield "\n]\n"


def safe(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it."""
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
    }


def _line(values: list[Any]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe(value) if isinstance(value, str) else value for value in values])
    return text.getvalue()
