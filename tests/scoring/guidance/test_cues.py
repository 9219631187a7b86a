from dataclasses import FrozenInstanceError

import pytest

from scoring.guidance.cues import SENSIBLE, Ask, BodyPart, Cue


def test_every_part_can_be_asked_something_and_every_request_asked_of_some_part():
    assert set(SENSIBLE) == set(BodyPart)
    assert all(SENSIBLE.values())
    assert set().union(*SENSIBLE.values()) == set(Ask)


def test_sides_come_in_threes_and_can_do_the_same():
    lefts = [part for part in BodyPart if part.name.startswith("LEFT_")]
    assert len(lefts) == 9
    for left in lefts:
        right, both = BodyPart(left + 1), BodyPart(left + 2)
        assert right.name == left.name.replace("LEFT_", "RIGHT_")
        assert both.name.startswith("BOTH_")
        assert SENSIBLE[left] == SENSIBLE[right]
        assert SENSIBLE[both] - {Ask.WIDER, Ask.CLOSER} == SENSIBLE[left]


def test_one_side_alone_cannot_be_apart():
    apart = {part for part in BodyPart if SENSIBLE[part] & {Ask.WIDER, Ask.CLOSER}}
    assert apart == {BodyPart.BOTH_HANDS, BodyPart.BOTH_KNEES, BodyPart.BOTH_LEGS, BodyPart.BOTH_FEET}


def test_a_bent_part_can_be_straightened_and_a_raised_one_lowered():
    opposites = [
        (Ask.RAISE, Ask.LOWER), (Ask.IN, Ask.OUT), (Ask.FORWARD, Ask.BACK), (Ask.WIDER, Ask.CLOSER),
        (Ask.LEAN_FORWARD, Ask.LEAN_BACK), (Ask.LEAN_LEFT, Ask.LEAN_RIGHT), (Ask.LOOK_UP, Ask.LOOK_DOWN),
        (Ask.TURN_LEFT, Ask.TURN_RIGHT), (Ask.FASTER, Ask.SLOWER),
    ]  # fmt: skip
    for asks in SENSIBLE.values():
        for one, other in opposites:
            assert (one in asks) == (other in asks)


def test_a_cue_is_a_value():
    cue = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
    assert cue == Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
    assert len({cue, Cue(BodyPart.LEFT_ELBOW, Ask.BEND), Cue(BodyPart.LEFT_ELBOW, Ask.RAISE)}) == 2
    with pytest.raises(FrozenInstanceError):
        cue.part = BodyPart.HEAD
