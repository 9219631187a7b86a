import dataclasses

import numpy as np
import pytest

from device.match.judging.repeat_spans import AHEAD_S, RepeatSpans
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.performances import performed


def rows_of(track, rows):
    """A track of these rows, one after the other."""
    return dataclasses.replace(
        track,
        times=np.arange(len(rows)) / SAMPLE_RATE_HZ,
        landmarks=track.landmarks[rows],
        visibility=track.visibility[rows],
        world=track.world[rows],
    )


@pytest.mark.parametrize("movement", ["squat", "jumping_jack"])
def test_an_exercise_is_known_before_it_is_counted(movement):
    assert RepeatSpans(performed(movement, seconds=20.0)).counts_at(0)


def test_standing_still_repeats_nothing():
    track = performed("squat", seconds=20.0)
    spans = RepeatSpans(rows_of(track, np.zeros(len(track), int)))
    assert not spans.counts_at(len(track) - 1)


def test_a_later_exercise_counts_from_a_little_before_it():
    track = performed("squat", seconds=20.0)
    wait = round(60 * SAMPLE_RATE_HZ)
    rows = np.concatenate([np.zeros(wait, int), np.arange(len(track))])
    late = rows_of(track, rows)
    spans = RepeatSpans(late)
    assert not spans.counts_at(wait - round(AHEAD_S * SAMPLE_RATE_HZ))
    assert spans.counts_at(wait)
    assert spans.counts_at(len(late))
