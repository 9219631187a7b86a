"""Frames and slices to learn from."""

import numpy as np

from models.recogniser.seeds import frames, slices
from scoring.recognition.slices import slice_of

NAMES = ("squat", "punch")


def test_frames_are_angles_with_their_names():
    made = frames.made_up(NAMES, 3, seed=4)
    assert made.values.shape == (len(made.labels), 6)
    assert np.bincount(made.labels).tolist() == [60, 60]
    assert (np.nanmin(made.values), np.nanmax(made.values)) > (0, 90)
    knees = made.values[:, 4:].min(axis=1)
    assert np.nanmin(knees[made.labels == 0]) < 110 < np.nanmedian(knees[made.labels == 1])


def test_more_names_leave_fewer_sets_of_each(monkeypatch):
    monkeypatch.setattr(frames, "SETS_MAX", 4)
    assert np.bincount(frames.made_up(NAMES, 3, seed=4).labels).tolist() == [40, 40]


def test_slices_are_what_a_recogniser_gets(monkeypatch):
    seen = []
    monkeypatch.setattr(slices, "slice_of", lambda *parts: seen.append(len(parts[0])) or slice_of(*parts))
    made = slices.made_up(NAMES, 20, 40, seed=4)
    assert made.values.shape == (40, 40, 19, 3)
    assert np.isfinite(made.values).all()
    assert np.bincount(made.labels).tolist() == [20, 20]
    assert 0 < sum(count < 40 for count in seen) < 20
    assert min(seen) >= 20


def test_a_set_depends_on_name_number_and_seed_only():
    made, more, other = (slices.made_up(NAMES, sets, 30, seed) for sets, seed in ((2, 4), (3, 4), (2, 5)))
    kept = {row.tobytes() for row in more.values}
    assert all(row.tobytes() in kept for row in made.values)
    assert not any(row.tobytes() in kept for row in other.values)
