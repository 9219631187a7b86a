"""The streaming recogniser gives what the statistics of its newest window give."""

import numpy as np

from scoring.body.track import LOST, Pose
from scoring.recognition.forest import Forest
from scoring.recognition.newest import SEEN_MIN
from scoring.recognition.statistics import COUNT, NAMES, WINDOW, statistics
from scoring.recognition.windows import STEP, ForestRecogniser
from tests.scoring.recognition.bodies import pose_of, random_window, standing

# one question: is the mean height of the wrists above the lowest point more than a trunk?
QUESTION = NAMES.index("wrist_height mean")
FOREST = Forest(
    names=("plank", "squat"),
    statistics=COUNT,
    roots=np.array([0], np.int32),
    feature=np.array([QUESTION, -1, -1], np.int16),
    threshold=np.array([1, 0, 0], np.float32),
    below=np.array([1, 0, 1], np.int32),
    above=np.array([2, 0, 0], np.int32),
    unknown_below=np.zeros(3, np.bool_),
    leaves=np.array([[255, 0], [0, 255]], np.uint8),
)


def test_an_answer_comes_every_quarter_of_a_second():
    recogniser = ForestRecogniser(FOREST)
    assert recogniser.names == ("plank", "squat")
    answers = [recogniser.push(pose_of(standing())) for _ in range(40)]
    given = [number + 1 for number, answer in enumerate(answers) if answer is not None]
    assert given == list(range(SEEN_MIN, 41, STEP))
    assert answers[-1].time_s == 2.0
    assert answers[-1].probabilities.tolist() == [0, 1]


def test_the_window_is_the_newest_sixty_samples(monkeypatch):
    seen = []
    monkeypatch.setattr(
        "scoring.recognition.windows.statistics",
        lambda *parts: seen.append([part.copy() for part in parts]) or statistics(*parts),
    )
    landmarks, visibility, world = random_window(4, 150)
    recogniser = ForestRecogniser(FOREST)
    for number in range(150):
        recogniser.push(Pose(landmarks[number], visibility[number], world[number]))
    ends = [end for end in range(STEP, 151, STEP) if np.isfinite(world[:end, 0, 0]).sum() >= SEEN_MIN]
    for given, end in zip(seen, ends, strict=True):
        begin = max(0, end - WINDOW)
        for part, whole in zip(given, (landmarks, visibility, world), strict=True):
            np.testing.assert_array_equal(part, whole[begin:end])


def test_nothing_is_said_of_nobody():
    recogniser = ForestRecogniser(FOREST)
    assert [recogniser.push(LOST) for _ in range(60)] == [None] * 60
    for _ in range(SEEN_MIN - STEP):
        recogniser.push(pose_of(standing()))
    assert [recogniser.push(LOST) for _ in range(STEP)] == [None] * STEP
