"""Clips of more than one real person, and of one beside another: two clips in one picture.

Of a clip the one who is meant is told by where shoulders and hips are. In a pair it is whoever is followed
when AWAY_S begins: their half is empty for that time, as if they had left; the other one exercises on.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import cv2

from device.media.video import frames
from tests.tools.judge.followed.scenes import FPS

HEIGHT = 360
LENGTH_S = 11.0
AWAY_S = (5.0, 8.0)
LONGEST_PX = (640, 640)
# Who is meant: of the middle of the shoulders and of the hips, (x, y) as shares of width and height.
MEANT = {
    "luizfcharr_pushup_3a1366.mp4": lambda top, hips: abs(top[0] - hips[0]) > 0.5 * abs(top[1] - hips[1]),
    "nadamarie_true_bench.mp4": lambda top, _: 0.35 < top[0] < 0.75 and top[1] > 0.45,
    "nadamarie_hammer_curl_12.mp4": lambda _, hips: 0.42 < hips[0] < 0.64,
    "rohitkesha_frontRaise.mp4": lambda _, hips: hips[0] > 0.5,
    "kaiakol_jumpingjack_correct_001.mp4": None,  # both are: whoever was taken first is kept
}
PAIRS = (
    ("healthserv_squat.mp4", "luizfcharr_squat.mp4"),
    ("jxl22000_feelsreal1.mp4edited.mp4", "jxl22000_feelsreal2.mp4edited.mp4"),
    ("bjshenxiao_student.mp4", "bjshenxiao_teacher.mp4"),
    ("jrplatin_squat1.mp4", "jrplatin_squat2.mp4"),
    ("funfun-run_user.mp4", "bjshenxiao_teacher.mp4"),
    ("luizfcharr_squat.mp4", "healthserv_jacks.mp4"),
    ("jrplatin_deadlift.mp4", "jrplatin_squat1.mp4"),
    ("bjshenxiao_teacher.mp4", "jurisimo00_deadlift.mp4"),
)


@dataclass(frozen=True)
class Pair:
    """Pictures of the left and of the right clip, as many."""

    left: list
    right: list


def clips():
    """The folder of the clips, or None with a line."""
    folder = os.environ.get("FORMBOX_DATA")
    if folder is None:
        print("FORMBOX_DATA is not set: who is followed is measured on mannequins alone")
        return None
    return Path(folder) / "clips"


def looks(path):
    """The pictures of a clip (time, image), at most FPS a second."""
    last = -1.0
    for frame in frames(path, LONGEST_PX):
        if frame.time_s - last >= 1 / FPS - 1e-3:
            last = frame.time_s
            yield frame.time_s, frame.image


def pair(folder, left, right):
    """Two clips, as long as the shorter one."""
    one, other = (list(_column(folder / name)) for name in (left, right))
    count = min(len(one), len(other))
    return Pair(one[:count], other[:count])


def _column(path):
    for time_s, image in looks(path):
        if time_s > LENGTH_S:
            break
        width = round(image.shape[1] * HEIGHT / image.shape[0])
        yield cv2.resize(image, (min(width, 2 * HEIGHT), HEIGHT), interpolation=cv2.INTER_AREA)
