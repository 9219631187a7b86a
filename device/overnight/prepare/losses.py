"""Measures what of a film did not arrive in its lesson: what was in the file against what was made of it.

What the file had is noted before the work begins (a checkpoint), so that a killed child does not forget it;
the track says which pictures arrived.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import av.error
import numpy as np
from numpy.typing import NDArray

from device.failure_reasons import PreparationError
from device.lost import NOTHING_LOST, Lost
from device.media.chosen import sound_track
from device.media.contents import EARLY_S, HALF_S, FilmContents, opened_film
from device.media.sound import decoded
from models.files import write_atomic

# s; fewer are not told: nobody misses a picture or two.
UNSEEN_MIN_S: Final = 1.0
# s; a recording of a broadcast begins with up to so much that no decoder can show, before its first key
# picture: it is not told either.
START_S: Final = 2.0
# s; times of some containers are rounded to milliseconds.
NEAR_S: Final = 0.002
# Packets of all tracks that are read to find out whether a sound track that gives no sound is empty.
TRIED_PACKETS: Final = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What a film's file had. pictured, cut_s: as in FilmContents; rebuilt: its clock was wrong."""

    pictured: bytes
    cut_s: float | None
    rebuilt: bool


def original_of(contents: FilmContents) -> Original:
    """What is noted of a film before work on it begins."""
    return Original(pictured=contents.pictured, cut_s=contents.cut_s, rebuilt=contents.timeline.rebuilt)


def save_original(path: Path, original: Original) -> None:
    """Write it, whole or not at all."""
    bits = np.packbits(np.frombuffer(original.pictured, np.uint8)).tobytes()
    said = {
        "pictured": bits.hex(),
        "halves": len(original.pictured),
        "cut_s": original.cut_s,
        "rebuilt": original.rebuilt,
    }
    write_atomic(path, json.dumps(said).encode())


def load_original(path: Path) -> Original | None:
    """What was noted; None where nothing was, or it cannot be read."""
    try:
        said = json.loads(path.read_bytes())
        bits = np.frombuffer(bytes.fromhex(said["pictured"]), np.uint8)
        pictured = np.unpackbits(bits, count=int(said["halves"])).tobytes()
        cut_s = None if said["cut_s"] is None else float(said["cut_s"])
        return Original(pictured=pictured, cut_s=cut_s, rebuilt=bool(said["rebuilt"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def losses(original: Original | None, arrived_s: NDArray[np.float64], *, silent: bool) -> Lost:
    """What is missing of a film of which pictures at these times arrived, s from its first picture.

    silent: whether its sound was lost. Without an original it is not known, and nothing is said.
    """
    if original is None:
        return NOTHING_LOST
    had = np.frombuffer(original.pictured, np.uint8).astype(np.bool_)
    came = np.zeros(len(had) + 1, np.bool_)
    for near_s in (-NEAR_S, NEAR_S):
        halves = ((arrived_s + EARLY_S + near_s) / HALF_S).astype(np.int64)
        came[np.clip(halves, 0, len(had))] = True
    missing = had & ~came[:-1]
    first = int(np.argmax(came)) if came.any() else len(had)
    if first <= START_S / HALF_S:
        missing[:first] = False
    unseen_s = HALF_S * float(missing.sum())
    return Lost(
        cut=original.cut_s is not None,
        end_s=original.cut_s or 0.0,
        unseen_s=unseen_s if unseen_s >= UNSEEN_MIN_S else 0.0,
        silent=silent,
        rebuilt=original.rebuilt,
    )


def has_unheard_sound(original: Path) -> bool:
    """Whether a file of which no sound came has sound nevertheless, of a kind that cannot be decoded."""
    with suppress(PreparationError, av.error.FFmpegError, ValueError):
        with opened_film(original) as (film, _):
            chosen = sound_track(film)
            if chosen is not None and next(decoded(film, chosen, "s16p"), None) is not None:
                return False  # it lies before the first picture, or behind the last
        with opened_film(original) as (film, _):
            packets = film.demux(film.streams.audio) if film.streams.audio else iter(())
            return any(packet.size for packet in islice(packets, TRIED_PACKETS))
    return False
