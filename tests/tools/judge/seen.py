"""How well BlazePose lite sees the mannequin: lost frames, PCK@0.2 and angle error, by movement and yaw."""

import numpy as np

from scoring.body.features import angles
from scoring.body.joints import JOINT_LANDMARKS, Landmark, joints_of
from tests.tools.judge.clips import EXERCISES, Clip, watch_all

YAWS = (0.0, 30.0, 60.0, 90.0, 150.0)
PCK_REACH = 0.2
BODY = list(JOINT_LANDMARKS)


def measure():
    """A row a movement and yaw; yaw is counted from the movement's own view (floor movements: the side)."""
    clips = {
        (m, yaw): Clip(m, "tall" if yaw % 60 else "short", yaw, seed=7) for m in EXERCISES for yaw in YAWS
    }
    watched = watch_all(clips.values())
    return [
        {"movement": movement, "yaw": yaw, **_figures(watched[clip])}
        for (movement, yaw), clip in clips.items()
    ]


def _figures(watched):
    track, truth = watched.track, watched.truth.track
    known = track.seen
    found, real = track.landmarks[known][:, BODY, :2], truth.landmarks[known][:, BODY, :2]
    torso = np.linalg.norm(
        truth.landmarks[known][:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER], :2].mean(axis=1)
        - truth.landmarks[known][:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP], :2].mean(axis=1),
        axis=1,
    )
    off = np.linalg.norm(found - real, axis=2)
    flat = angles(joints_of(track.landmarks[known][..., :2])) - angles(
        joints_of(truth.landmarks[known][..., :2])
    )
    deep = angles(joints_of(track.world[known])) - watched.truth.angles[known]
    return {
        "lost": float(1 - known.mean()),
        "pck": float((off < PCK_REACH * torso[:, None]).mean()),
        "angle_2d_deg": float(np.nanmean(np.abs(flat))),
        "angle_3d_deg": float(np.nanmean(np.abs(deep))),
    }


def show(rows):
    """Print the table."""
    print(
        "\nhow BlazePose lite sees the mannequin: PCK@0.2, angle error in the picture and in space (degrees)"
    )
    print(
        f"{'movement':<16}" + "".join(f"{'yaw ' + format(yaw, '.0f'):>20}" for yaw in YAWS) + f"{'lost':>8}"
    )
    for movement in EXERCISES:
        mine = {row["yaw"]: row for row in rows if row["movement"] == movement}
        cells = "".join(
            f"{mine[yaw]['pck']:>8.3f}{mine[yaw]['angle_2d_deg']:>6.1f}{mine[yaw]['angle_3d_deg']:>6.1f}"
            for yaw in YAWS
        )
        print(f"{movement:<16}{cells}{max(row['lost'] for row in mine.values()):>8.3f}")
