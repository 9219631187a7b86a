"""The night as it runs: with a process of its own for every lesson."""

from dataclasses import replace
from datetime import timedelta

import pytest

from device.failure_reasons import Reason
from device.lost import NOTHING_LOST, Lost
from device.match.own_examples import load_examples
from device.media.contents import look_into
from device.overnight import night as night_module
from device.overnight.night import Night
from device.overnight.prepare.facts import ChildReport, Facts, FoundSegment
from device.overnight.upkeep import PURGE_EVERY_S, Times
from device.store import jobs, lessons, own, settings
from device.store.segments import call
from device.store.tables import Facing, JobState, Segment, SegmentKind, Timing
from device.store.tracks import load_track
from scoring.limb import Limb
from tests.device.overnight.conftest import MADE


def test_an_upload_becomes_a_lesson(box, short_film):
    lesson_id = box.upload(short_film)
    assert box.night.work_off() == 1
    lesson, job = (shelf := box.shelf(lesson_id)).lesson, shelf.job
    assert (job.state, job.attempts, job.percent) == (JobState.READY, 1, 100)
    assert (lesson.model, lesson.prepared_at, lesson.has_sound) == ("lite", box.now, True)
    assert (lesson.width, lesson.height, lesson.facing) == (192, 144, Facing.TOWARDS)
    assert lesson.segments[0].start_s == 0
    assert lesson.segments[-1].end_s == lesson.duration_s
    assert box.files() == sorted(f"{lesson_id}/{name}" for name in (*MADE, "original"))
    files = box.folder.lesson(lesson_id)
    assert look_into(files.video).length_s == pytest.approx(lesson.duration_s)
    assert load_track(files.track).seen.mean() > 0.9


def test_what_a_person_decided_stays(box, short_film):
    lesson_id = box.upload(short_film)
    with box.database.session() as session:
        lesson = lessons.find(session, lesson_id).lesson
        lesson.facing = Facing.AWAY
        lesson.segments = [Segment(kind=SegmentKind.REST, start_s=0, end_s=1, by_hand=True)]
    box.night.work_off()
    lesson = box.shelf(lesson_id).lesson
    assert lesson.facing is Facing.AWAY
    assert [(one.kind, one.by_hand) for one in lesson.segments] == [(SegmentKind.REST, True)]


def test_a_beat_and_what_was_lost_are_kept_as_they_were_found_the_last_time(box, short_film, monkeypatch):
    lesson_id = box.upload(short_film)
    with box.database.session() as session:
        lesson = lessons.find(session, lesson_id).lesson
        lesson.timing = Timing.FREE
        lessons.leave_out(lesson, {Limb.ARMS})
    for beat_bpm, lost in ((118.2, Lost(cut=True, end_s=3.0)), (None, NOTHING_LOST)):
        facts = Facts(2.0, 192, 144, True, Facing.TOWARDS, (), beat_bpm, lost)
        reports = [ChildReport(facts=facts)]
        monkeypatch.setattr(night_module.Preparation, "reports", lambda *_, reports=reports: reports)
        with box.database.session() as session:
            jobs.add(session, lesson_id, "lite", box.now, at_once=True)
        assert box.night.work_off() > 0
        lesson = box.shelf(lesson_id).lesson
        assert (lesson.beat_bpm, lesson.timing, lesson.ignored_limbs) == (beat_bpm, Timing.FREE, [Limb.ARMS])
        assert lesson.lost == lost


def test_by_day_only_what_is_asked_for_at_once_is_done(box, short_film):
    later, soon = box.upload(short_film, at_once=False), box.upload(b"no film")
    box.night.work_off()
    assert (box.shelf(later).job.state, box.shelf(soon).job.state) == (JobState.WAITING, JobState.FAILED)
    box.now = box.now.replace(hour=2)
    box.night.work_off()
    assert box.shelf(later).job.state is JobState.READY


def test_the_most_wanted_comes_first(box):
    ids = [box.upload(b"no film", wanted=wanted) for wanted in (1, 5, 3)]
    order = []
    while box.night.step():
        order += [one for one in ids if box.shelf(one).job.state is JobState.FAILED and one not in order]
    assert order == [ids[1], ids[2], ids[0]]


def test_systemd_is_told_what_is_worked_on(box, monkeypatch):
    said = []
    monkeypatch.setattr(night_module.notify, "status", said.append)
    assert not box.night.step()
    assert said == []
    lesson_id = box.upload(b"no film")
    box.night.step()
    assert said == [f"prepare lesson {lesson_id}", "waiting"]


