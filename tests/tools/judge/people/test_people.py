from dataclasses import replace

import numpy as np
import pytest

from models.recogniser.ui_prmd import facing
from scoring.body import points
from scoring.body.track import PoseTrack
from scoring.calibration import worth
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.people import one_angle, plain, splits, strays
from tests.tools.judge.people.clips import PARTS, WRONG
from tests.tools.judge.people.one_recording import at_tempo, begun_later, moves, standing
from tests.tools.judge.people.plays import Outcome
from tests.tools.judge.people.steps import in_step, stretched, turns_of


def track_of(values, step_s=1 / SAMPLE_RATE_HZ):
    """A track whose every coordinate is `values` (T,)."""
    body = np.broadcast_to(np.asarray(values, np.float32)[:, None, None], (len(values), 33, 3)).copy()
    return PoseTrack(
        np.arange(len(values)) * step_s, body, np.ones(body.shape[:2], np.float32), body, 4, 3, "lite"
    )


def test_every_source_is_in_one_split():
    sources = {part.source for part in (PARTS | WRONG).values()}
    assert not splits.TUNED_SOURCES & splits.HELD_OUT_SOURCES
    assert sources == splits.TUNED_SOURCES | splits.HELD_OUT_SOURCES
    assert not set(splits.TUNED_SUBJECTS) & set(splits.HELD_OUT_SUBJECTS)


def test_no_file_is_in_two_splits():
    by_file = {}
    for name, part in (PARTS | WRONG).items():
        by_file.setdefault(part.file, set()).add(splits.split_of(name))
    assert all(len(found) == 1 for found in by_file.values())


def test_a_pair_belongs_where_both_of_its_people_do():
    assert splits.split_of("squat 1", "squat 4") == splits.TUNE
    assert splits.split_of("squat 7", "squat 8") == splits.HELD_OUT
    assert splits.split_of("squat 1", "squat 8") == splits.MIXED


def test_pairs_are_of_two_people_and_alike_exercises_are_no_others():
    assert all(PARTS[a].source != PARTS[b].source for a, b in splits.same_pairs())
    assert ("squat 1", "squat 2") not in splits.same_pairs()
    assert ("jack 1", "jack 2") not in {*splits.same_pairs(), *splits.other_pairs()}
    assert ("squat 1", "jack 1") in splits.other_pairs()


def test_halves_split_at_the_median_number():
    assert splits.halves([5, 1, 3, 9]) == [splits.HELD_OUT, splits.TUNE, splits.TUNE, splits.HELD_OUT]


def test_turns_are_the_bottoms_of_dips():
    series = 100 + 50 * np.cos(2 * np.pi * np.arange(90) / 40)
    series[30:33] = np.nan
    assert turns_of(series).tolist() == pytest.approx([20, 60], abs=1)
    assert turns_of(np.full(10, np.nan)).tolist() == []


def test_a_slower_user_is_warped_onto_the_tutors_repetitions():
    tutor = track_of(np.cos(2 * np.pi * np.arange(80) / 40))
    user = track_of(np.cos(2 * np.pi * np.arange(130) / 60 - 10 * 2 * np.pi / 60))
    one, other = in_step(tutor, user, np.array([20, 60]), np.array([40, 100]))
    assert len(one) == len(other) == 80
    assert other.landmarks[:, 0, 0] == pytest.approx(one.landmarks[:, 0, 0], abs=0.01)


def test_without_a_common_repetition_there_is_no_pair():
    track = track_of(np.zeros(80))
    assert in_step(track, track, np.array([20]), np.zeros(0, int)) is None
    assert in_step(track_of(np.zeros(20)), track, np.array([10]), np.array([40])) is None


def test_tempo_and_length():
    ramp = track_of(np.arange(101.0))
    assert at_tempo(ramp, 2.0).landmarks[:, 0, 0] == pytest.approx(np.arange(50) * 2.0)
    assert stretched(ramp, 51).landmarks[:, 0, 0] == pytest.approx(np.arange(51) * 2.0)


def test_a_recording_that_begins_later_waits_in_its_first_pose():
    ramp = track_of(np.arange(1.0, 101.0))
    late = begun_later(ramp, 0.5)
    assert len(late) == 110
    assert late.landmarks[:11, 0, 0].tolist() == [1] * 11
    assert late.times[10] == pytest.approx(0.5)
    early = begun_later(ramp, -0.5)
    assert (early.times[0], early.landmarks[0, 0, 0]) == (pytest.approx(0), 11)


def test_who_stands_hardly_moves():
    still = standing(track_of(np.arange(1.0, 101.0)))
    assert np.abs(still.world - 1).max() < 0.1
    assert still.world.std() == pytest.approx(0.008, rel=0.1)


def test_who_moves_is_told_from_who_stands():
    ramp = track_of(np.zeros(40))
    random = np.random.default_rng(0)
    body = random.uniform(0, 100, (1, 33, 3)).astype(np.float32)
    still = replace(ramp, landmarks=ramp.landmarks + body, world=ramp.world + body)
    assert moves(still) == pytest.approx(0, abs=1e-3)
    moving = replace(still, landmarks=random.uniform(0, 100, (40, 33, 3)).astype(np.float32))
    assert moves(moving) > 0.5


def test_the_plain_angle_mean_is_the_mean_of_what_is_seen():
    off = np.full((2, 10), 9.0)
    off[0, 0], off[1] = 36.0, np.nan
    whole, angles = plain.points(off)
    assert whole == pytest.approx(100 * (1 - 11.7 / 90))
    assert angles[:2] == pytest.approx([60, 90])
    whole, angles = plain.points(np.full((2, 10), np.nan))
    assert np.isnan(whole)
    assert np.isnan(angles).all()


def test_ui_prmd_bodies_are_turned_to_the_camera():
    body = np.zeros((2, 15, 3))
    # z up, left shoulder on the far side: turned a quarter away
    body[:, 1], body[:, 2] = (0, 0.2, 1.5), (0, -0.2, 1.5)
    seen = facing(body)
    assert seen[0, 1] == pytest.approx([0.2, -1.5, 0], abs=1e-9)
    assert seen[0, 2] == pytest.approx([-0.2, -1.5, 0], abs=1e-9)


def test_drops_are_against_the_same_movement_done_rightly():
    def outcome(about, total, lowest=""):
        return Outcome(row="", split="", about=about, method="", total=total, lowest=lowest, heading_deg=0.0)

    drops, named = one_angle.drops([
        outcome("squat", 90.0), outcome("lunge", 80.0),
        outcome("squat neck", 60.0, "neck"), outcome("lunge crotch", 75.0, "neck"),
    ])  # fmt: skip
    assert drops == [30.0, 5.0]
    assert named == [True, False]


def test_the_error_of_a_score_is_the_curves():
    assert worth(strays.error_of(30.0), points.CURVE) == pytest.approx(30)
    assert np.isnan(strays.error_of(float("nan")))


def test_ratios_tell_still_parts_from_moved_ones():
    still, moved = strays.ratios(
        [{"stray": np.array([0.1, 0.2, np.nan]), "amplitude": np.array([0.01, 0.4, 0.4])}]
    )
    assert still == pytest.approx([0.1])
    assert moved == pytest.approx([0.5])
