import numpy as np
import pytest

from device.match.judging.references import load_references
from models.mannequin import MOVEMENTS
from models.references import make
from models.references.__main__ import main
from scoring.body.joints import Joint

SIZE_MAX = 200_000
# float16 keeps three digits; the last one may differ where another machine's sine does.
TOLERANCE = 0.01


@pytest.fixture(scope="module")
def made():
    return make.made()


def test_the_file_in_the_tree_is_what_the_command_makes(made):
    kept = load_references()
    assert kept.movements == made.movements
    assert kept.views_deg == made.views_deg
    np.testing.assert_allclose(kept.cycles, made.cycles, rtol=2e-3, atol=TOLERANCE)


def test_it_is_small():
    assert make.FILE.stat().st_size < SIZE_MAX


def test_every_exercise_is_there_and_nothing_else(made):
    assert set(made.movements) == {name for name, one in MOVEMENTS.items() if one.kind == "exercise"}


def test_the_views_go_all_round(made):
    assert np.diff([*made.views_deg, 360.0]).tolist() == [make.VIEW_STEP_DEG] * len(made.views_deg)


def test_left_is_on_the_right_of_the_picture_from_the_front_and_left_of_it_from_behind(made):
    squat = made.cycles[made.movements.index("squat")]
    across = squat[:, 0, Joint.LEFT_SHOULDER, 0] - squat[:, 0, Joint.RIGHT_SHOULDER, 0]
    assert across[made.views_deg.index(0.0)] > 0.4
    assert across[made.views_deg.index(180.0)] < -0.4
    assert abs(across[made.views_deg.index(90.0)]) < 0.2


def test_a_cycle_begins_at_its_start_posture_and_goes_on_there(made):
    squat = made.cycles[made.movements.index("squat"), 0]
    knee_high = squat[:, Joint.LEFT_HIP, 1] - squat[:, Joint.LEFT_KNEE, 1]
    assert knee_high.argmax() == pytest.approx(make.PHASES / 2, abs=2)
    assert np.abs(squat[0] - squat[-1]).max() < 0.1


def test_the_command_writes_what_can_be_read(tmp_path, monkeypatch, made, capsys):
    monkeypatch.setattr("models.references.__main__.made", lambda: made)
    path = tmp_path / "table.npz"
    assert main(["--out", str(path)]) == 0
    assert str(path) in capsys.readouterr().out
    with np.load(path) as arrays:
        assert arrays["cycles"].dtype == np.float16
        np.testing.assert_allclose(arrays["cycles"], made.cycles, rtol=1e-3, atol=1e-3)


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path, monkeypatch, made, capsys):
    monkeypatch.setattr("models.references.__main__.made", lambda: made)
    assert main(["--out", str(tmp_path / "no" / "table.npz")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
