"""Whether a film has cut to another scene: then people may be anywhere, and others may be in the picture.

It compares a coarse grid of the green channel with the one of the last picture in which the people were
followed, so that a fade counts as well as a cut. A person who walks through the room changes less of it.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.pose.state import State, array_in

# Rows and columns of the grid.
GRID: Final = (18, 32)
# A spot has changed by at least so many levels of 255; with so many of them it is another scene. A person in
# front of the camera covers up to a half.
LEVELS: Final = 24.0
SPOTS: Final = 0.6


class SceneChange:
    """Of one film or camera."""

    def __init__(self) -> None:
        """No picture was seen yet."""
        self._grid: NDArray[np.float32] | None = None

    def see(self, image: Image, *, followed: bool) -> bool:
        """Whether `image` shows another scene than the last one remembered.

        followed: whether everybody was followed until this picture: then it is the one to compare with.
        """
        grid = _grid(image)
        before = self._grid
        changed = before is not None and float((np.abs(grid - before) >= LEVELS).mean()) >= SPOTS
        if before is None or followed or changed:
            self._grid = grid
        return changed

    def state(self) -> State:
        """The picture it remembers; empty before the first."""
        return {} if self._grid is None else {"grid": self._grid.copy()}

    def restore(self, state: State) -> None:
        """Go on from `state`. Raises ValueError when it is not one of this class."""
        if state:
            self._grid = array_in(state, "grid", GRID)


def _grid(image: Image) -> NDArray[np.float32]:
    rows = ((np.arange(GRID[0]) + 0.5) * image.shape[0] / GRID[0]).astype(np.int64)
    columns = ((np.arange(GRID[1]) + 0.5) * image.shape[1] / GRID[1]).astype(np.int64)
    return image[rows[:, None], columns, 1].astype(np.float32)
