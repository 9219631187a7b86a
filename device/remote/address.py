"""Where the socket lies: the system takes a short path only, so a longer one goes through its folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# sizeof(sun_path) less its end, unix(7)
PATH_MAX_BYTES: Final = 107


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """A name for the socket at `path` that is short enough, as long as the block lasts. Raises OSError."""
    if len(os.fsencode(path)) <= PATH_MAX_BYTES:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
