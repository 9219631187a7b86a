"""How differently people do each movement of LIBRARY: how often and how far each of `ways` is used."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from models.mannequin.library.holds import FREE, LOADED

Range = tuple[float, float]
_AS_IT_IS: Final = (1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Shares are of all people, ranges of factors or, for stance and splay, of what is added.

    arms: other ways to hold them, keeps: the share that holds them as the movement has it; half: the share
    that starts with hanging arms. depth: the way of the hips; lean: of the trunk; hangs: the arms hang down
    whatever it does; knees: how far hips sink more, leg lengths; reach: of the arms. seated, one_arm,
    arms_in_turn, one_side, in_turn: shares. loose: standard deviation of arms and trunk at a key, degrees.
    """

    arms: tuple[str, ...] = ()
    keeps: float = 1.0
    half: float = 0.0
    stance: Range = (0.0, 0.0)
    splay: Range = (0.0, 0.0)
    depth: Range = _AS_IT_IS
    lean: Range = _AS_IT_IS
    hangs: bool = False
    knees: Range = (0.0, 0.0)
    reach: Range = _AS_IT_IS
    seated: float = 0.0
    one_arm: float = 0.0
    arms_in_turn: float = 0.0
    one_side: float = 0.0
    in_turn: float = 0.0
    loose: float = 4.0


_SQUAT: Final = Manner(
    arms=FREE + LOADED, keeps=0.2, half=0.35, stance=(-0.07, 0.16), splay=(-16, 20), depth=(0.75, 1.6),
    lean=(0.5, 1.5),
)  # fmt: skip
_LUNGE: Final = Manner(
    arms=FREE + LOADED, keeps=0.15, stance=(-0.01, 0.07), depth=(0.65, 1.05), lean=(0.2, 3.0), one_side=0.35,
)  # fmt: skip
_HINGE: Final = Manner(
    loose=3.0, stance=(-0.04, 0.14), splay=(-6, 14), depth=(0.8, 1.15), lean=(0.75, 1.2), knees=(-0.05, 0.10)
)
_ARMS: Final = Manner(
    stance=(-0.02, 0.20), splay=(-6, 12), reach=(0.85, 1.1), seated=0.18, one_arm=0.12, arms_in_turn=0.12,
    loose=5.0,
)  # fmt: skip
_BENT_OVER: Final = Manner(
    hangs=True, stance=(-0.02, 0.12), knees=(-0.04, 0.08), lean=(0.8, 1.2), one_arm=0.2
)
_RUN: Final = Manner(
    arms=("running", "hanging", "hips", "clasped", "chin", "front", "behind_head"), keeps=0.55,
    stance=(0.0, 0.08), one_side=0.06,
)  # fmt: skip
_KICK: Final = Manner(
    arms=("chin", "hips", "hanging", "front", "running"), keeps=0.6, stance=(0.0, 0.06), lean=(0.4, 1.4),
    one_side=0.3, in_turn=0.4, loose=6.0,
)  # fmt: skip
_HEAVY_HANDS: Final = Manner(stance=(0.0, 0.12), lean=(0.8, 1.2), depth=(0.7, 1.3), loose=5.0)
_TRUNK: Final = Manner(
    arms=("hips", "behind_head", "hugged", "clasped", "chin", "aside", "overhead", "folded", "bar_behind"),
    keeps=0.5, stance=(0.0, 0.18), seated=0.1, one_side=0.12, loose=5.0,
)  # fmt: skip
_FLOOR: Final = Manner(loose=3.0)
_LYING: Final = Manner(
    arms=("hugged", "behind_head", "aside", "hanging", "belly", "goalpost"),
    keeps=0.4,
    one_side=0.15,
    in_turn=0.3,
    loose=3.0,
)
_HINGE_ARMS: Final = (*FREE, "dumbbells", "bar_behind", "shoulders")

