"""A household's own exercise, from what it showed to a name in a recording."""

import numpy as np
import pytest
from sqlalchemy import select

from device.match.own_examples import load_examples, own_examples, save_examples
from device.match.recognition import named_segments, recogniser_with
from device.store import own
from device.store.exercise_tables import OwnExample
from device.store.lessons import create
from device.store.tables import Match
from device.store.tracks import save_track
from models.recogniser.performances import performed
from models.recogniser.spread import load_spread
from models.recogniser.train_spread import measured
from scoring.recognition.statistics import COUNT
from tests.device.store.furnished import player

SPANS = [(0.0, 3.0), (4.0, 7.0), (8.0, 11.0)]


@pytest.fixture
def hop():
    """Somebody does something for 24 s."""
    return performed("star_jump", np.random.default_rng(5), 24.0).track


@pytest.fixture
def taught(database, folder, now, hop):
    """A household that taught it from a lesson; its key."""
    with database.session() as session:
        lesson = create(session, now, None, "Hop", "a.mov", 10)
        key = own.key_of(own.teach(session, "Hop", SPANS, now=now, lesson_id=lesson.id).id)
        files = folder.lesson(lesson.id)
    files.root.mkdir(parents=True)
    save_track(files.track, hop)
    return key, files


def test_nothing_taught_is_nothing(database, folder):
    assert own_examples(database, folder) is None


def test_what_was_taught_is_recognised_in_the_rest_of_it(database, folder, taught, hop):
    key, _files = taught
    found = own_examples(database, folder)
    assert found.keys == (key,) * 3
    assert key in recogniser_with(found).names
    parts = named_segments(hop, own=found)
    own_s = sum(one.end_s - one.start_s for one in parts if one.name == key)
    assert own_s > 0.5 * hop.duration_s
    assert key not in {one.name for one in named_segments(hop)}


def test_statistics_are_computed_once_and_stay_without_the_lesson(database, folder, taught):
    _key, files = taught
    first = own_examples(database, folder)
    files.track.unlink()
    assert np.array_equal(own_examples(database, folder).features, first.features, equal_nan=True)
    with database.reading() as session:
        kept = session.scalars(select(OwnExample.features)).all()
    assert [len(one) for one in kept] == [COUNT] * 3


def test_examples_of_a_person_in_a_match(database, folder, now, hop):
    save_track(folder.tracks / "a.npz", hop)
    with database.session() as session:
        match = Match(
            lesson_name="x", played_at=now, duration_s=24.0, method="adaptive", players=[player(0, "a.npz")]
        )
        session.add(match)
        session.flush()
        own.teach(session, "Hop", SPANS, now=now, player_id=match.players[0].id)
    assert own_examples(database, folder).features.shape == (3, COUNT)


def test_an_example_whose_track_is_gone_is_left_out(database, folder, taught):
    _key, files = taught
    files.track.unlink()
    assert own_examples(database, folder) is None


def test_another_process_reads_what_was_written(database, folder, taught, tmp_path):
    found = own_examples(database, folder)
    save_examples(tmp_path / "own.npz", found)
    read = load_examples(tmp_path / "own.npz")
    assert read.keys == found.keys
    assert np.array_equal(read.features, found.features, equal_nan=True)
    (tmp_path / "own.npz").write_bytes(b"PK\x03\x04")
    assert load_examples(tmp_path / "own.npz") is None
    assert load_examples(tmp_path / "nothing.npz") is None


def test_the_spread_that_is_shipped_is_that_of_the_library():
    shipped = load_spread()
    assert shipped.shape == (COUNT,)
    # the seed is another one, so the figures are near and not the same
    assert np.median(measured(sets=2, seed=3) / shipped) == pytest.approx(1, abs=0.1)
