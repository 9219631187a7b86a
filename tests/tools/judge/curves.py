"""The curves of the published methods: a careful follower's distance gives 90 points, another movement's 25.

A careful follower is another body doing the same in step, seen from the front or from 30 degrees. Another
movement is the same person doing something else. For each family of series the mean distance of both groups
fixes the curve.
"""

import numpy as np

from device.match.judging.encoder import encode
from scoring.autoencoder.latent import live_distance, match_distance
from scoring.autoencoder.pairs import joint_distances, pair_distances
from scoring.autoencoder.scorer import latents_of
from scoring.body.features import ANGLES, POLAR, TENDENCY, features
from scoring.body.joints import joints_of
from scoring.calibration import fit
from scoring.cosine import scorer
from scoring.dtw import distances, fill_gaps
from scoring.keypoint_dtw import scorer as keypoint
from scoring.scorer import MATCH_BAND, WINDOW

FAMILIES = {"polar": POLAR, "tendency": TENDENCY, "angle": ANGLES}


def show(careful, other):
    """Print every curve; careful and other: pairs (tutor, user) of sampled tracks."""
    for name, made, windows, match in (
        ("paper", _series, _paper, _paper_match),
        ("cosine", _key_points, _cosine, _cosine),
        ("keypoint_dtw", _places, _keypoint, _keypoint_match),
        ("autoencoder", _latents, _autoencoder, _autoencoder_match),
    ):
        prepared = [[(made(tutor), made(user)) for tutor, user in group] for group in (careful, other)]
        spans = {"LIVE": lambda *pair, judge=windows: _by_window(judge, *pair)}
        if match is not windows:
            spans["MATCH"] = match
        for span, measure in spans.items():
            near, far = (_joined([measure(*pair) for pair in group]) for group in prepared)
            for family in near:
                means = float(np.nanmean(near[family])), float(np.nanmean(far[family]))
                curve = fit(*means)
                print(
                    f"{name:<14}{span:<7}{family:<10}careful {means[0]:.4g}  another {means[1]:.4g}  "
                    f"Curve({curve.half:.3g}, {curve.power:.3g})"
                )


def _by_window(judge, tutor, user):
    """One dictionary of arrays over every window of ten samples."""
    count = min(len(tutor[0]), len(user[0])) // WINDOW
    parts = [slice(number * WINDOW, (number + 1) * WINDOW) for number in range(1, count)]
    return _joined(
        [judge(tuple(side[part] for side in tutor), tuple(side[part] for side in user)) for part in parts]
    )


def _joined(found):
    return {family: np.concatenate([np.ravel(one[family]) for one in found]) for family in found[0]}


def _same_length(tutor, user):
    count = min(len(tutor[0]), len(user[0]))
    return tuple(side[:count] for side in tutor), tuple(side[:count] for side in user)


def _series(track):
    return (features(joints_of(track.landmarks[..., :2], track.visibility)),)


def _paper(tutor, user, band=None):
    far = distances(fill_gaps(user[0]), fill_gaps(tutor[0]), band)
    return {family: far[part] for family, part in FAMILIES.items()}


def _paper_match(tutor, user):
    return _paper(*_same_length(tutor, user), MATCH_BAND)


def _key_points(track):
    return scorer.key_points(track.landmarks, track.visibility)


def _cosine(tutor, user):
    pose, joints = scorer.compare(tutor[0], *user).mean()
    return {"pose": np.array([pose]), "joint": joints}


def _places(track):
    return (keypoint.place(track.landmarks, track.visibility),)


def _keypoint(tutor, user, band=None):
    far = keypoint.compare(tutor[0], user[0], band)
    return {"mean": np.array([far.mean])}


def _keypoint_match(tutor, user):
    return _keypoint(*_same_length(tutor, user), MATCH_BAND)


def _latents(track):
    pairs = pair_distances(track.world, track.visibility)
    return latents_of(pairs, encode), pairs


def _autoencoder(tutor, user):
    return {
        "latent": np.array([live_distance(user[0], tutor[0])]),
        "joint": joint_distances(user[1], tutor[1]),
    }


def _autoencoder_match(tutor, user):
    tutor, user = _same_length(tutor, user)
    return {
        "latent": np.array([match_distance(user[0], tutor[0])]),
        "joint": joint_distances(user[1], tutor[1], MATCH_BAND),
    }
