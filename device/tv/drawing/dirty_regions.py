"""What each region of a screen shows, so that only what changed is drawn again."""


class DirtyRegions:
    """Remembers a value a region; nothing is shown at first."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def changed(self, region: str, value: object) -> bool:
        """Whether a region is to show something else than at the last call; remembers it."""
        if region in self._values and self._values[region] == value:
            return False
        self._values[region] = value
        return True
