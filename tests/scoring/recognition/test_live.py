"""Names that hold still."""

from scoring.body.track import LOST
from scoring.recognition.live import FORGOTTEN_S, LiveNamer
from tests.scoring.recognition.bodies import Told

NAMES = ("squat", "sumo_squat", "push_up", "rest", "other")


def named(*answers):
    """What is named after each answer."""
    namer = LiveNamer(Told(NAMES, answers))
    return [[namer.push(LOST) for _ in range(5)][-1] for _ in answers]


def test_the_first_answer_names():
    (found,) = named("squat")
    assert (found.name, found.since_s) == ("squat", 0.25)
    assert found.share > 0.9


def test_one_answer_of_another_changes_nothing():
    found = named(*["squat"] * 8, "push_up", *["squat"] * 4)
    assert {one.name for one in found} == {"squat"}
    assert {one.since_s for one in found} == {0.25}


def test_another_exercise_is_named_within_a_second():
    found = named(*["squat"] * 8, *["push_up"] * 4)
    assert found[7].name == "squat"
    assert found[11].name == "push_up"
    assert 2.0 < found[11].since_s <= 3.0


def test_a_sibling_is_named_when_it_is_clearly_that():
    found = named(*["squat"] * 8, *["sumo_squat"] * 6)
    assert found[8].name == "squat"
    assert found[-1].name == "sumo_squat"
    # the family was as sure all the time
    assert min(one.share for one in found) > 0.9


def test_rest_and_other_are_no_exercise():
    found = named(*["squat"] * 4, *["rest"] * 8, *["other"] * 8)
    assert found[3].name == "squat"
    assert found[-1].name is None
    assert found[-1].share > 0.9


def test_without_answers_the_name_is_forgotten():
    waiting = round(FORGOTTEN_S * 4)
    found = named(*["squat"] * 4, *[None] * (waiting + 1))
    assert found[3 + waiting - 1].name == "squat"
    assert found[-1].name is None
    assert found[-1].since_s > 3


def test_little_evidence_for_everything_is_no_name():
    class Unsure(Told):
        def push(self, pose):
            answer = super().push(pose)
            if answer is not None:
                answer.probabilities[:] = (0.1, 0.1, 0.2, 0.3, 0.3)
            return answer

    namer = LiveNamer(Unsure(NAMES, ["squat"]))
    assert [namer.push(LOST) for _ in range(20)][-1].name is None


def test_the_likely_names_come_with_their_shares_the_likeliest_first():
    namer = LiveNamer(Told(NAMES, ["squat"] * 4 + ["push_up"] * 2))
    assert namer.likely == ()
    for _ in range(6 * 5):
        namer.push(LOST)
    likely = namer.likely
    assert {likely[0][0], likely[1][0]} == {"squat", "push_up"}
    assert [share for _, share in likely] == sorted((share for _, share in likely), reverse=True)
    assert sum(share for _, share in likely) <= 1.0 + 1e-6
