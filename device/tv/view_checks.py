"""Checks the arrays of a view, the same for every implementation of `Screen`.

A wrong array is a fault of the program: it raises ValueError that says what is wrong.
"""

import numpy as np
from numpy.typing import NDArray

from device.choices import PEOPLE_MAX
from device.messages import Image, MatchResult, MatchView, Moment
from device.views import CameraView, FreeView, PauseView, ReadyView, ResultView, View
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT, JOINT_COUNT


def check(view: View) -> None:
    """Raise ValueError when an array of a view has another shape or type than `device.views` says."""
    match view:
        case MatchView():
            _check_match(view)
        case PauseView():
            check(view.match)
        case FreeView():
            _check_free(view)
        case ResultView():
            _check_ended(view)
        case ReadyView():
            _check_people("people", len(view.people))
            _check_picture(view.image)
            for standing in view.people:
                _check_joints("joints", standing.joints)
        case CameraView():
            _check_picture(view.image)
            for joints in view.bodies:
                _check_joints("joints", joints)
        case _:
            pass


def _check_free(view: FreeView) -> None:
    _check_picture(view.image)
    _check_joints("joints", view.joints)
    if view.levels is not None:
        _check_count("levels", len(view.levels), BONE_COUNT)


def _check_ended(view: ResultView) -> None:
    _check_people("people", len(view.people))
    for person in view.people:
        _check_result(person.result)
        for moment in (person.best, person.worst):
            _check_moment(moment)


def _check_match(view: MatchView) -> None:
    _check_image("tutor_image", view.tutor_image)
    _check_joints("tutor_joints", view.tutor_joints)
    _check_picture(view.user_image)
    _check_people("players", len(view.players))
    for player in view.players:
        _check_joints("joints", player.joints)
        _check_count("levels", len(player.levels), BONE_COUNT)
        for arrow in player.arrows:
            if not 0 <= arrow.joint < JOINT_COUNT:
                raise ValueError(f"an arrow at joint {arrow.joint}, but there are {JOINT_COUNT}")


def _check_result(result: MatchResult) -> None:
    _check_count("joint_scores", len(result.joint_scores), JOINT_COUNT)
    _check_count("angle_scores", len(result.angle_scores), ANGLE_COUNT)
    _check_count("live_scores", len(result.live_scores), len(result.live_times))
    for part in (result.summary.best, result.summary.worst):
        if part is not None and not np.isfinite(result.angle_scores[part]):
            raise ValueError(f"{part.name} must have a score to be the best or the worst")


def _check_moment(moment: Moment | None) -> None:
    if moment is not None:
        _check_image("tutor_image", moment.tutor_image)
        _check_joints("tutor_joints", moment.tutor_joints)
        _check_image("user_image", moment.user_image)
        _check_joints("user_joints", moment.user_joints)
        _check_count("levels", len(moment.levels), BONE_COUNT)


def _check_picture(image: Image | None) -> None:
    if image is not None:
        _check_image("image", image)


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
