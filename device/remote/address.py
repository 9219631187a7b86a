"""Addresses of Unix sockets: a path longer than the kernel allows is reached through its open folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# sizeof(sun_path) less the final zero byte, unix(7)
PATH_MAX_BYTES: Final = 107


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """An address for the socket at `path`, valid inside the `with` block. Raises OSError."""
    if len(os.fsencode(path)) <= PATH_MAX_BYTES:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
