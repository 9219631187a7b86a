"""The painted face: eyes, brows, lips and cheeks; nose, chin and ears are capsules of `flesh`.

Coordinates are in the head's axes, in fractions of the height, as in `body.landmark_places`.
"""

# ruff: noqa: ANN001, ANN201, ANN202 - Numba infers the types of its kernels

from typing import Final

import numpy as np
from numba import njit

EYE_X: Final = 0.0185
EYE_Y: Final = 0.0225
MOUTH_Y: Final = -0.0175


@njit(cache=True, nogil=True, inline="always")
def _inside(distance, soft):
    """1 inside (negative distance), 0 outside, soft in between."""
    return min(1.0, max(0.0, 0.5 - distance / soft))


@njit(cache=True, nogil=True, inline="always")
def _line(distance, half, soft):
    """A line of half width `half`; thinner than a pixel it fades instead of growing."""
    return _inside(abs(distance) - half, soft) * min(1.0, 2 * half / soft)


@njit(cache=True, nogil=True)
def paint_face(x, y, pixel, red, green, blue, hair):
    """The colour at (x, y) on the front of the head; pixel: the size of a pixel there, in the same unit."""
    soft = max(pixel, 0.0008)
    side = abs(x)
    blush = np.exp(-(((side - 0.027) / 0.010) ** 2) - ((y + 0.002) / 0.009) ** 2) * 0.22
    green, blue = green * (1 - blush), blue * (1 - blush)
    # under the brow the skin is a little darker
    socket = np.exp(-(((side - EYE_X) / 0.012) ** 2) - ((y - EYE_Y - 0.003) / 0.008) ** 2) * 0.12
    red, green, blue = red * (1 - socket), green * (1 - socket), blue * (1 - socket)
    ex, ey = (side - EYE_X) / 0.0095, (y - EYE_Y) / 0.0043
    eye = (np.sqrt(ex * ex + ey * ey) - 1.0) * 0.0043
    lash = _line(eye, 0.0010, soft) * (1.0 if y > EYE_Y else 0.3)
    white = _inside(eye, soft)
    red += (0.66 - red) * white
    green += (0.64 - green) * white
    blue += (0.62 - blue) * white
    around = np.sqrt((side - EYE_X) ** 2 + (y - EYE_Y - 0.0003) ** 2)
    iris = _inside(around - 0.0050, soft) * white
    red += (0.09 - red) * iris
    green += (0.05 - green) * iris
    blue += (0.03 - blue) * iris
    pupil = _inside(around - 0.0024, soft) * white
    red, green, blue = red * (1 - pupil), green * (1 - pupil), blue * (1 - pupil)
    glint = _inside(
        np.sqrt((x - np.sign(x) * EYE_X + 0.0014) ** 2 + (y - EYE_Y - 0.0018) ** 2) - 0.0009, soft
    )
    red, green, blue = red + (1 - red) * glint, green + (1 - green) * glint, blue + (1 - blue) * glint
    red, green, blue = red * (1 - 0.85 * lash), green * (1 - 0.85 * lash), blue * (1 - 0.85 * lash)
    arch = 0.0355 - 28.0 * (side - 0.017) ** 2
    brow = _line(y - arch, 0.0016, soft * 1.4) * _inside(abs(side - 0.0185) - 0.0105, soft * 2)
    red += (hair[0] * 0.7 - red) * brow
    green += (hair[1] * 0.7 - green) * brow
    blue += (hair[2] * 0.7 - blue) * brow
    # a smile: the corners sit higher than the middle
    curve = MOUTH_Y - 0.0020 + 12.0 * x * x
    full = 0.0036 * np.sqrt(max(0.0, 1 - (x / 0.0150) ** 2))
    lips = _inside(abs(y - curve) - full, soft) * (1.0 if side < 0.0150 else 0.0)
    red += (red * 0.82 - red) * lips
    green += (green * 0.50 - green) * lips
    blue += (blue * 0.52 - blue) * lips
    line = _line(y - curve, 0.0006, soft) * _inside(side - 0.0145, soft)
    red, green, blue = red * (1 - 0.6 * line), green * (1 - 0.65 * line), blue * (1 - 0.65 * line)
    return red, green, blue
