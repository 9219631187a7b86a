"""Why a backup could not be made or restored, as a sentence in the page's language."""

from typing import Final

from flask_babel import lazy_gettext

from device.store.errors import BackupProblem

SENTENCES: Final = {
    BackupProblem.NO_SPACE: lazy_gettext("There is not enough free space on the box."),
    BackupProblem.NOT_A_BACKUP: lazy_gettext("This file is not a backup of a Formbox."),
    BackupProblem.DAMAGED: lazy_gettext("This file is damaged, incomplete, or not a backup."),
    BackupProblem.OTHER_FORMAT: lazy_gettext("This version of Formbox cannot read this backup."),
    BackupProblem.NEWER_VERSION: lazy_gettext(
        "The backup was made by a newer version of Formbox. Update this box first."
    ),
    BackupProblem.MATCH_RUNS: lazy_gettext("A match is running. Try again when it is over."),
    BackupProblem.NIGHT_WORKS: lazy_gettext("A lesson is being prepared. Try again when it is ready."),
    BackupProblem.RESTORE_RUNS: lazy_gettext("Another backup is being restored."),
    BackupProblem.DATABASE: lazy_gettext("The box's database did not accept the backup."),
    BackupProblem.ROWS: lazy_gettext(
        "Something that is stored on the box does not fit into a backup. Its log says what."
    ),
}
UNKNOWN: Final = lazy_gettext("Something went wrong on the box. Details are in its log.")


def in_words(problem: BackupProblem | None) -> str:
    """The sentence for a problem; None stands for a fault of the program."""
    return str(UNKNOWN if problem is None else SENTENCES[problem])
