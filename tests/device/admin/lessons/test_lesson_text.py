from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import combinations

import pytest

from device.admin.lessons import editing, lesson_text
from device.admin.lessons.failure_text import in_words
from device.failure_reasons import Reason
from device.store import settings
from device.store.lessons import Shelved
from device.store.tables import Job, JobKind, JobState, Lesson, Timing
from device.words.languages import LANGUAGES
from scoring.limb import Limb


def condition(database, local, state=JobState.RECEIVED, kind=JobKind.PREPARE, **facts):
    with database.session() as session:
        chosen = settings.load(session)
    job = Job(kind=kind, state=state, attempts=0, at_once=False)
    for key, value in facts.items():
        setattr(job, key, value)
    return lesson_text.condition(Shelved(Lesson(), job), replace(chosen, timezone="UTC"), local)


@pytest.mark.parametrize(
    ("clock_time", "night_end", "sentence"),
    [
        (time(19, 30), "06:00", "Ready tomorrow morning"),
        (time(0, 10), "06:00", "Ready this morning"),
        (time(6, 0), "06:00", "Ready tomorrow morning"),
        (time(8, 0), "15:30", "Ready by 15:30"),
    ],
)
def test_when_it_is_ready(app, database, clock_time, night_end, sentence):
    with database.session() as session:
        settings.save(session, night_end=night_end)
    with app.test_request_context():
        at = datetime.combine(datetime(2026, 3, 14, tzinfo=UTC), clock_time, UTC)
        assert condition(database, at).sentence == sentence


def test_what_is_asked_for_now_and_what_holds_it_up(app, database, clock):
    with app.test_request_context():
        assert condition(database, clock(), at_once=True).sentence == "Will be prepared in a moment"
        fetch = condition(database, clock(), kind=JobKind.FETCH, at_once=True)
        assert fetch.sentence == "Will be downloaded in a moment"
        held = condition(database, clock(), JobState.WAITING, reason=Reason.DISK_FULL)
        assert held.sentence.startswith("There is not enough free space")
        tried = condition(database, clock(), JobState.WAITING, reason="It crashed.", attempts=1)
        assert tried.sentence == "Ready tomorrow morning"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_of_its_own(app, language):
    with app.test_request_context(headers={"Accept-Language": language}):
        general = in_words(None)
        sentences = {in_words(reason) for reason in Reason}
    assert len(sentences) == len(Reason)
    assert general not in sentences


@pytest.mark.parametrize("reason", [None, "", "of_a_later_version"])
def test_a_key_without_a_sentence_is_not_shown(app, reason):
    with app.test_request_context():
        assert in_words(reason) == "The box could not prepare this video."


@pytest.mark.parametrize(
    ("seconds", "place", "clock"),
    [
        (0, "0:00.0", "0:00"),
        (83.46, "1:23.5", "1:23"),
        (3599, "59:59.0", "59:59"),
        (3600, "60:00.0", "1:00:00"),
        (3723, "62:03.0", "1:02:03"),
    ],
)
def test_times_as_they_are_shown(seconds, place, clock):
    assert (lesson_text.place(seconds), lesson_text.clock(seconds)) == (place, clock)
    assert editing.seconds(place) == pytest.approx(seconds, abs=0.05)


@pytest.mark.parametrize(
    ("length", "words"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1500, "2 kB"), (48_300_000, "48 MB"), (3.44e9, "3.4 GB")],
)
def test_sizes(app, length, words):
    with app.test_request_context():
        assert lesson_text.size(length) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 min"), (89, "1 min"), (91, "2 min"), (3540, "59 min"), (3600, "1 h 0 min"), (4200, "1 h 10 min")],
)
def test_how_long_something_still_takes(app, seconds, words):
    with app.test_request_context():
        assert lesson_text.about(seconds) == words


@pytest.mark.parametrize(
    ("prepared", "beat_bpm", "automatic"),
    [
        (False, None, "Automatic"),
        (True, None, "Automatic: no beat found"),
        (True, 117.6, "Automatic: beat of 118 bpm"),
    ],
)
def test_automatic_timing_says_what_was_found(app, clock, prepared, beat_bpm, automatic):
    lesson = Lesson(prepared_at=clock() if prepared else None, beat_bpm=beat_bpm)
    with app.test_request_context():
        assert lesson_text.timings(lesson) == {
            Timing.AUTO: automatic,
            Timing.ON_BEAT: "On the beat",
            Timing.FREE: "Free",
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_what_counts_has_a_sentence_of_its_own(app, language):
    choices = [limbs for count in range(len(Limb)) for limbs in combinations(Limb, count)]
    with app.test_request_context(headers={"Accept-Language": language}):
        sentences = {lesson_text.counting(Lesson(ignored_limbs=list(limbs))) for limbs in choices}
    assert len(sentences) == len(choices) == 7
