"""What was trained, as two bodies in SVG: front and back, each muscle in the shade of the sets done with it.

A drawing of our own. Like the body figure it faces the reader in front; words beside it say the same.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup

from device.store.repetitions import Done
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Muscle

# A muscle that does some of an exercise's work counts half of one that does most of it.
SECOND: Final = 0.5
# Repetitions above which a muscle has the next shade: one set, three sets, three sets on three days.
SHADES: Final = (0.0, 12.0, 36.0, 100.0)
WIDTH: Final = 300
HEIGHT: Final = 262
# The middle lines of the two bodies, px.
MIDDLES: Final = {"front": 75, "back": 225}
# Outline of the right half, px from the middle line and from the top; the left one mirrors it.
_BODY: Final = (
    "M0 8 C11 8 16 16 15 27 C14 35 11 40 7 43 L8 52 C16 56 27 56 32 64 C37 74 38 88 41 101 C45 116 49 130 51 "
    "144 L52 156 L45 158 L41 146 C37 132 32 118 29 106 L26 92 C25 106 23 116 24 128 C28 146 30 162 27 184 "
    "C29 202 26 220 23 238 L24 250 L10 250 L11 238 C9 220 9 204 11 188 C8 170 5 156 0 148 Z"
)
# What each muscle looks like on that half, and on which side.
_SHAPES: Final[Mapping[Muscle, Mapping[str, str]]] = {
    Muscle.NECK: {"front": "M0 43 L7 43 L8 52 L0 54 Z", "back": "M0 38 L6 40 L7 47 L0 47 Z"},
    Muscle.TRAPS: {
        "front": "M9 50 L22 56 L10 58 Z",
        "back": "M0 48 L8 49 L25 58 L14 66 L0 92 Z",
    },
    Muscle.SHOULDERS: {
        "front": "M23 57 C31 57 35 66 36 78 C31 77 27 71 25 66 Z",
        "back": "M25 58 C32 60 35 68 36 78 C30 77 26 72 20 66 Z",
    },
    Muscle.CHEST: {"front": "M1 60 L20 60 C25 66 26 74 24 80 C16 86 7 85 1 81 Z"},
    Muscle.BICEPS: {"front": "M27 78 C33 80 37 84 38 98 L40 105 C34 104 30 96 28 88 Z"},
    Muscle.TRICEPS: {"back": "M27 77 C33 80 37 84 38 98 L40 105 C34 104 30 96 28 88 Z"},
    Muscle.FOREARMS: {
        "front": "M31 107 C36 106 41 108 43 116 L48 142 L42 144 C37 130 33 119 31 107 Z",
        "back": "M31 107 C36 106 41 108 43 116 L48 142 L42 144 C37 130 33 119 31 107 Z",
    },
    Muscle.ABDOMINALS: {"front": "M1 86 C8 89 14 88 18 86 L17 122 C12 132 6 138 1 140 Z"},
    Muscle.LATS: {"back": "M20 71 L25 73 L25 92 C22 102 16 108 8 109 L7 105 Z"},
    Muscle.MIDDLE_BACK: {"back": "M13 69 L18 70 L5 103 L1 98 L1 93 Z"},
    Muscle.LOWER_BACK: {"back": "M1 100 L7 112 L20 110 L21 124 C14 122 7 122 1 126 Z"},
    Muscle.GLUTES: {"back": "M1 128 C9 123 19 125 24 132 C27 142 26 150 20 154 C12 156 5 153 1 148 Z"},
    Muscle.ABDUCTORS: {
        "front": "M22 124 L25 130 C28 140 29 150 29 158 C25 152 22 140 20 130 Z",
        "back": "M23 122 L26 134 C29 144 29 150 29 158 C27 152 27 142 24 131 Z",
    },
    Muscle.ADDUCTORS: {
        "front": "M1 148 L6 150 C9 160 11 172 11 184 C7 172 4 160 1 152 Z",
        "back": "M2 152 L7 156 C9 166 10 176 11 186 C7 174 4 164 2 156 Z",
    },
    Muscle.QUADRICEPS: {
        "front": "M8 144 L19 134 C25 148 28 166 26 184 C21 190 16 190 12 184 C12 170 10 158 8 144 Z"
    },
    Muscle.HAMSTRINGS: {
        "back": "M8 156 C14 159 22 157 27 152 C29 164 28 176 26 186 C21 190 16 190 12 186 "
        "C12 176 10 166 8 156 Z"
    },
    Muscle.CALVES: {
        "front": "M12 194 C10 206 11 220 13 234 L16 234 C15 220 15 206 16 196 Z "
        "M26 194 C28 208 26 222 23 234 L21 226 C23 214 24 204 23 196 Z",
        "back": "M11 192 C16 196 22 196 27 192 C29 206 26 218 23 228 L14 228 C10 216 9 204 11 192 Z",
    },
}


def work(done: Iterable[Done]) -> dict[Muscle, float]:
    """Repetitions by the muscles that did them, the most first; muscles that did nothing are left out."""
    found: dict[Muscle, float] = {}
    for one in done:
        exercise = CATALOGUE.get(one.exercise or "")
        if exercise is None:
            continue
        for muscles, share in ((exercise.first, 1.0), (exercise.second, SECOND)):
            for muscle in muscles:
                found[muscle] = found.get(muscle, 0.0) + share * (one.counted + one.tried)
    trained = {muscle: amount for muscle, amount in found.items() if amount > 0}
    return dict(sorted(trained.items(), key=lambda one: (-one[1], one[0])))


def shade(amount: float) -> int:
    """How dark a muscle is, 0 to 4."""
    return sum(amount > bound for bound in SHADES)


def bodies(
    amounts: Mapping[Muscle, float], label: str, names: Mapping[Muscle, str], sides: tuple[str, str]
) -> Markup:
    """amounts: of `work`; names: of all muscles; sides: what front and back are called."""
    half = Markup('<g transform="translate({} 0) scale({} 1)">{}</g>')
    shapes: list[Markup] = []
    for (side, middle), says in zip(MIDDLES.items(), sides, strict=True):
        drawn = [Markup('<path class="skin" d="{}"/>').format(_BODY)]
        drawn.extend(
            Markup('<path class="muscle shade{}" d="{}"><title>{}</title></path>').format(
                shade(amounts.get(muscle, 0.0)), places[side], names[muscle]
            )
            for muscle, places in _SHAPES.items()
            if side in places
        )
        shapes.extend(half.format(middle, sign, Markup("").join(drawn)) for sign in (1, -1))
        shapes.append(
            Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(middle, HEIGHT - 1, says)
        )
    return Markup(
        '<svg class="chart muscles" viewBox="0 0 {} {}" role="img" aria-label="{}" font-size="11">{}</svg>'
    ).format(WIDTH, HEIGHT, label, Markup("").join(shapes))
