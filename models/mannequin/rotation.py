"""Rotation matrices (T, 3, 3) of many frames at once; angles in degrees.

The body's axes: x to the person's left, y up, z forward.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def about_x(degrees: Array) -> Array:
    """Rotation about x, from y towards z."""
    return _plane(degrees, 1, 2)


def about_y(degrees: Array) -> Array:
    """Rotation about y, from z towards x."""
    return _plane(degrees, 2, 0)


def about_z(degrees: Array) -> Array:
    """Rotation about z, from x towards y."""
    return _plane(degrees, 0, 1)


def _plane(degrees: Array, first: int, second: int) -> Array:
    """The rotation from axis `first` towards axis `second`."""
    angle = np.deg2rad(np.asarray(degrees, np.float64))
    matrix = np.zeros((*angle.shape, 3, 3))
    matrix[..., :, :] = np.eye(3)
    cosine, sine = np.cos(angle), np.sin(angle)
    matrix[..., first, first] = cosine
    matrix[..., second, second] = cosine
    matrix[..., second, first] = sine
    matrix[..., first, second] = -sine
    return matrix


def about_axis(axis: Array, degrees: Array) -> Array:
    """Rotation by degrees (T,) about unit axes (T, 3), by Rodrigues' formula."""
    angle = np.deg2rad(np.asarray(degrees, np.float64))[..., None, None]
    cross = np.zeros((*axis.shape[:-1], 3, 3))
    cross[..., 0, 1], cross[..., 0, 2] = -axis[..., 2], axis[..., 1]
    cross[..., 1, 0], cross[..., 1, 2] = axis[..., 2], -axis[..., 0]
    cross[..., 2, 0], cross[..., 2, 1] = -axis[..., 1], axis[..., 0]
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * (cross @ cross)


def turn(matrix: Array, vector: Array) -> Array:
    """Matrix (..., 3, 3) times vector (..., 3)."""
    return np.einsum("...ij,...j->...i", matrix, vector)


def unit(vector: Array) -> Array:
    """The vector (..., 3) normalised to length 1; a zero vector stays zero."""
    length = np.linalg.norm(vector, axis=-1, keepdims=True)
    return vector / np.maximum(length, 1e-12)