def test_without_room_a_job_waits_and_says_so(box, short_film, monkeypatch):
    lesson_id = box.upload(short_film)
    with box.database.session() as session:
        settings.save(session, reserve_bytes=1000 * 2**30)
    assert box.night.work_off() == 0
    job = box.shelf(lesson_id).job
    assert (job.state, job.reason, job.attempts) == (JobState.WAITING, Reason.DISK_FULL, 0)
    with box.database.session() as session:
        settings.save(session, reserve_bytes=64 * 2**20)
    assert box.night.work_off() == 1
    assert box.shelf(lesson_id).job.state is JobState.READY


def test_a_lesson_without_its_file_fails(box, short_film):
    lesson_id = box.upload(short_film)
    box.folder.lesson(lesson_id).original.unlink()
    box.night.work_off()
    assert box.shelf(lesson_id).job.reason == Reason.MISSING


def test_a_lesson_that_was_ready_stays_so_when_preparing_it_again_fails(box, short_film):
    lesson_id = box.upload(short_film)
    box.night.work_off()
    before = box.files()
    box.folder.lesson(lesson_id).original.write_bytes(b"spoiled")
    with box.database.session() as session:
        jobs.add(session, lesson_id, "lite", box.now, at_once=True)
    box.night.work_off()
    shelf = box.shelf(lesson_id)
    assert shelf.job.state is JobState.FAILED
    assert shelf.is_ready
    assert box.files() == before


def test_what_was_deleted_long_ago_goes_for_good(box):
    lesson_id = box.upload(b"no film")
    with box.database.session() as session:
        lessons.take_out(lessons.find(session, lesson_id).lesson, box.now)
        days = settings.load(session).keep_deleted_days
    box.now += timedelta(days=days - 1)
    root, passed_s, there = box.folder.lesson(lesson_id).root, [0.0], []

    def wait(_):
        there.append(root.exists())
        box.now += timedelta(days=2)
        passed_s[0] += PURGE_EVERY_S
        if len(there) == 2:
            night.stop()

    night = Night(box.folder, box.database, Times(lambda: box.now, lambda: passed_s[0], wait))
    night.run()
    assert there == [True, False]


def test_a_name_of_the_night_goes_and_comes_and_a_person_s_stays(box, short_film, monkeypatch):
    lesson_id = box.upload(short_film)
    box.night.work_off()

    def again(*segments):
        facts = Facts(9.0, 192, 144, True, Facing.TOWARDS, segments)
        reports = [ChildReport(facts=facts)]
        monkeypatch.setattr(night_module.Preparation, "reports", lambda *_: reports)
        with box.database.session() as session:
            jobs.add(session, lesson_id, "lite", box.now, at_once=True)
        assert box.night.work_off() > 0
        return [(one.exercise, one.name, one.named_by) for one in box.shelf(lesson_id).lesson.segments]

    squats = FoundSegment(SegmentKind.EXERCISE, 0.0, 5.0, "squat")
    lunges = FoundSegment(SegmentKind.EXERCISE, 5.0, 9.0, "lunge")
    assert again(squats, lunges) == [("squat", None, "night"), ("lunge", None, "night")]
    with box.database.session() as session:
        lesson = lessons.find(session, lesson_id).lesson
        call(lesson, lesson.segments[0].id, None, "Warm-up")
    assert again(replace(squats, end_s=9.0)) == [(None, "Warm-up", "person"), ("squat", None, "night")]


def test_the_process_that_prepares_knows_own_exercises(box, short_film, monkeypatch):
    lesson_id = box.upload(short_film)
    box.night.work_off()
    files = box.folder.lesson(lesson_id)
    with box.database.session() as session:
        key = own.key_of(own.teach(session, "Hop", [(0.0, 2.0)] * 3, now=box.now, lesson_id=lesson_id).id)
    seen = []
    reports = [ChildReport(facts=Facts(2.0, 192, 144, True, Facing.TOWARDS, ()))]
    monkeypatch.setattr(
        night_module.Preparation, "reports", lambda *_: seen.append(load_examples(files.own)) or reports
    )
    with box.database.session() as session:
        jobs.add(session, lesson_id, "lite", box.now, at_once=True)
    assert box.night.work_off() > 0
    assert seen[0].keys == (key,) * 3
    assert not files.own.exists()
