"""glibc settings that make a long-running process return freed memory to the system.

glibc raises its thresholds each time a large block is freed, until pictures are allocated on the heap, which
is not returned: 40 MB of a match's 380 (measured with `make bench`, rss_mb). Fixed thresholds prevent that.
"""

import ctypes
import gc
from typing import Final

# mallopt's own numbers (malloc.h)
M_TRIM_THRESHOLD: Final = -1
M_MMAP_THRESHOLD: Final = -3
M_ARENA_MAX: Final = -8
# Bytes: larger blocks, such as pictures, are mapped and unmapped alone; free memory kept at the heap's end.
PICTURE_BYTES: Final = 256 * 1024
KEPT_BYTES: Final = 4 * 1024 * 1024


def give_back_freed_memory() -> bool:
    """Set the thresholds; False on a C library without mallopt."""
    return _set((M_MMAP_THRESHOLD, PICTURE_BYTES), (M_TRIM_THRESHOLD, KEPT_BYTES))


def share_one_heap() -> bool:
    """Use one heap for all threads; False on a C library without mallopt.

    By default each new thread may get a heap of its own, up to eight a core, whose free memory other threads
    cannot use: 16 heaps and 112 MB after half an hour of matches; 3 MB of the admin page's 75.
    """
    return _set((M_ARENA_MAX, 1))


def give_back_now() -> bool:
    """Return all free memory now, also between used blocks; False on a C library without malloc_trim.

    Short-lived threads leave such gaps: 100 MB in a quarter of an hour of matches.
    """
    gc.collect()  # frees reference cycles
    try:
        return bool(ctypes.CDLL(None).malloc_trim(0))
    except (OSError, AttributeError):
        return False


def _set(*options: tuple[int, int]) -> bool:
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    return all(mallopt(*option) for option in options)
