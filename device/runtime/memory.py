"""Keeps a process that lives all evening from holding memory that it no longer uses.

glibc raises its own thresholds each time a large picture is freed, until pictures are cut from the heap and
never given back: 40 MB of a match's 380 (measured with `make bench`, rss_mb). Fixed thresholds switch that
off. What a process needs at all is not decided here.
"""

import ctypes
import gc
from typing import Final

# mallopt's own numbers (malloc.h)
M_TRIM_THRESHOLD: Final = -1
M_MMAP_THRESHOLD: Final = -3
M_ARENA_MAX: Final = -8
# A picture has its own pages and goes back at once; smaller things stay on the heap.
PICTURE_BYTES: Final = 256 * 1024
KEPT_BYTES: Final = 4 * 1024 * 1024


def give_back_freed_memory() -> bool:
    """Set the thresholds; False on a C library that has none, where nothing needs to be done."""
    return _set((M_MMAP_THRESHOLD, PICTURE_BYTES), (M_TRIM_THRESHOLD, KEPT_BYTES))


def share_one_heap() -> bool:
    """One heap for all threads: 3 MB less of the page's 75.

    For a process that lives all evening and whose threads come and go: each new one may get a heap of its
    own, up to eight a core, and what it leaves there is of no use to the others: 16 heaps and 112 MB after
    half an hour of matches.
    """
    return _set((M_ARENA_MAX, 1))


def give_back_now() -> bool:
    """After something large: what is free goes back at once, holes between what is used included.

    Threads that come and go leave such holes: 100 MB in a quarter of an hour of matches. False where the C
    library cannot.
    """
    gc.collect()  # what refers to itself is free only then
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
