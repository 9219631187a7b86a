"""What can go wrong with what the box keeps, each as one sentence for the person in front of it."""

from device.errors import StoreError


class SettingError(StoreError, ValueError):
    """A setting cannot have that value. `setting` names it, so that a page can mark the field."""

    def __init__(self, setting: str, sentence: str) -> None:
        """setting: a field of BoxSettings; sentence: what is wrong and what would do."""
        super().__init__(sentence)
        self.setting = setting


class BackupError(StoreError):
    """A backup cannot be made, or cannot be restored."""


class OrphanError(StoreError):
    """What looks like orphans is more likely a disk that is not there."""
