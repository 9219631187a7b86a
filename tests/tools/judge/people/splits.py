"""Who tuned the constants and who was held out: by person, and by source where several share one.

No source is on both sides. A pair is TUNE or HELD_OUT when both of its people are; MIXED has one of each, so
that the person who follows or who teaches was never tuned on. UI-PRMD is split by subject, landmark sets
whose people are not known by the number of the recording: neighbours there are often the same person.
"""

import itertools

from tests.tools.judge.people.clips import ALIKE, PARTS, WRONG

TUNE, HELD_OUT, MIXED, MANNEQUINS = "tune", "held out", "mixed", "mannequins"
SPLITS = (TUNE, HELD_OUT, MIXED, MANNEQUINS)
TUNED_SOURCES = frozenset({
    "jrplatin", "studio", "man at home", "bright gym", "rj-song", "two jumpers", "wissem-sah", "tomnotchym",
    "dancer 1", "dancer A", "dancer 2", "dancer 4", "dillonloh", "dark studio",
})  # fmt: skip
HELD_OUT_SOURCES = frozenset({
    "healthserv", "rohitkesha", "woman at home", "outdoors", "jumper 2", "jumper 3", "nadamarie",
    "man at a bar", "dancer B", "dancer 3", "dancer 5", "push-ups at home",
})  # fmt: skip
# Of the recordings of squats those by the man at home, the first nine, and the one wrong squat that is not by
# the woman at home.
TUNED_SQUATS = frozenset({
    *(f"squat_correct_{number:03}" for number in (*range(1, 10), 15, 16)), "squat_incorrect_001",
})  # fmt: skip
# UI-PRMD's subjects 1 to 4 tune, 5 to 8 are held out.
TUNED_SUBJECTS = (1, 2, 3, 4)
HELD_OUT_SUBJECTS = (5, 6, 7, 8)


def split_of(*names):
    """The split of parts by name that meet in one match."""
    sources = {(PARTS | WRONG)[name].source for name in names}
    if sources <= TUNED_SOURCES:
        return TUNE
    return HELD_OUT if sources <= HELD_OUT_SOURCES else MIXED


def split_of_squat(name):
    """The split of a recording of squat_pushup_landmarks, in which the man and the woman of the clips are."""
    return TUNE if name in TUNED_SQUATS else HELD_OUT


def halves(numbers):
    """TUNE for those of the numbers that are at most their median, else HELD_OUT."""
    ranked = sorted(set(numbers))
    middle = ranked[(len(ranked) - 1) // 2]
    return [TUNE if number <= middle else HELD_OUT for number in numbers]


def same_pairs():
    """(tutor, user) by name: one exercise by two people."""
    return [(a, b) for a, b in _pairs() if PARTS[a].exercise == PARTS[b].exercise]


def other_pairs():
    """(tutor, user) by name: another exercise, by whomever; both long enough for a lesson."""
    return [
        (a, b)
        for a, b in itertools.permutations(PARTS, 2)
        if PARTS[a].exercise != PARTS[b].exercise
        and {PARTS[a].exercise, PARTS[b].exercise} not in ALIKE
        and PARTS[a].is_lesson
        and PARTS[b].is_lesson
    ]


def _pairs():
    return [(a, b) for a, b in itertools.permutations(PARTS, 2) if PARTS[a].source != PARTS[b].source]
