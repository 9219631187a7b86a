from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest

from device.match.judging.visibility import PARTS
from device.match.ready.debounce import READ_S, SETTLE_S
from device.match.ready.light import BEHIND, DARK
from device.match.ready.placement import COME_CLOSER, MOVE_LEFT, STEP_BACK, TILT_UP, TURN_SIDEWAYS
from device.match.ready.readiness import (
    ASTRAY_S,
    COUNTDOWN_S,
    FEET_MISSING,
    FLICKER_S,
    MOVE_APART,
    NOT_SEEN,
    PATIENCE_S,
    SECOND_MISSING,
    SPEED_S,
    STAND_STILL,
    STEADY_S,
    Readiness,
)
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.body.joints import Joint
from scoring.body.track import LOST
from tests.device.match.standing import person, pose_of, room

STEP_S = 0.05
WELL = person()
LEFT, RIGHT = person(x=0.3), person(x=0.7)
FEET, KNEES = (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE), (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
NO_FEET = person(hidden=FEET)
NO_LEGS = person(hidden=(*FEET, *KNEES))
FAIR = room()


def acted(*scenes, people=1, side=False):
    """(time, Ready) at every step of scenes: (seconds, poses or a function of time giving them, picture)."""
    readiness, seen, start_s = Readiness(people, side), [], 0.0
    for seconds, poses, *image in scenes:
        for number in range(round(seconds / STEP_S)):
            time_s = start_s + number * STEP_S
            now = poses(time_s) if callable(poses) else poses
            slots = now if isinstance(now, tuple) else (now,)
            seen.append((time_s, readiness.see(time_s, image[0] if image else FAIR, slots)))
        start_s += seconds
    return seen


def started(seen):
    times = [time_s for time_s, ready in seen if ready.go]
    assert len(times) <= 1
    return times[0] if times else None


def said(seen, who=0):
    """The sentences that one person sees, one after the other."""
    lines = [ready.everybody or ready.advice[who] for _, ready in seen]
    return [key for key, _ in groupby(lines) if key is not None]


def test_who_stands_well_starts_by_themselves():
    seen = acted((8, WELL))
    assert started(seen) == pytest.approx(STEADY_S + COUNTDOWN_S, abs=2 * STEP_S)
    assert said(seen) == []
    counting = [ready.countdown for _, ready in seen if ready.countdown is not None]
    assert counting[0] == pytest.approx(COUNTDOWN_S)
    assert (np.diff(counting) < 0).all()
    assert counting[-1] < 2 * STEP_S
    assert seen[-1][1].countdown is None


def test_without_a_person_it_never_starts_and_asks_for_one():
    seen = acted((40, None))
    assert started(seen) is None
    assert said(seen) == [NOT_SEEN]
    assert seen[-1][1].fine == (False,)
    assert acted((1, LOST))[-1][1].everybody == NOT_SEEN


@pytest.mark.parametrize(
    ("pose", "expected"),
    [
        (person(tall=0.95, feet=0.98), STEP_BACK),
        (person(tall=0.25), COME_CLOSER),
        (person(x=0.15), MOVE_LEFT),
        (person(feet=0.45), TILT_UP),
        (NO_LEGS, "legs_not_seen"),
    ],
)
def test_what_is_wrong_is_said_and_ends_with_it(pose, expected):
    seen = acted((4, pose), (6, WELL))
    assert said(seen) == [expected]
    assert seen[-1][1].fine == (True,)
    # a jump into the place is a movement, too
    assert -0.1 <= started(seen) - (4 + STEADY_S + COUNTDOWN_S) <= SPEED_S + 0.1


def test_advice_about_light_is_to_all_people():
    assert said(acted((3, WELL, room(20)))) == [DARK]
    assert said(acted((3, None, room(20)))) == [DARK]
    assert said(acted((3, WELL, room(230, 30, WELL)))) == [BEHIND]
    assert started(acted((8, WELL, room(20)))) is None


def test_a_line_stays_long_enough_to_be_read():
    """A person who changes between two faults faster than a sentence can be read."""
    faults = (person(tall=0.95, feet=0.98), person(x=0.12))
    seen = acted((20, lambda time_s: faults[int(time_s / 0.7) % 2]))
    lines = [ready.advice[0] for _, ready in seen]
    lengths = [(key, len(list(run)) * STEP_S) for key, run in groupby(lines)]
    assert {key for key, _ in lengths} == {None, STEP_BACK, MOVE_LEFT}
    assert min(seconds for key, seconds in lengths[:-1] if key) >= READ_S - STEP_S


def test_trembling_about_a_limit_is_one_line():
    random = np.random.default_rng(1)
    seen = acted((20, lambda _: person(x=0.22 + random.normal(0, 0.01))))
    assert said(seen) == [MOVE_LEFT]


@pytest.mark.parametrize("gap_s", [0.1, FLICKER_S - STEP_S])
def test_a_flicker_does_not_stop_the_countdown(gap_s):
    seen = acted((2, WELL), (gap_s, None), (5, WELL))
    assert started(seen) == pytest.approx(STEADY_S + COUNTDOWN_S, abs=2 * STEP_S)


def test_who_leaves_breaks_it_off_and_it_begins_anew():
    seen = acted((2, WELL), (1, None), (8, WELL))
    assert started(seen) == pytest.approx(3 + STEADY_S + COUNTDOWN_S, abs=3 * STEP_S)
    assert NOT_SEEN in said(acted((2, WELL), (3, None)))


def test_a_step_aside_breaks_it_off_only_when_it_lasts():
    assert started(acted((2, WELL), (ASTRAY_S - 0.2, NO_LEGS), (4, WELL))) == pytest.approx(4.0, abs=0.1)
    assert started(acted((2, WELL), (ASTRAY_S + 0.3, NO_LEGS), (1.5, WELL))) is None


def test_a_person_walking_in_is_asked_to_stand_still():
    seen = acted((3, lambda time_s: person(x=0.35 + 0.1 * time_s)), (6, person(x=0.6)))
    assert STAND_STILL in said(seen)
    assert started(seen) > 3 + COUNTDOWN_S


def test_waving_arms_are_no_reason_to_wait():
    jacks = [pose_of("jumping_jack", at_s=1.2 + number * STEP_S) for number in range(120)]
    seen = acted((5, lambda time_s: person(pose=jacks[round(time_s / STEP_S)], tall=0.55, feet=0.9)))
    assert STAND_STILL not in said(seen)


def test_a_small_room_delays_the_start_and_does_not_prevent_it():
    seen = acted((PATIENCE_S + STEADY_S + COUNTDOWN_S + 1, NO_FEET))
    assert said(seen) == ["feet_not_seen", FEET_MISSING]
    assert started(seen) == pytest.approx(PATIENCE_S + STEADY_S + COUNTDOWN_S, abs=0.2)
    warned = [time_s for time_s, ready in seen if ready.advice[0] == FEET_MISSING]
    assert warned[-1] - warned[0] >= READ_S
    assert started(acted((60, NO_LEGS))) is None


def test_a_dark_room_delays_the_start_and_does_not_prevent_it():
    assert started(acted((20, WELL, room(20)))) == pytest.approx(PATIENCE_S + STEADY_S + COUNTDOWN_S, abs=0.2)


def test_patience_begins_when_enough_is_seen():
    seen = acted((PATIENCE_S - 2, NO_LEGS), (PATIENCE_S - 1, NO_FEET))
    assert started(seen) is None
    assert not any(ready.fine[0] for _, ready in seen)


def test_a_side_view_is_asked_for():
    front, side = person(pose=pose_of()), person(pose=pose_of(yaw=90))
    seen = acted((3, front), (6, side), side=True)
    assert said(seen) == [TURN_SIDEWAYS]
    assert started(seen) == pytest.approx(3 + STEADY_S + COUNTDOWN_S, abs=0.1)


def test_two_people_wait_for_each_other():
    seen = acted((4, (LEFT, None)), (6, (LEFT, RIGHT)), people=2)
    assert said(seen) == [SECOND_MISSING]
    assert seen[10][1].fine == (True, False)
    assert started(seen) == pytest.approx(4 + STEADY_S + COUNTDOWN_S, abs=0.1)
    assert said(acted((3, (None, None)), people=2)) == [NOT_SEEN]


def test_each_of_two_people_gets_their_own_advice():
    no_legs = person(x=0.25, hidden=(*FEET, *KNEES))
    seen = acted((4, (no_legs, person(tall=0.25, x=0.75))), people=2)
    assert seen[-1][1].advice == ("legs_not_seen", COME_CLOSER)
    assert seen[-1][1].everybody is None
    assert seen[-1][1].fine == (False, False)


def test_two_too_close_together():
    near, far = (person(x=0.42), person(x=0.56)), (LEFT, RIGHT)
    seen = acted((4, near), (6, far), people=2)
    assert said(seen) == [MOVE_APART]
    assert started(seen) == pytest.approx(4 + SPEED_S + STEADY_S + COUNTDOWN_S, abs=0.1)


def test_one_of_two_who_leaves_breaks_it_off():
    assert started(acted((2, (LEFT, RIGHT)), (4, (LEFT, None)), people=2)) is None


def test_after_the_start_no_sentence_is_shown():
    seen = acted((5, WELL), (5, None))
    after = [ready for time_s, ready in seen if time_s > 5]
    assert not any(ready.go or ready.countdown is not None or ready.everybody for ready in after)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="one or two people get ready, not 3"):
        Readiness(3, False)
    with pytest.raises(ValueError, match="1 poses for 2 people"):
        Readiness(2, False).see(0.0, FAIR, (WELL,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_words(language):
    keys = {
        NOT_SEEN, SECOND_MISSING, MOVE_APART, STAND_STILL, FEET_MISSING, DARK, BEHIND, STEP_BACK, COME_CLOSER,
        MOVE_LEFT, "move_right", TILT_UP, "tilt_down", TURN_SIDEWAYS, *(key for key, _ in PARTS),
    }  # fmt: skip
    texts = [words(language).text(key) for key in keys]
    assert len(set(texts)) == len(keys)


def test_seconds_are_the_cameras_own_whatever_its_rate():
    slow = Readiness(1, False)
    times = np.arange(0, 8, 0.1) + 1000.0
    gone = [time_s for time_s in times if slow.see(float(time_s), FAIR, (replace(WELL),)).go]
    assert gone == [pytest.approx(1000 + STEADY_S + COUNTDOWN_S, abs=0.2)]
    assert SETTLE_S < STEADY_S
