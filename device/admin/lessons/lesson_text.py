"""The library in words: sizes, lengths, and what the night does with a lesson and until when.

Decides which sentence fits a state.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from flask_babel import format_date, format_decimal, format_time, lazy_gettext
from flask_babel import gettext as _

from device.admin.lessons.failure_text import in_words
from device.admin.web.languages import language
from device.store.lessons import Shelved, SortOrder
from device.store.rescue.healing import Lost
from device.store.settings import BoxSettings
from device.store.tables import Facing, JobKind, JobState, Lesson, SegmentKind, Timing
from device.words.lookup import words
from scoring.limb import Limb

KB: Final = 1000
MINUTE_S: Final = 60
HOUR_S: Final = 3600
# A night that ends later than this does not end "in the morning".
NOON: Final = time(12, 0)

KINDS: Final = {
    SegmentKind.EXERCISE: lazy_gettext("Exercise"),
    SegmentKind.REST: lazy_gettext("Rest"),
    SegmentKind.TALK: lazy_gettext("Talking"),
    SegmentKind.TITLE: lazy_gettext("Title card"),
}
FACINGS: Final = {
    Facing.UNKNOWN: lazy_gettext("Automatic"),
    Facing.TOWARDS: lazy_gettext("Towards the camera"),
    Facing.AWAY: lazy_gettext("Away from the camera"),
    Facing.LEFT: lazy_gettext("To the left of the picture"),
    Facing.RIGHT: lazy_gettext("To the right of the picture"),
}
LIMBS: Final = {
    Limb.ARMS: lazy_gettext("Arms"),
    Limb.LEGS: lazy_gettext("Legs"),
    Limb.HEAD: lazy_gettext("Head"),
}
ORDERS: Final = {
    SortOrder.NEW: lazy_gettext("Newest first"),
    SortOrder.NAME: lazy_gettext("By name"),
    SortOrder.PLAYED: lazy_gettext("Last played"),
    SortOrder.SHORT: lazy_gettext("Shortest first"),
}
MODELS: Final = {
    "lite": lazy_gettext("Light: quickest"),
    "full": lazy_gettext("Full: the usual one"),
    "heavy": lazy_gettext("Heavy: most exact, takes several times as long"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a lesson, for its card and page.

    word: received, waiting, working, ready, failed; percent: of the work, None where there is none to show;
    busy: whether it will change without a user's action.
    """

    word: str
    sentence: str
    percent: int | None
    busy: bool


def condition(shelf: Shelved, settings: BoxSettings, now: datetime) -> Condition:
    """The lesson's state by its newest job; a playable lesson stays playable while it is prepared again."""
    job = shelf.job
    if job is None or job.state is JobState.READY:
        if shelf.is_ready:
            return Condition("ready", _("Ready"), None, busy=False)
        return Condition("failed", _("This video has not been prepared."), None, busy=False)
    if job.state is JobState.FAILED:
        return Condition("failed", in_words(job.reason), None, busy=False)
    if job.state is JobState.WORKING:
        percent = max(0, min(100, round(job.percent or 0)))
        return Condition("working", _working(job.kind, percent, job.left_s), percent, busy=True)
    fetching = job.kind is JobKind.FETCH
    if job.reason and not job.attempts:
        sentence = in_words(job.reason)  # holds the job up before its first attempt
    elif job.at_once:
        sentence = _("Will be downloaded in a moment") if fetching else _("Will be prepared in a moment")
    else:
        sentence = _ready_by(settings, now.astimezone(settings.zone))
    return Condition(job.state.value, sentence, None, busy=True)


def _working(kind: JobKind, percent: int, left_s: float | None) -> str:
    if kind is JobKind.FETCH:
        done = _("Downloading: %(percent)s %%", percent=percent)
    else:
        done = _("Preparing: %(percent)s %%", percent=percent)
    if left_s is None:
        return done
    left = _("%(time)s left", time=about(left_s))
    return f"{done} · {left}"


def _ready_by(settings: BoxSettings, local: datetime) -> str:
    end = time.fromisoformat(settings.night_end)
    if end > NOON:
        return _("Ready by %(time)s", time=settings.night_end)
    # a job that arrives during the night may still be done in it
    return _("Ready this morning") if local.time() < end else _("Ready tomorrow morning")


def about(seconds: float) -> str:
    """A remaining time: "2 min", "1 h 10 min"."""
    minutes = max(1, round(seconds / MINUTE_S))
    if minutes < MINUTE_S:
        return _("%(minutes)s min", minutes=minutes)
    return _("%(hours)s h %(minutes)s min", hours=minutes // MINUTE_S, minutes=minutes % MINUTE_S)


def clock(seconds: float | None) -> str:
    """A position or a length in a video: 0:07, 12:30, 1:02:03."""
    if seconds is None:
        return ""
    whole = round(max(0.0, seconds))
    minutes, rest = divmod(whole, MINUTE_S)
    if whole < HOUR_S:
        return f"{minutes}:{rest:02}"
    return f"{minutes // MINUTE_S}:{minutes % MINUTE_S:02}:{rest:02}"


def size(length_bytes: int) -> str:
    """Bytes in decimal units: 3.4 GB."""
    value, unit = float(length_bytes), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < KB:
            break
        value, unit = value / KB, larger
    return f"{format_decimal(round(value, 1 if unit in {'GB', 'TB'} else 0))} {unit}"


def no_room(length: int, free: int) -> str:
    """The sentence for a file that does not fit on the disk."""
    return _(
        "This video has %(size)s, and only %(free)s are free on the box.", size=size(length), free=size(free)
    )


def too_many() -> str:
    """The sentence for a member of whom too much waits already."""
    return _("Too many of your videos are unfinished or wait for the night. Please wait, or delete some.")


def too_large(length: int, most: int) -> str:
    """The sentence for a file that is larger than the owner allows."""
    return _("This video has %(size)s; the box takes up to %(most)s.", size=size(length), most=size(most))


def loss(lost: Lost | None) -> str:
    """What was lost with a damaged database, in one sentence; "" where nothing has to be said."""
    if lost is None:
        return ""
    since = lost.since
    date = "" if since is None else f"{format_date(since, 'medium')}, {format_time(since, 'short')}"
    spoken = words(language())
    what = spoken.sentence(f"lost_{lost.loss}", date=date)
    return _("The box's database was damaged, and it repaired it. %(what)s", what=what)


def place(seconds: float | None) -> str:
    """A position in a video as it is typed, to a tenth of a second: 1:23.5."""
    if seconds is None:
        return ""
    tenths = round(max(0.0, seconds) * 10)
    return f"{tenths // 600}:{tenths // 10 % MINUTE_S:02}.{tenths % 10}"


def counting(lesson: Lesson) -> str:
    """What counts in a lesson, by what does not."""
    if not lesson.ignored_limbs:
        return _("Everything counts")
    return words(language()).ignored(lesson.ignored_limbs)


def timings(lesson: Lesson) -> dict[Timing, str]:
    """The choices of a lesson's timing, with what the night found."""
    if lesson.beat_bpm is not None:
        found = _("Automatic: beat of %(bpm)s bpm", bpm=round(lesson.beat_bpm))
    else:
        found = _("Automatic") if lesson.prepared_at is None else _("Automatic: no beat found")
    return {Timing.AUTO: found, Timing.ON_BEAT: _("On the beat"), Timing.FREE: _("Free")}


def model_name(model: str) -> str:
    """The name of a pose network on the page."""
    return str(MODELS.get(model, model)).partition(":")[0]
