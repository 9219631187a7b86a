"""A night that is disturbed: by a match, the morning, a process that hangs or dies, its own end."""

import os
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from device.failure_reasons import Reason
from device.overnight import night as night_module
from device.overnight.night import AGAIN_AFTER
from device.overnight.prepare.facts import failed_line, report_in
from device.overnight.supervision import Preparation
from device.store import jobs, lessons, purging
from device.store.match_lock import playing
from device.store.tables import Job, JobState


def in_background(work):
    """Run it in a thread; what it raised comes out of the end."""
    raised = []

    def run():
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised below
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def end():
        thread.join(60)
        assert not thread.is_alive()
        if raised:
            raise raised[0]

    return end


def until(there, limit_s=60.0):
    """Wait for something that another process does."""
    end = time.monotonic() + limit_s
    while not there():
        assert time.monotonic() < end, "it never came"
        threading.Event().wait(0.02)


def three_tries(box):
    """Each after the wait of the one before."""
    for number in range(3):
        assert box.night.work_off() == 1, number
        assert box.night.work_off() == 0, "another try comes after a wait"
        box.now += AGAIN_AFTER


def stopped(pid):
    return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] in "Tt"


@pytest.fixture
def processes(monkeypatch):
    """The processes that the night starts."""
    started = []

    class Noted(Preparation):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            started.append(self)

    monkeypatch.setattr(night_module, "Preparation", Noted)
    return started


def test_a_match_stops_the_night_within_a_second_and_its_end_lets_it_go_on(box, long_film, processes):
    lesson_id = box.upload(long_film)
    checkpoints = box.folder.lesson(lesson_id).work
    end = in_background(box.night.work_off)
    until(lambda: list(checkpoints.glob("poses-*")))
    with playing(box.folder.playing):
        began = time.monotonic()
        until(lambda: stopped(processes[0].pid))
        assert time.monotonic() - began < 1.0
        until(lambda: box.shelf(lesson_id).job.stage == "paused")
        assert box.shelf(lesson_id).job.state is JobState.WORKING
    until(lambda: processes[0].ended or not stopped(processes[0].pid))
    end()
    job = box.shelf(lesson_id).job
    assert (job.state, job.attempts, len(processes)) == (JobState.READY, 1, 1)


def test_while_a_match_runs_nothing_is_begun(box, short_film):
    box.upload(short_film)
    with playing(box.folder.playing):
        assert box.night.work_off() == 0
    assert box.night.work_off() == 1


def test_a_process_that_is_silent_is_ended_and_tried_again(make_box, short_film, processes):
    box = make_box(silent_max_s=1.5)
    lesson_id = box.upload(short_film)
    hung = []

    def hang():
        for _ in range(3):
            until(lambda: [one for one in processes if one.pid not in hung])
            pid = processes[-1].pid
            hung.append(pid)
            os.kill(pid, signal.SIGSTOP)

    end = in_background(hang)
    three_tries(box)
    end()
    job = box.shelf(lesson_id).job
    assert (job.state, job.attempts, job.reason) == (JobState.FAILED, 3, Reason.STUCK)
    assert all(not Path(f"/proc/{pid}").exists() for pid in hung)
    assert box.files() == [f"{lesson_id}/original"]


def test_a_process_that_crashes_is_tried_three_times(box, short_film, processes):
    lesson_id = box.upload(short_film)
    crashed = []

    def crash():
        for _ in range(3):
            until(lambda: [one for one in processes if one.pid not in crashed])
            crashed.append(processes[-1].pid)
            os.kill(processes[-1].pid, signal.SIGSEGV)

    end = in_background(crash)
    three_tries(box)
    end()
    job = box.shelf(lesson_id).job
    assert (job.state, job.attempts, job.reason) == (JobState.FAILED, 3, Reason.CRASHED)


def test_a_process_that_lacks_memory_is_tried_three_times_and_says_so(
    box, short_film, processes, monkeypatch
):
    lesson_id = box.upload(short_film)
    monkeypatch.setattr(
        night_module.Preparation, "reports", lambda *_: [report_in(failed_line(Reason.MEMORY).encode())]
    )
    three_tries(box)
    job = box.shelf(lesson_id).job
    assert (job.state, job.attempts, job.reason) == (JobState.FAILED, 3, Reason.MEMORY)
    assert len(processes) == 3
    assert box.files() == [f"{lesson_id}/original"]


def test_a_lesson_that_is_taken_out_is_worked_on_no_more(box, long_film, processes):
    lesson_id = box.upload(long_film)
    end = in_background(box.night.work_off)
    until(lambda: processes)
    os.kill(processes[0].pid, signal.SIGSTOP)
    with box.database.session() as session:
        lessons.take_out(lessons.find(session, lesson_id).lesson, box.now)
    end()
    assert box.shelf(lesson_id).job.state is JobState.WAITING
    assert processes[0].ended or not Path(f"/proc/{processes[0].pid}").exists()


