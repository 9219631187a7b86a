"""The lessons as posters of the library.

Decides their order (lessons left in the middle, then new ones, then the last played, then those not ready)
and what is on each. Thumbnails are read once and kept in memory.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from device.messages import Image
from device.scenes.context import Household
from device.store import bookmarks, lessons, matches
from device.store.lessons import Shelved, SortOrder
from device.store.tables import JobState
from device.views import Poster

# A lesson prepared less than this ago is new, until a chosen person has played it.
FRESH: Final = timedelta(hours=20)
# Thumbnails in memory: 480 px wide, 25 MB in all.
PICTURES_MAX: Final = 64


class Posters:
    """One per process; `read` brings it up to date."""

    def __init__(self, household: Household) -> None:
        """Empty before the first `read`."""
        self._household = household
        self._pictures: dict[tuple[int, int], Image] = {}
        self._known: tuple[tuple[int, float, bool], ...] = ()
        self.shown: tuple[Poster, ...] = ()
        self.working: str | None = None

    def lesson(self, place: int) -> tuple[int, float] | None:
        """The id of the lesson on a poster, and where to begin, s; None when it cannot be played."""
        if place >= len(self._known):
            return None
        lesson_id, from_s, ready = self._known[place]
        return (lesson_id, from_s) if ready else None

    def after(self, lesson_id: int) -> int | None:
        """The id of the next lesson that is ready, after the last the first; None when there is no other."""
        ids = [one for one, _, ready in self._known if ready]
        if lesson_id not in ids:
            return ids[0] if ids else None
        following = ids[(ids.index(lesson_id) + 1) % len(ids)]
        return following if following != lesson_id else None

    def read(self, chosen: Sequence[int | None]) -> None:
        """Read the library; bookmarks and scores are those of the chosen people."""
        words, since = self._household.words, self._household.now() - FRESH
        with self._household.database.reading() as session:
            found = lessons.library(session, order=SortOrder.PLAYED)
            left = {one.lesson_id: one for one in bookmarks.newest(session, chosen)}
            scores = matches.last_scores(session, [one for one in chosen if one is not None])
            cards = []
            self.working = None
            for shelved in found:
                lesson = shelved.lesson
                mark = left.get(lesson.id) if shelved.is_ready else None
                fresh = lesson.prepared_at is not None and lesson.prepared_at >= since
                length_s = _length_s(shelved)
                poster = Poster(
                    lesson.name,
                    self._picture(lesson.id),
                    words.text("minutes", count=max(round(length_s / 60), 1)) if length_s else "",
                    scores.get(lesson.id),
                    min(mark.time_s / length_s, 1.0) if mark and length_s else None,
                    fresh and lesson.id not in scores,
                    shelved.is_ready,
                )
                if not shelved.is_ready:
                    poster = replace(poster, detail=self._state(shelved))
                    self.working = self.working or words.text("named", name=lesson.name, detail=poster.detail)
                order = (not shelved.is_ready, mark is None, not poster.fresh)
                cards.append((order, poster, (lesson.id, mark.time_s if mark else 0.0, shelved.is_ready)))
        cards.sort(key=lambda card: card[0])
        self.shown = tuple(poster for _, poster, _ in cards)
        self._known = tuple(known for _, _, known in cards)

    def _state(self, shelved: Shelved) -> str:
        """Why a lesson cannot be played yet."""
        words, job = self._household.words, shelved.job
        if job is None or job.state is JobState.FAILED:
            return words.text("lesson_failed")
        if job.state is JobState.WORKING:
            return words.text("lesson_working", percent=round(job.percent))
        return words.text("lesson_waiting")

    def _picture(self, lesson_id: int) -> Image | None:
        path = self._household.folder.lesson(lesson_id).thumbnail
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            return None
        key = lesson_id, changed
        if key not in self._pictures:
            picture = _opened(path)
            if picture is None:
                return None
            while len(self._pictures) >= PICTURES_MAX:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[key] = picture
        return self._pictures[key]


def _length_s(shelved: Shelved) -> float:
    lesson = shelved.lesson
    end_s = lesson.trim_end_s if lesson.trim_end_s is not None else lesson.duration_s
    return max((end_s or 0.0) - lesson.trim_start_s, 0.0)


def _opened(path: Path) -> Image | None:
    """The picture in a file, RGB; None when it is none."""
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    return None if picture is None else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False)
