"""The kernels of `posture` and `depth` once more, as slowly and plainly as they can be written."""

import numpy as np

from scoring.body.directions import ANGLE_LINES, TRUNK_LINES
from scoring.repetitions.depth import FIRST, LEARNT, NOTHING, WHOLLY
from scoring.repetitions.posture import ACROSS_MIN, ANGLE_WEIGHT, HEADING_SHARE


def posture(lines, heading):
    """The posture (58,) of lines (3, 16), and the heading after it, None while unknown."""
    across = np.nansum([-lines[[0, 2], line] for line in TRUNK_LINES], axis=0)
    if np.linalg.norm(across) > ACROSS_MIN:
        across = across / np.linalg.norm(across)
        heading = across if heading is None else heading + HEADING_SHARE * (across - heading)
    if heading is None:
        return np.full(58, np.nan), None
    left = np.array([heading[0], 0, heading[1]]) / np.linalg.norm(heading)
    forward = np.array([-left[2], 0, left[0]])
    turned = [left @ lines, lines[1], forward @ lines]
    angles = []
    for one, way, other, other_way in ANGLE_LINES:
        cosine = (lines[:, one] * way) @ (lines[:, other] * other_way)
        angles.append(ANGLE_WEIGHT * np.arccos(np.clip(cosine, -1, 1)))
    return np.concatenate([*turned, angles]), heading


def depths(postures, line):
    """The depths (T,) of postures (T, 58) along one line."""
    off, times, last, found = np.zeros(58), np.zeros(58), None, []
    whole = line.gain @ line.way
    for one in postures:
        seen = np.isfinite(one)
        share = (line.gain * line.way)[seen].sum() / whole
        if share < NOTHING or (last is None and share < FIRST):
            found.append(np.nan)
            continue
        along = (line.gain * (one - line.start - off))[seen].sum() / (share * whole)
        last = along if last is None else last + min(1, share / WHOLLY) * (along - last)
        found.append(last)
        times[seen] += 1
        rest = one - line.start - last * line.way - off
        off[seen] += (np.maximum(1 / np.maximum(times, 1), 1 / LEARNT) * rest)[seen]
        off = off - line.way * (line.gain @ off) / whole
    return np.array(found)
