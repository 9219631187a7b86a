"""What a screen may be given, checked once for every driver.

A wrong array here would be a fault of the program: it raises ValueError with what was wrong.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Image, MatchResult, MatchView, Moment
from scoring.joints import ANGLE_COUNT, BONE_COUNT, JOINT_COUNT

# One camera sees one person, or two side by side.
PEOPLE_MAX: Final = 2


def check_view(view: MatchView) -> None:
    """Raise ValueError when a view's arrays are not what `MatchView` promises."""
    _check_image("tutor_image", view.tutor_image)
    _check_joints("tutor_joints", view.tutor_joints)
    if view.user_image is not None:
        _check_image("user_image", view.user_image)
    _check_people("players", len(view.players))
    for player in view.players:
        _check_joints("joints", player.joints)
        _check_count("levels", len(player.levels), BONE_COUNT)
        for arrow in player.arrows:
            if not 0 <= arrow.joint < JOINT_COUNT:
                raise ValueError(f"an arrow at joint {arrow.joint}, but there are {JOINT_COUNT}")


def check_results(results: Sequence[MatchResult], worst: Sequence[Moment | None]) -> None:
    """Raise ValueError when what is known of each person is not what `MatchResult` and `Moment` promise."""
    _check_people("results", len(results))
    _check_count("worst", len(worst), len(results))
    for result, moment in zip(results, worst, strict=True):
        _check_result(result, moment)


def _check_result(result: MatchResult, worst: Moment | None) -> None:
    _check_count("joint_scores", len(result.joint_scores), JOINT_COUNT)
    _check_count("angle_scores", len(result.angle_scores), ANGLE_COUNT)
    _check_count("live_scores", len(result.live_scores), len(result.live_times))
    for part in (result.summary.best, result.summary.worst):
        if part is not None and not np.isfinite(result.angle_scores[part]):
            raise ValueError(f"{part.name} must have a score to be the best or the worst")
    if worst is not None:
        _check_image("tutor_image", worst.tutor_image)
        _check_joints("tutor_joints", worst.tutor_joints)
        _check_image("user_image", worst.user_image)
        _check_joints("user_joints", worst.user_joints)
        _check_count("levels", len(worst.levels), BONE_COUNT)


def _check_image(name: str, image: Image) -> None:
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
        raise ValueError(f"{name} must be uint8 (height, width, 3), not {image.dtype} {image.shape}")


def _check_joints(name: str, joints: NDArray[np.float32] | None) -> None:
    if joints is not None and joints.shape != (JOINT_COUNT, 2):
        raise ValueError(f"{name} must be ({JOINT_COUNT}, 2), not {joints.shape}")


def _check_people(name: str, count: int) -> None:
    if not 1 <= count <= PEOPLE_MAX:
        raise ValueError(f"{name} must be one to {PEOPLE_MAX}, not {count}")


def _check_count(name: str, count: int, expected: int) -> None:
    if count != expected:
        raise ValueError(f"{name} must have {expected} entries, not {count}")
