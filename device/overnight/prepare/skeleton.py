"""The tutor's skeleton as JSON for the admin page's lesson view.

    {"fps": 12, "width": px, "height": px, "bones": [[a, b], ...], "frames": [[x0, y0, ... x14, y14] or null]}

Frame n is at n / fps seconds. A joint that is not seen has null for x and y; a frame without a body is null.
"""

import json
from typing import Final

import numpy as np

from scoring.body.joints import BONES, joints_of
from scoring.body.sampling import grid, resample
from scoring.body.track import PoseTrack

# Frames a second: a hand moves by a few px of a phone between two; an hour takes 6 MB.
RATE_HZ: Final = 12


def skeleton_of(track: PoseTrack, width: int, height: int, duration_s: float) -> bytes:
    """The file's bytes, in px of a video of width x height, to which the track's px are scaled."""
    even = resample(track, grid(duration_s, RATE_HZ))
    scale = np.array([width / track.width, height / track.height])
    joints = joints_of(even.landmarks[..., :2], even.visibility) * scale
    places = np.rint(np.nan_to_num(joints)).astype(int).tolist()
    known = np.isfinite(joints).all(axis=2).tolist()
    frames = [
        [
            value
            for place, there in zip(body, seen, strict=True)
            for value in (place if there else (None, None))
        ]
        if any(seen)
        else None
        for body, seen in zip(places, known, strict=True)
    ]
    skeleton = {
        "fps": RATE_HZ,
        "width": width,
        "height": height,
        "bones": [[int(one), int(other)] for one, other in BONES],
        "frames": frames,
    }
    return json.dumps(skeleton, separators=(",", ":")).encode()
