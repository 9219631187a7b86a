"""What can go wrong with what the box keeps."""

from enum import StrEnum

from device.errors import StoreError


class SettingError(StoreError, ValueError):
    """A setting cannot have that value. `setting` names it, so that a page can mark the field."""

    def __init__(self, setting: str, sentence: str) -> None:
        """setting: a field of BoxSettings; sentence: what is wrong, for the log."""
        super().__init__(sentence)
        self.setting = setting


class BackupProblem(StrEnum):
    """Why a backup cannot be made or restored; the page has a sentence for each."""

    NO_SPACE = "no_space"
    NOT_A_BACKUP = "not_a_backup"
    DAMAGED = "damaged"
    OTHER_FORMAT = "other_format"
    NEWER_VERSION = "newer_version"
    MATCH_RUNS = "match_runs"
    NIGHT_WORKS = "night_works"
    RESTORE_RUNS = "restore_runs"
    DATABASE = "database"
    ROWS = "rows"


class BackupError(StoreError):
    """A backup cannot be made, or cannot be restored. `problem` says why."""

    def __init__(self, problem: BackupProblem, sentence: str) -> None:
        """sentence: what is wrong in detail, for the command line and the log."""
        super().__init__(sentence)
        self.problem = problem


class OrphanError(StoreError):
    """What looks like orphans is more likely a disk that is not there."""
