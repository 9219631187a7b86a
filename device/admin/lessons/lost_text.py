"""What of a film did not arrive in its lesson, in words: a sentence for each kind, and what one can do."""

from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from device.admin.lessons.lesson_text import about
from device.lost import Lost

# s; shorter spans are told in seconds.
IN_MINUTES_S: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence; bad: whether something is missing, else it is for information."""

    sentence: str
    bad: bool


def notices(lost: Lost) -> list[Notice]:
    """What to say on a lesson's page; nothing where all of its film arrived."""
    said: list[Notice] = []
    if lost.cut and lost.end_s:
        sentence = _(
            "Missing at the end of the film: %(time)s. The file was cut short before it reached the box: "
            "send it again to have all of it.",
            time=span(lost.end_s),
        )
        said.append(Notice(sentence=sentence, bad=True))
    elif lost.cut:
        sentence = _(
            "The end of the film is missing. The file was cut short before it reached the box: "
            "send it again to have all of it."
        )
        said.append(Notice(sentence=sentence, bad=True))
    if lost.unseen_s:
        sentence = _(
            "Without a picture in the film: %(time)s. The file is damaged there: "
            "send it again, if it plays well elsewhere.",
            time=span(lost.unseen_s),
        )
        said.append(Notice(sentence=sentence, bad=True))
    if lost.silent:
        sentence = _(
            "The film has sound of a kind that the box cannot play, so the lesson is silent. "
            "Save it as MP4 with AAC sound and send it again."
        )
        said.append(Notice(sentence=sentence, bad=True))
    if lost.rebuilt:
        sentence = _(
            "The film's clock jumped or began anew, as where two films were joined. "
            "The box put everything in order; nothing is lost by it."
        )
        said.append(Notice(sentence=sentence, bad=False))
    return said


def span(seconds: float) -> str:
    """How long something is: "less than a second", "1 second", "12 seconds", "3 min"."""
    if seconds >= IN_MINUTES_S:
        return about(seconds)
    if seconds < 1:
        return _("less than a second")
    return ngettext("%(num)s second", "%(num)s seconds", round(seconds))
