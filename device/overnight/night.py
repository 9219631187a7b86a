"""The night's main loop: runs one job at a time, pauses during a match and stops in the morning.

Decides what happens to a job: begun, paused, postponed, retried, failed or finished. `device.store.jobs`
orders the jobs; a child process prepares a lesson (`prepare`), and `links` fetches one. While a job runs, its
process, the clock and the match lock are checked every TICK_S.
"""

import logging
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from device.failure_reasons import WORTH_ANOTHER_TRY, PreparationError, Reason
from device.match.own_examples import own_examples, save_examples
from device.night_hours import is_night, window_of
from device.overnight.keeping import keep
from device.overnight.links.fetching import Fetching
from device.overnight.prepare.facts import Facts
from device.overnight.prepare.networks import have_networks
from device.overnight.supervision import Preparation
from device.overnight.upkeep import Times, Upkeep
from device.overnight.watch import SILENT_MAX_S, Watch
from device.runtime import notify
from device.store import jobs
from device.store.database import Database
from device.store.folder import Folder
from device.store.match_lock import is_playing
from device.store.settings import BoxSettings, load
from device.store.tables import Job, JobKind, JobState, Lesson

log = logging.getLogger(__name__)

# Seconds between two looks at the match lock: a match must have the processor within its first second.
TICK_S: Final = 0.2
# Seconds between two queries for jobs, and between two writes of progress, which wear an SD card.
LOOK_EVERY_S: Final = 2.0
# Free disk space that a job needs, in sizes of the original: the rendition in parts, joined, and in place.
DISK_FACTOR: Final = 3
DISK_LEAST_BYTES: Final = 64 * 2**20
PAUSED: Final = "paused"
# Until the next attempt after a failure that the file need not have caused (WORTH_ANOTHER_TRY).
AGAIN_AFTER: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How the work on a job ended: with facts, with a reason of failure, or with neither (postponed)."""

    facts: Facts | None = None
    reason: Reason | None = None


class Night:
    """Runs the jobs of one box, one at a time. There is one such process a box."""

    def __init__(
        self, folder: Folder, database: Database, times: Times, *, silent_max_s: float = SILENT_MAX_S
    ) -> None:
        """silent_max_s: see Watch. Call `recover` first."""
        self._folder, self._database, self._times = folder, database, times
        self._silent_max_s = silent_max_s
        self._stopping = False
        self._upkeep = Upkeep(folder, database, times)

    def stop(self) -> None:
        """Stop within TICK_S; the current job is postponed. May be called from a signal handler."""
        self._stopping = True

    def recover(self) -> None:
        """After a start: postpone jobs that a crash interrupted; delete work folders without an open job."""
        with self._database.session() as session:
            for job in jobs.interrupted(session):
                jobs.postpone(job)
            wanted = set(session.scalars(select(Job.lesson_id).where(Job.state.in_(jobs.OPEN))))
        for root in self._folder.lessons.iterdir():
            if root.name.isdecimal() and int(root.name) not in wanted:
                shutil.rmtree(self._folder.lesson(int(root.name)).work, ignore_errors=True)

    def run(self) -> None:
        """Run jobs until `stop`."""
        while not self._stopping:
            notify.watchdog()
            if not self.step():
                self._upkeep.look()
                self._pause(LOOK_EVERY_S)

    def work_off(self) -> int:
        """Run all jobs that are due now; how many there were."""
        count = 0
        while not self._stopping and self.step():
            count += 1
        return count

    def step(self) -> bool:
        """Run the next job that may begin; False when there is none."""
        if is_playing(self._folder.playing):
            return False
        with self._database.session() as session:
            settings = load(session)
            job = self._next(session, settings)
            if job is None:
                return False
            jobs.begin(job, self._times.now())
        log.info("job %d: %s of lesson %d begins", job.id, job.kind, job.lesson_id)
        notify.status(f"{job.kind} lesson {job.lesson_id}")
        ended = self._work(job, settings)
        self._conclude(job.id, ended)
        notify.status("waiting")
        return True

    def _next(self, session: Session, settings: BoxSettings) -> Job | None:
        """The job to begin; jobs for which the disk has no room are marked DISK_FULL and skipped."""
        jobs.receive(session)
        night = self._is_night(settings)
        free = shutil.disk_usage(self._folder.root).free
        for job in jobs.waiting(session):
            if not (night or job.at_once) or not _is_due(job, self._times.now()):
                continue
            wanted = DISK_LEAST_BYTES + DISK_FACTOR * job.lesson.size_bytes
            if job.kind is JobKind.FETCH:
                wanted = settings.lesson_max_bytes
            if free >= settings.reserve_bytes + wanted:
                return job
            jobs.hold(job, Reason.DISK_FULL)
        return None

    def _is_night(self, settings: BoxSettings) -> bool:
        window = window_of(settings.night_start, settings.night_end)
        return is_night(self._times.now(), window, settings.zone)

    def _work(self, job: Job, settings: BoxSettings) -> _Outcome:
        if job.kind is JobKind.FETCH:
            return self._fetch(job, settings)
        try:
            have_networks(job.model)
        except PreparationError as error:
            return _Outcome(reason=error.reason)
        return self._prepare(job, settings)

    def _prepare(self, job: Job, settings: BoxSettings) -> _Outcome:
        files = self._folder.lesson(job.lesson_id)
        if not files.original.is_file():
            return _Outcome(reason=Reason.MISSING)
        taught = own_examples(self._database, self._folder)
        if taught is not None:
            save_examples(files.own, taught)
        with Preparation(files, job.model, settings.job_memory_mb) as process:
            watch = Watch(settings.job_time_factor, self._silent_max_s, percent=job.percent)
            noted_s, last_s = 0.0, self._times.seconds()
            while not self._stopping:
                for report in process.reports(TICK_S):
                    if report.facts is not None or report.reason is not None:
                        return _Outcome(report.facts, report.reason)
                    watch.reported(report)
                notify.watchdog()
                now_s = self._times.seconds()
                if not process.paused:
                    watch.passed(now_s - last_s)
                last_s = now_s
                if process.ended or watch.verdict:
                    return _Outcome(reason=watch.verdict or Reason.CRASHED)
                if self._pause_for_match(process) or now_s - noted_s >= LOOK_EVERY_S:
                    noted_s = now_s
                    stage = PAUSED if process.paused else watch.stage
                    if not self._note(job.id, watch.percent, watch.left_s, stage):
                        break
        return _Outcome()

    def _pause_for_match(self, process: Preparation) -> bool:
        """Pause the process while a match runs; returns whether that changed."""
        was_paused = process.paused
        if is_playing(self._folder.playing):
            process.pause()
        else:
            process.go_on()
        return process.paused != was_paused

    def _fetch(self, job: Job, settings: BoxSettings) -> _Outcome:
        noted_s = 0.0
        with Fetching(self._folder, job.id, str(job.url), settings.lesson_max_bytes) as fetching:
            while True:
                self._pause(TICK_S)
                if self._stopping:
                    return _Outcome()
                reason = fetching.look(self._times.seconds())
                if reason is not None:
                    return _Outcome(reason=reason)
                if fetching.is_there:
                    size = fetching.take(self._folder.lesson(job.lesson_id))
                    with self._database.session() as session:
                        session.get_one(Lesson, job.lesson_id).size_bytes = size
                        jobs.add(session, job.lesson_id, job.model, self._times.now(), at_once=job.at_once)
                        jobs.finish(session.get_one(Job, job.id), self._times.now())
                    return _Outcome()
                if self._times.seconds() - noted_s >= LOOK_EVERY_S:
                    noted_s = self._times.seconds()
                    if not self._note(job.id, fetching.percent, fetching.left_s, "fetching"):
                        return _Outcome()

    def _note(self, job_id: int, percent: float, left_s: float | None, stage: str) -> bool:
        """Store the progress; False when the job must be postponed.

        It must when the lesson was deleted, the night is over, or a job marked at_once waits.
        """
        with self._database.session() as session:
            job = session.get(Job, job_id)
            if job is None or job.lesson.deleted_at is not None:
                return False
            jobs.progress(job, self._times.now(), percent, left_s, stage)
            if job.at_once:
                return True
            jobs.receive(session)
            hurried = jobs.next_job(session, night=False)
            return hurried is None and self._is_night(load(session))

    def _conclude(self, job_id: int, ended: _Outcome) -> None:
        """Store how the job ended, then delete files that are no longer needed."""
        with self._database.session() as session:
            job = session.get(Job, job_id)
            if job is None:
                return
            lesson, now = job.lesson, self._times.now()
            if job.state is JobState.WORKING:
                if ended.facts is not None:
                    keep(session, lesson, ended.facts, job.model, now)
                    jobs.finish(job, now)
                elif ended.reason is None:
                    jobs.postpone(job)
                elif ended.reason in WORTH_ANOTHER_TRY:
                    jobs.retry(job, now, ended.reason)
                else:
                    jobs.fail(job, now, ended.reason)
            state, lesson_id, playable = job.state, lesson.id, lesson.prepared_at is not None
        log.info("job %d: %s%s", job_id, state, f" ({ended.reason})" if ended.reason else "")
        if state in jobs.OPEN:
            return
        files = self._folder.lesson(lesson_id)
        shutil.rmtree(files.work, ignore_errors=True)
        files.own.unlink(missing_ok=True)
        if not playable:
            for half in (files.video, files.track, files.skeleton, files.thumbnail):
                half.unlink(missing_ok=True)

    def _pause(self, seconds: float) -> None:
        until = self._times.seconds() + seconds
        while not self._stopping and self._times.seconds() < until:
            notify.watchdog()
            self._times.wait(TICK_S)


def _is_due(job: Job, now: datetime) -> bool:
    """Whether a job that failed before has waited for AGAIN_AFTER; True for others."""
    if job.attempts == 0 or job.beat_at is None or job.reason not in WORTH_ANOTHER_TRY:
        return True
    # of a time to come: the clock was set back
    return abs(now - job.beat_at) >= AGAIN_AFTER
