"""Why a lesson could not be prepared, as a sentence in the page's language."""

from flask_babel import gettext as _

from device.admin.web.languages import language
from device.failure_reasons import Reason
from device.words.lookup import words


def in_words(reason: str | None) -> str:
    """The sentence of a job's reason; a general one for a key that this version does not know."""
    if reason not in set(Reason):
        return _("The box could not prepare this video.")
    return words(language()).sentence(f"failed_{reason}")
