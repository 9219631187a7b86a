"""The right person: in how many of the pictures they are followed, and how soon after an absence."""

import numpy as np

from device.pose.estimator import BlazePose
from scoring.body.joints import Landmark
from tests.tools.judge.followed.real import AWAY_S, MEANT, PAIRS, clips, looks, pair
from tests.tools.judge.followed.scenes import FPS, SCENES, SIZE, film

# Landmarks this near (median), in parts of the tutor's own height in the picture, are theirs.
THEIRS = 0.35
# A part of the body in the picture as large as this is somebody who is in the picture.
INSIDE = 0.7
# The share of the pictures that is wanted.
ENOUGH = 0.98
# Pictures in a row that count as found again.
IN_A_ROW = 5
SHOULDERS = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
HIPS = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
ANKLES = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]


def measure(*, film_only=False):
    """A row a scene, clip and pair."""
    rows = [
        {"kind": "mannequins", "name": name, **of_scene(scene, film_only)} for name, scene in SCENES.items()
    ]
    folder = clips()
    if folder is None:
        return rows
    rows += [
        {"kind": "clips", "name": name, **of_clip(folder / name, meant)} for name, meant in MEANT.items()
    ]
    rows += [
        {"kind": "pairs", "name": f"{left} | {right}", **of_pair(pair(folder, left, right))}
        for left, right in PAIRS
    ]
    return rows


def followed(images, times=None, *, as_film=False):
    """The landmarks (33, 2) of each picture, None where nobody is followed."""
    estimator = BlazePose("lite", film=as_film)
    try:
        for number, image in enumerate(images):
            time_s = number / FPS if times is None else times[number]
            pose = estimator.estimate(image, time_s)[0]
            yield None if pose is None else pose.landmarks[:, :2]
    finally:
        estimator.close()


def of_scene(scene, as_film=False):
    """The figures of a scene of mannequins."""
    made = film(scene)
    right, strange = [], []
    inside = np.array([_inside(moment[0]) for moment in made.truth])
    for spots, moment, there in zip(followed(made.images, as_film=as_film), made.truth, inside, strict=True):
        mine = spots is not None and there and _theirs(spots, moment)
        right.append(mine)
        strange.append(spots is not None and not mine)
    return figures(np.array(right), np.array(strange), inside)


def figures(right, strange, inside):
    """Of pictures (N,): whether the right person or another one is followed, and the right one is there.

    kept: share of those with them, but for the first second after they came; strangers: of those without
    them in which somebody is followed; back_s: how long it took, for each time they came.
    """
    came = np.flatnonzero(inside & ~np.concatenate([[False], inside[:-1]]))
    counted = inside.copy()
    back = []
    for begin in came:
        counted[begin : begin + FPS] = False
        rest = np.flatnonzero(~inside[begin:])
        end = begin + int(rest[0]) if len(rest) else len(inside)
        found = [at for at in range(begin, end) if right[at : min(at + IN_A_ROW, end)].all()]
        back.append((found[0] - begin) / FPS if found else None)
    return {
        "kept": float(right[counted].mean()),
        "strangers": float(strange[~inside].mean()) if (~inside).any() else None,
        "back_s": back,
    }


def of_clip(path, meant):
    """The figures of a clip in which one of several people is meant."""
    times, images = zip(*looks(path), strict=True)
    right = []
    kept_side = None
    for image, spots in zip(images, followed(images, times), strict=True):
        if spots is None:
            right.append(False)
            continue
        size = np.array(image.shape[1::-1], float)
        top, hips = spots[SHOULDERS].mean(axis=0) / size, spots[HIPS].mean(axis=0) / size
        if meant is None:
            kept_side = hips[0] < 0.5 if kept_side is None else kept_side
            right.append((hips[0] < 0.5) == kept_side)
        else:
            right.append(bool(meant(top, hips)))
    right = np.array(right)
    return figures(right, ~right, np.ones(len(right), bool))


def of_pair(made):
    """The figures of two clips in one picture, of which the one who is followed leaves for a while."""
    edge = made.left[0].shape[1]
    blanks = [
        np.full_like(half[0], half[0].mean(axis=(0, 1)).astype(np.uint8)) for half in (made.left, made.right)
    ]
    meant = None
    left_half, away = [], []
    estimator = BlazePose("lite")
    try:
        for number, halves in enumerate(zip(made.left, made.right, strict=True)):
            away.append(AWAY_S[0] <= number / FPS < AWAY_S[1])
            if away[-1] and meant is None:
                meant = next((side for side in reversed(left_half) if side is not None), True)
            shown = [
                blank if away[-1] and meant == (side == 0) else half
                for side, (half, blank) in enumerate(zip(halves, blanks, strict=True))
            ]
            pose = estimator.estimate(np.hstack(shown), number / FPS)[0]
            left_half.append(None if pose is None else bool(pose.landmarks[HIPS, 0].mean() < edge))
    finally:
        estimator.close()
    right = np.array([side == meant for side in left_half]) & ~np.array(away)
    strange = np.array([side is not None for side in left_half]) & ~right
    # whoever was taken at first may be either: counted from two seconds before they leave
    begin = int((AWAY_S[0] - 2.0) * FPS)
    return figures(right[begin:], strange[begin:], ~np.array(away[begin:]))


def _inside(spots):
    if not np.isfinite(spots).all():
        return False
    within = (spots[:, 0] > 0) & (spots[:, 0] < SIZE[0])
    return bool(within.mean() > INSIDE and 0 < spots[HIPS, 0].mean() < SIZE[0])


def _theirs(spots, moment):
    near = np.median(np.linalg.norm(spots - moment, axis=2), axis=1)
    height = np.linalg.norm(moment[0, SHOULDERS].mean(axis=0) - moment[0, ANKLES].mean(axis=0))
    return bool(np.nanargmin(near) == 0 and near[0] < THEIRS * max(height, SIZE[1] / 9))


def show(rows):
    """Print the table."""
    print(
        "\nwho is followed: share of the pictures with the right person, of those without them with somebody"
    )
    for row in rows:
        back = ", ".join("never" if one is None else f"{one:.1f}" for one in row["back_s"])
        strangers = "" if row["strangers"] is None else f"{row['strangers']:.3f}"
        print(f"{row['kind']:<12}{row['name']:<76}{row['kept']:>6.3f}{strangers:>8}   after {back} s")
    for kind in dict.fromkeys(row["kind"] for row in rows):
        kept = [row["kept"] for row in rows if row["kind"] == kind]
        enough = sum(share >= ENOUGH for share in kept)
        print(
            f"{kind:<12}mean {np.mean(kept):.3f}, least {min(kept):.3f},"
            f" at least {ENOUGH}: {enough} of {len(kept)}"
        )