MANNERS: Final[Mapping[str, Manner]] = MappingProxyType(
    {
        "squat": _SQUAT,
        "sumo_squat": replace(_SQUAT, stance=(-0.12, 0.10), depth=(0.7, 1.2)),
        "jump_squat": replace(_SQUAT, arms=FREE, keeps=0.5, depth=_AS_IT_IS),
        "sit_to_stand": replace(
            _SQUAT,
            arms=("hugged", "front", "hips", "thighs", "hanging", "folded", "clasped", "goalpost"),
            keeps=0.3,
            half=0,
            depth=_AS_IT_IS,
            stance=(-0.04, 0.1),
        ),
        "wall_sit": replace(_SQUAT, keeps=0.3, half=0, depth=_AS_IT_IS, lean=_AS_IT_IS),
        "lunge": _LUNGE,
        "reverse_lunge": _LUNGE,
        "side_lunge": replace(_LUNGE, keeps=0.3, depth=(0.8, 1.0), lean=(0.6, 1.3)),
        "curtsy_lunge": replace(_LUNGE, lean=(0.3, 1.6)),
        "split_squat": replace(_LUNGE, keeps=0.3),
        "jump_lunge": replace(_LUNGE, arms=FREE, keeps=0.5, depth=_AS_IT_IS, one_side=0),
        "step_up": Manner(arms=FREE + LOADED, keeps=0.5, stance=(0, 0.06), lean=(0.4, 1.5), one_side=0.3),
        "hurdle_step": Manner(arms=FREE + LOADED, keeps=0.4, stance=(0, 0.06), one_side=0.4),
        "deadlift": replace(_HINGE, depth=(0.6, 1.9), lean=(0.75, 1.35)),
        "romanian_deadlift": _HINGE,
        "single_leg_deadlift": replace(
            _HINGE, arms=("hips", "aside", "dumbbells", "front"), keeps=0.6, depth=_AS_IT_IS, knees=(0, 0),
            in_turn=0.35,
        ),
        "good_morning": replace(
            _HINGE, hangs=False, arms=("behind_head", "hugged", "hips", "bar_behind"), keeps=0.5
        ),
        "kettlebell_swing": replace(_HINGE, hangs=False, one_arm=0.15, reach=(0.7, 1.4)),
        "toe_touch": replace(_HINGE, reach=(0.9, 1.05), lean=(0.7, 1.15), arms_in_turn=0.0),
        "calf_raise": Manner(arms=_HINGE_ARMS, keeps=0.3, stance=(-0.02, 0.14), splay=(-6, 20)),
        "biceps_curl": replace(_ARMS, reach=(0.6, 1.05), one_arm=0.2, arms_in_turn=0.25, seated=0.2),
        "overhead_press": replace(_ARMS, one_arm=0.1, arms_in_turn=0.08, seated=0.25),
        # with one arm only, it has a name of its own
        "lateral_raise": replace(_ARMS, one_arm=0),
        "front_raise": replace(_ARMS, arms_in_turn=0.3),
        "scaption": replace(_ARMS, one_arm=0.4, arms_in_turn=0.05),
        "upright_row": replace(_ARMS, arms_in_turn=0),
        "shrug": replace(_ARMS, one_arm=0, arms_in_turn=0),
        "triceps_extension": replace(_ARMS, arms_in_turn=0, one_arm=0.25, seated=0.3),
        "arm_raise_one_side": replace(_ARMS, one_arm=0, arms_in_turn=0, in_turn=0.2),
        "shoulder_extension": replace(_ARMS, one_arm=0, arms_in_turn=0),
        "shoulder_rotation": replace(_ARMS, one_arm=0, arms_in_turn=0),
        "arm_circle": replace(_ARMS, one_arm=0.08, arms_in_turn=0),
        "bent_over_row": replace(_BENT_OVER, arms_in_turn=0.15),
        "bent_over_fly": _BENT_OVER,
        "triceps_kickback": _BENT_OVER,
        "clean": _HEAVY_HANDS,
        "high_pull": _HEAVY_HANDS,
        "thruster": _HEAVY_HANDS,
        "woodchop": replace(_HEAVY_HANDS, in_turn=0.2),
        "side_bend": _TRUNK,
        "torso_twist": _TRUNK,
        "march": _RUN,
        "high_knees": _RUN,
        "butt_kick": _RUN,
        "skater": Manner(arms=("running", "clasped", "hanging"), keeps=0.75, lean=(0.3, 1.3), loose=6.0),
        "step_touch": Manner(
            arms=("running", "hips", "hanging", "clasped", "aside", "shoulders", "overhead"),
            keeps=0.3,
            loose=6.0,
        ),
        "jump_rope": Manner(arms=("running", "hanging", "belly"), keeps=0.75, stance=(0, 0.06), loose=5.0),
        "jumping_jack": Manner(loose=5.0),
        "star_jump": Manner(depth=(0.6, 1.1), reach=(0.6, 1.2), loose=6.0),
        "burpee": Manner(loose=2.0),
        "punch": Manner(one_side=0.2, stance=(0, 0.14), loose=6.0),
        "uppercut": Manner(one_side=0.2, stance=(0, 0.14), loose=6.0),
        "front_kick": _KICK,
        "side_kick": _KICK,
        "knee_strike": replace(_KICK, in_turn=0.0),
        "straight_leg_raise": _LYING,
        "leg_raise": replace(_LYING, in_turn=0),
        "flutter_kick": replace(_LYING, in_turn=0),
        "glute_bridge": replace(_LYING, arms=("hugged", "folded"), keeps=0.7, in_turn=0),
        "crunch": replace(_LYING, in_turn=0),
        "sit_up": replace(_LYING, in_turn=0),
        "bicycle_crunch": replace(_LYING, keeps=1),
        "donkey_kick": replace(_FLOOR, in_turn=0.25),
    }
)  # fmt: skip
OTHERS: Final = _FLOOR
