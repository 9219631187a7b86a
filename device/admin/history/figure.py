"""The body figure as SVG: each limb in the colour and pattern of its joints' mean score.

It faces the reader as on the TV: the person's left is on the right, with L and R beside the hands. Patterns
(stripes, crosses) repeat the colours for people who cannot tell red from green.
"""

from collections.abc import Mapping
from statistics import fmean
from typing import Final

from markupsafe import Markup

from device.admin.history.charts import level
from device.limbs import HEAD_JOINTS, TRUNK_JOINTS, Limb, Side, joints_of

WIDTH: Final = 150
HEIGHT: Final = 260
# px of the picture; x from the middle line, for the person's left
_SHOULDER: Final = (26, 62)
_ELBOW: Final = (39, 103)
_WRIST: Final = (47, 141)
_HIP: Final = (15, 137)
_KNEE: Final = (19, 190)
_ANKLE: Final = (21, 241)
# positions of the ends, width
_LIMBS: Final[dict[Limb, tuple[tuple[int, int], tuple[int, int], int]]] = {
    "upper_arm": (_SHOULDER, _ELBOW, 17),
    "forearm": (_ELBOW, _WRIST, 13),
    "thigh": (_HIP, _KNEE, 23),
    "shank": (_KNEE, _ANKLE, 16),
}
_SIDES: Final[tuple[tuple[Side, int], ...]] = (("left", 1), ("right", -1))
# for people who cannot tell red from green; a good part has none
PATTERNS: Final = {"fair": "stripes", "bad": "crosses"}


def figure(scores: Mapping[str, float | None], label: str, left: str, right: str) -> Markup:
    """scores: by joint's name ("left_wrist"); left and right: the letters beside the hands."""
    middle = WIDTH / 2
    path = f"M{middle - 26} 62 L{middle + 26} 62 L{middle + 15} 137 L{middle - 15} 137 Z"
    trunk = Markup('<path {} d="{}"/>')
    limb = Markup('<line {} x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}"/>')
    head = Markup('<circle {} cx="{}" cy="26" r="18"/>')
    shapes = [_PATTERNS]
    shapes.extend(trunk.format(paint, path) for paint in _paints(_mean(scores, TRUNK_JOINTS), "trunk"))
    for side, sign in _SIDES:
        for name, ((x1, y1), (x2, y2), width) in _LIMBS.items():
            score = _mean(scores, joints_of(side, name))
            ends = middle + sign * x1, y1, middle + sign * x2, y2
            shapes.extend(limb.format(paint, *ends, width) for paint in _paints(score, "limb"))
    shapes.extend(head.format(paint, middle) for paint in _paints(_mean(scores, HEAD_JOINTS), "head"))
    for letter, sign in ((left, 1), (right, -1)):
        shapes.append(
            Markup('<text x="{}" y="164" text-anchor="middle">{}</text>').format(middle + sign * 56, letter)
        )
    return Markup(
        '<svg class="chart figure" viewBox="0 0 {} {}" role="img" aria-label="{}" font-size="12">{}</svg>'
    ).format(WIDTH, HEIGHT, label, Markup("").join(shapes))


def ranked(scores: Mapping[str, float | None]) -> list[tuple[str, float]]:
    """Joints with a score, the best first, without the two centres."""
    known = [(name, score) for name, score in scores.items() if score is not None and "centre" not in name]
    return sorted(known, key=lambda entry: entry[1], reverse=True)


_PATTERNS: Final = Markup(
    '<defs><pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect class="cut" width="2" height="7"/></pattern>'
    '<pattern id="crosses" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="cut" width="2" height="7"/><rect class="cut" width="7" height="2"/></pattern></defs>'
)


def _paints(score: float | None, part: str) -> tuple[Markup, ...]:
    """How the shapes of a part are painted: in its colour, and with the pattern over it."""
    found = level(score)
    colour = Markup('class="{} {}"').format(part, found)
    pattern = PATTERNS.get(found)
    if pattern is None:
        return (colour,)
    paint = "url(#{p})"
    over = Markup('class="{} over" fill="{paint}" stroke="{paint}"').format(
        part, paint=paint.format(p=pattern)
    )
    return colour, over


def _mean(scores: Mapping[str, float | None], names: tuple[str, ...]) -> float | None:
    known = [score for name in names if (score := scores.get(name)) is not None]
    return fmean(known) if known else None
