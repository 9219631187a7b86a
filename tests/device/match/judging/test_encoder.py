import numpy as np
import pytest

from device.errors import ModelMissingError
from device.match.judging import encoder
from models.mannequin.body import Body
from models.mannequin.form import posed
from models.mannequin.movements import MOVEMENTS
from scoring.autoencoder.pairs import PAIR_COUNT, pair_distances

SEEN = np.ones((20, 33), np.float32)


def latents(movement, body, seen=SEEN):
    rows = MOVEMENTS[movement].at(np.linspace(0, 1, 20), np.ones(20))
    return encoder.encode(pair_distances(posed(rows, body).landmarks.astype(np.float32), seen))


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_every_row_becomes_a_latent():
    pairs = np.random.default_rng(1).uniform(0, 3, (7, PAIR_COUNT)).astype(np.float32)
    found = encoder.encode(pairs)
    assert found.shape[0] == 7
    assert found.dtype == np.float32
    np.testing.assert_array_equal(encoder.encode(pairs[4:5])[0], found[4])
    assert encoder.encode(pairs[:0]).shape == (0, found.shape[1])


def test_another_body_is_nearer_than_another_movement():
    small = Body(height_m=1.5, legs=0.95, shoulders=1.08)
    for movement in ("squat", "punch", "jumping_jack"):
        same = (unit(latents(movement, Body())) * unit(latents(movement, small))).sum(axis=1)
        another = (unit(latents(movement, Body())) * unit(latents("sit_up", small))).sum(axis=1)
        assert same.mean() > 0.9
        assert same.mean() > another.mean() + 0.5


def test_unseen_points_change_little():
    hidden = SEEN.copy()
    hidden[:, [14, 16]] = 0
    whole, part = latents("squat", Body()), latents("squat", Body(), hidden)
    assert np.isfinite(part).all()
    assert (whole != part).any()
    assert (unit(whole) * unit(part)).sum(axis=1).mean() > 0.8


def test_latents_of_many_movements_lie_about_zero():
    every = np.concatenate([latents(movement, Body()) for movement in MOVEMENTS])
    assert (np.abs(every.mean(axis=0)) < every.std(axis=0)).all()


def test_a_missing_or_damaged_file_is_one_sentence(monkeypatch, tmp_path):
    path = tmp_path / "encoder.tflite"
    monkeypatch.setattr(encoder, "ENCODER", path)
    with pytest.raises(ModelMissingError, match=r"encoder\.tflite is missing or damaged"):
        encoder.encode(np.zeros((1, PAIR_COUNT), np.float32))
    path.write_bytes(bytes(500))
    with pytest.raises(ModelMissingError, match="Install"):
        encoder.encode(np.zeros((1, PAIR_COUNT), np.float32))
