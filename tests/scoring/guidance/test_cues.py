from dataclasses import FrozenInstanceError

import pytest

from scoring.guidance.cues import CUES, SIDED, Ask, BodyPart, Cue


def test_every_cue_stands_once_and_every_part_and_request_is_in_one():
    assert len(set(CUES)) == len(CUES) == 51
    assert {cue.part for cue in CUES} == set(BodyPart)
    assert {cue.ask for cue in CUES} == set(Ask)


def test_sides_come_in_threes_that_can_do_the_same():
    for left, right, both in SIDED:
        assert right.name == left.name.replace("LEFT_", "RIGHT_")
        assert both.name == left.name.replace("LEFT_", "BOTH_") + "S"
        asked = [{cue.ask for cue in CUES if cue.part is part} for part in (left, right, both)]
        assert asked[0] == asked[1] == asked[2] != set()
    assert {part for parts in SIDED for part in parts} == {
        part for part in BodyPart if part.name.startswith(("LEFT_", "RIGHT_"))
    } | {BodyPart.BOTH_ELBOWS, BodyPart.BOTH_ARMS, BodyPart.BOTH_KNEES}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Ask.BEND, Ask.STRAIGHTEN), (Ask.RAISE, Ask.LOWER), (Ask.IN, Ask.OUT), (Ask.FORWARD, Ask.BACK),
        (Ask.WIDER, Ask.CLOSER), (Ask.LEAN_FORWARD, Ask.LEAN_BACK), (Ask.LEAN_LEFT, Ask.LEAN_RIGHT),
        (Ask.LOOK_UP, Ask.LOOK_DOWN),
    ],
)  # fmt: skip
def test_what_was_overdone_can_be_taken_back(one, other):
    assert {cue.part for cue in CUES if cue.ask is one} == {cue.part for cue in CUES if cue.ask is other}


def test_a_cue_is_a_value():
    cue = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
    assert cue == Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
    assert len({cue, Cue(BodyPart.LEFT_ELBOW, Ask.BEND), Cue(BodyPart.LEFT_ELBOW, Ask.STRAIGHTEN)}) == 2
    with pytest.raises(FrozenInstanceError):
        cue.part = BodyPart.HEAD
