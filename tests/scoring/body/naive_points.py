"""Slow, obvious twins of `points`: one part at a time."""

import math
from statistics import median

from scoring.body import points
from scoring.body.joints import ANGLE_JOINTS, BONE_COUNT, BONES, Joint
from scoring.limb import Limb
from tests.scoring.body.naive_lines import lost


def worth(error):
    """The points of an error in a careful person's units."""
    return 100 / (1 + (error / points.CURVE.half) ** points.CURVE.power)


def units(bias, stray, amplitude, ignored):
    """By judged part (stray, bias, share of the largest movement, that share with the user's own), and the
    share of all movement in them.
    """
    asked = [part for part in range(24) if points.LIMBS[part] not in ignored and not lost(amplitude[part])]
    judged = [part for part in asked if not lost(stray[part])]
    if not judged:
        return {}, 0.0
    expected = points.BIAS_USUAL * median(bias[part] for part in judged)
    expected = sorted((points.BIAS_LEAST, expected, points.BIAS_MOST))[1]
    most, every = (
        sorted((points.MOVE_LEAST, max(amplitude[part] for part in parts), points.MOVE_MOST))[1]
        for parts in (judged, asked)
    )
    found = {}
    for part in judged:
        careful = math.hypot(points.STRAY_STILL, points.STRAY_MOVING * amplitude[part])
        found[part] = (
            stray[part] / careful,
            min(bias[part] / expected, points.BIAS_CAP),
            _share(amplitude[part], most),
            max(_share(amplitude[part], most), min(_own_move(part) * stray[part] / most, 1.0)),
        )
    seen = sum(_share(amplitude[part], every) for part in judged)
    return found, seen / sum(_share(amplitude[part], every) for part in asked)


def _own_move(part):
    return points.OWN_MOVE_ARMS if points.LIMBS[part] is Limb.ARMS else points.OWN_MOVE


def _share(amplitude, most):
    return max(min(amplitude / most, 1.0), points.WEIGHT_LEAST)


def total(found, amplitude):
    """The points of the whole body from the units of its judged parts."""
    still = max(amplitude[part] for part in found) <= points.STILL_MOVE
    moves, own_moves, places = [], [], []
    for part, (stray, bias, share, own) in found.items():
        weight = share**points.MOVE_POWER
        reliable = float(points.RELIABLE[part])
        moves.append((reliable * weight, stray))
        own_moves.append((reliable * own**points.MOVE_POWER, stray))
        held = points.HELD if points.LIMBS[part] is Limb.ARMS and not still else points.PLACES
        places.append((max(weight, held), bias))
    stray = max(_power_mean(moves, points.STRAY_POWER), _power_mean(own_moves, points.STRAY_POWER))
    bias = _power_mean(places, points.BIAS_POWER)
    return worth(math.sqrt(stray**2 + points.BIAS_SHARE * bias**2))


def _power_mean(weighted, power):
    whole = sum(weight for weight, _ in weighted)
    return (sum(weight * value**power for weight, value in weighted) / whole) ** (1 / power)


def joints(found):
    """The points of 15 joints: of the angles at a joint and of the bones that place it."""
    result = []
    for joint in Joint:
        speaks = [number for number, (start, end) in enumerate(BONES) if _places(joint, start, end)]
        speaks += [
            BONE_COUNT + number for number, (_, vertex, _) in enumerate(ANGLE_JOINTS) if vertex == joint
        ]
        squares = [found[part][0] ** 2 + found[part][1] ** 2 for part in speaks if part in found]
        result.append(worth(math.sqrt(sum(squares) / len(squares))) if squares else math.nan)
    return result


def _places(joint, start, end):
    sides = start.name.split("_")[-1] == end.name.split("_")[-1]
    trunk = "CENTRE" in start.name + end.name or sides
    return joint == end or (joint == start and trunk)


def angles(found):
    """The points of 10 angles."""
    return [
        worth(math.hypot(*found[part][:2])) if part in found else math.nan for part in range(BONE_COUNT, 24)
    ]
