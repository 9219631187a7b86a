"""Why a lesson could not be prepared, in the page's languages.

The sentences are the night's (`device.failure_reasons`); they stand here once more because the page does not
load the night, and so that the catalogs know them. A test holds the two to each other.
"""

from typing import Final

from flask_babel import gettext, lazy_gettext

REASONS: Final = (
    lazy_gettext("The video's file is not there any more."),
    lazy_gettext("The file is empty."),
    lazy_gettext("This file is not a video, or only the first part of one."),
    lazy_gettext("This file has no picture, only sound."),
    lazy_gettext("This is a single picture, not a film."),
    lazy_gettext("This video is shorter than a second."),
    lazy_gettext("This video is longer than an hour."),
    lazy_gettext("The picture of this video is too large for the box."),
    lazy_gettext("The picture of this video is too small to find anybody in it."),
    lazy_gettext("The video is damaged: it breaks off long before its end."),
    lazy_gettext("The video is damaged: its pictures cannot be read."),
    lazy_gettext("Nobody can be seen in this video."),
    lazy_gettext("This video needs more memory than the box can give."),
    lazy_gettext("Preparing this video takes too long on this box."),
    lazy_gettext("The box got stuck on this video, each time it tried."),
    lazy_gettext("The box could not read this video, each time it tried."),
    lazy_gettext("The box was switched off again and again while it prepared this video."),
    lazy_gettext("There is not enough free space on the box. Delete a lesson that nobody needs."),
    lazy_gettext("A part that finds the body is missing. Install Formbox again."),
    lazy_gettext("No video was found behind this link."),
    lazy_gettext("The box may not open this link: it leads into the home's own network."),
    lazy_gettext("The link did not answer. Is the box connected to the Internet?"),
    lazy_gettext("The video behind this link is too large."),
    lazy_gettext("Fetching the video behind this link took too long."),
)


def in_words(reason: str) -> str:
    """A job's reason, translated; one that the night of a later version gives is shown as it is."""
    words: str = gettext(reason)
    return words
