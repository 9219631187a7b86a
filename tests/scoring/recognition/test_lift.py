import numpy as np
import pytest

from scoring.body.track import LOST
from scoring.recognition.lift import COLUMNS, LiftRecogniser, answer, shares_of_names
from tests.scoring.recognition.bodies import pose_of, standing

WORDS = ("squat", "jump", "sumo", "push-up")
NAMES = ("squat", "jump_squat", "sumo_squat", "push_up", "other")
DENSITY = 0.04


class Network:
    """Says what it was told; its embedding is how many columns it saw, its phase 0."""

    def __init__(self, words):
        self.words = words
        self.questions, self.seen = [], []

    def __call__(self, picture):
        self.questions.append(picture[0, :, 0])
        here = picture[0, :, 1:].any(axis=(0, 2))
        self.seen.append(int(here.sum()))
        rhythm = np.zeros((COLUMNS, 3), np.float32)
        rhythm[here] = 1, 0, DENSITY
        return np.concatenate([self.words, [self.seen[-1]], rhythm.ravel()]).astype(np.float32)


def film(seconds):
    return np.tile(standing(), (round(seconds * 20), 1, 1))


def test_an_answer_has_words_count_and_embedding():
    network = Network([0.9, 0.1, 0.2, 0.0])
    found = answer(film(4), len(WORDS), network)
    np.testing.assert_allclose(found.words, [0.9, 0.1, 0.2, 0.0])
    np.testing.assert_allclose(found.rhythm, np.tile([1, 0, DENSITY], (50, 1)))
    assert found.count == pytest.approx(50 * DENSITY)
    assert found.embedding.tolist() == [50]
    assert (network.questions[0] == 1).all()


@pytest.mark.parametrize(("seconds", "pictures"), [(16, 1), (17, 2), (24, 2), (40, 4), (60, 7)])
def test_a_long_film_is_counted_once(seconds, pictures):
    network = Network([0.5] * 4)
    found = answer(film(seconds), len(WORDS), network)
    assert len(network.seen) == pictures
    assert found.count == pytest.approx(seconds * 12.5 * DENSITY, rel=0.01)
    np.testing.assert_allclose(found.rhythm[:, 0], 1)


def test_names_are_told_by_their_words():
    shares = shares_of_names(np.array([0.95, 0.9, 0.02, 0.01]), WORDS, NAMES)
    assert shares.sum() == pytest.approx(1)
    assert NAMES[int(shares.argmax())] == "jump_squat"
    assert shares[0] > shares[2]


def test_who_says_nothing_does_something_else():
    shares = shares_of_names(np.zeros(4), WORDS, NAMES)
    assert NAMES[int(shares.argmax())] == "other"


def test_equipment_which_no_skeleton_shows_hardly_counts():
    words = ("bench", "chest", "press", "overhead", "shoulder")
    shares = shares_of_names(np.array([0, 0.9, 0.9, 0, 0]), words, ("bench_press", "overhead_press"))
    assert shares[0] > 0.99


def test_a_name_that_the_words_cannot_say_is_refused():
    with pytest.raises(ValueError, match="not in tuple"):
        shares_of_names(np.zeros(4), WORDS, ("plank",))
    with pytest.raises(KeyError):
        shares_of_names(np.zeros(4), WORDS, ("no exercise",))


def test_live_it_answers_every_ten_samples_once_it_has_seen_a_second():
    recogniser = LiftRecogniser(WORDS, NAMES, Network([0.95, 0.05, 0.05, 0.02]))
    assert recogniser.names == NAMES
    found = [recogniser.push(pose_of(standing())) for _ in range(200)]
    assert [number for number, one in enumerate(found, 1) if one is not None] == list(range(20, 201, 10))
    assert found[-1].time_s == pytest.approx(10)
    assert NAMES[int(found[-1].probabilities.argmax())] == "squat"


def test_live_it_looks_at_the_newest_six_seconds():
    network = Network([0.5] * 4)
    recogniser = LiftRecogniser(WORDS, NAMES, network)
    for _ in range(200):
        recogniser.push(pose_of(standing()))
    assert (network.seen[0], network.seen[-1]) == (13, 75)


def test_live_nobody_is_nothing():
    recogniser = LiftRecogniser(WORDS, NAMES, Network([0.5] * 4))
    assert [recogniser.push(LOST) for _ in range(60)] == [None] * 60