def test_in_the_morning_work_stops_and_goes_on_the_next_night(box, long_film, processes):
    box.now = box.now.replace(hour=2)
    lesson_id = box.upload(long_film, at_once=False)
    work = box.folder.lesson(lesson_id).work
    end = in_background(box.night.work_off)
    until(lambda: list(work.glob("poses-*")))
    os.kill(processes[0].pid, signal.SIGSTOP)  # so that it does not end before we look
    box.now = box.now.replace(hour=7)
    end()
    job = box.shelf(lesson_id).job
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    assert list(work.glob("poses-*"))
    box.now += timedelta(hours=19)
    box.night.work_off()
    assert box.shelf(lesson_id).job.state is JobState.READY


def test_what_is_asked_for_at_once_overtakes_the_night(box, long_film, processes):
    box.now = box.now.replace(hour=2)
    slow = box.upload(long_film, at_once=False)
    end = in_background(box.night.step)
    until(lambda: processes)
    os.kill(processes[0].pid, signal.SIGSTOP)
    quick = box.upload(b"no film")
    end()
    assert box.shelf(slow).job.state is JobState.WAITING
    box.night.step()
    assert box.shelf(quick).job.state is JobState.FAILED


def test_after_a_crash_of_the_night_its_work_waits_and_old_work_is_cleared(box, short_film):
    lesson_id, done = box.upload(short_film), box.upload(b"no film")
    with box.database.session() as session:
        jobs.receive(session)
        job = session.query(Job).filter_by(lesson_id=lesson_id).one()
        jobs.begin(job, box.now)
        other = session.query(Job).filter_by(lesson_id=done).one()
        jobs.fail(other, box.now, "no")
    for one in (lesson_id, done):
        box.folder.lesson(one).work.mkdir()
    box.night.recover()
    assert box.shelf(lesson_id).job.state is JobState.WAITING
    assert box.folder.lesson(lesson_id).work.exists()
    assert not box.folder.lesson(done).work.exists()


@pytest.mark.parametrize("reason", [Reason.DISK, Reason.DISK_FULL])
def test_trouble_of_the_disk_is_tried_again_after_a_wait_and_the_original_stays(
    box, short_film, processes, monkeypatch, reason
):
    lesson_id = box.upload(short_film)
    with monkeypatch.context() as broken:
        broken.setattr(
            night_module.Preparation, "reports", lambda *_: [report_in(failed_line(reason).encode())]
        )
        assert box.night.work_off() == 1
    job = box.shelf(lesson_id).job
    assert (job.state, job.attempts, job.reason) == (JobState.WAITING, 1, reason)
    box.now += AGAIN_AFTER
    assert box.night.work_off() == 1
    assert box.shelf(lesson_id).job.state is JobState.READY


def test_a_file_that_became_no_lesson_is_kept_as_long_as_a_deleted_one(box):
    lesson_id = box.upload(b"no film")
    assert box.night.work_off() == 1
    assert box.shelf(lesson_id).job.reason == Reason.NOT_A_VIDEO
    keep = timedelta(days=14)
    failed_at, original = box.now, box.folder.lesson(lesson_id).original
    assert purging.kept_until(box.shelf(lesson_id).job, keep) == failed_at + keep
    for now, gone in (
        (failed_at + keep - timedelta(seconds=1), []),
        (failed_at - timedelta(days=1), []),  # the clock was ahead: the time begins then
        (failed_at + keep - timedelta(days=1, seconds=1), []),
        (failed_at + keep - timedelta(days=1), [lesson_id]),
        (failed_at + keep, []),
    ):
        assert purging.purge_failed(box.database, box.folder, now, keep) == gone
    assert not original.exists()
    assert box.shelf(lesson_id).job.reason == Reason.NOT_A_VIDEO


def test_what_may_still_become_a_lesson_is_never_removed(box, short_film):
    """Only the newest job counts, and only a reason that lies in the file."""
    nobody, again, ready = box.upload(b"no film"), box.upload(b"no film"), box.upload(short_film)
    while box.night.work_off():
        pass
    with box.database.session() as session:
        lessons.find(session, nobody).job.reason = Reason.NOBODY
        jobs.add(session, again, "lite", box.now)
        failed = jobs.add(session, ready, "lite", box.now)
        jobs.fail(failed, box.now, Reason.DAMAGED)
    later = box.now + timedelta(days=1000)
    assert purging.purge_failed(box.database, box.folder, later, timedelta(0)) == []
    for lesson_id in (nobody, again, ready):
        assert box.folder.lesson(lesson_id).original.exists()
