"""The help bundle: state, settings, jobs and log of the box, without names and secrets.

A ZIP of text files. Lessons and people are numbers in it; the log is masked (`device.health.masking`).
"""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from device.admin.box.health import condition
from device.admin.web.services import Services
from device.health.masking import masked
from device.health.versions import uptime_s, versions
from device.runtime.log import last_lines
from device.store.exercise_tables import OwnExercise
from device.store.members import members
from device.store.settings import load
from device.store.tables import Base, Job, Lesson, Segment, Upload

LOG_LINES: Final = 2000
JOBS: Final = 200
NAMES_MAX: Final = 20_000  # of a kind that are masked; a household has some hundred
# settings that name the household or its network
PRIVATE: Final = ("name", "trusted_hosts")


def help_bundle(parts: Services) -> bytes:
    """The ZIP file."""
    with parts.database.reading() as rows:
        chosen = load(rows)
        files = {
            "box.json": _json(_box(rows, parts)),
            "settings.json": _json(
                {key: value for key, value in asdict(chosen).items() if key not in PRIVATE}
            ),
            "jobs.json": _json([_job(job) for job in newest_jobs(rows, JOBS)]),
            "log.txt": masked_log(rows, parts, LOG_LINES),
        }
    # a ZIP has local times, which begin in 1980
    made = parts.clock().astimezone(chosen.zone)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, made.timetuple()[:6]), text)
    return packed.getvalue()


def newest_jobs(session: Session, count: int) -> Sequence[Job]:
    """The last `count` jobs with their lessons, newest first."""
    return session.scalars(
        select(Job).options(joinedload(Job.lesson)).order_by(Job.id.desc()).limit(count)
    ).all()


def masked_log(session: Session, parts: Services, count: int) -> str:
    """The last lines of the log without secrets, people's names and lessons' names."""
    names = {one.name for one in members(session)}
    for named in (Lesson.name, Lesson.source, Upload.name, Upload.source, OwnExercise.name, Segment.name):
        names.update(session.scalars(select(named).where(named.is_not(None)).distinct().limit(NAMES_MAX)))
    return masked("\n".join(last_lines(parts.folder.root, count)), names)


def _box(session: Session, parts: Services) -> dict[str, Any]:
    settings = load(session)
    return {
        "made": parts.clock().isoformat(),
        "uptime_s": round(uptime_s()),
        "versions": versions(),
        "database": session.get_bind().dialect.name,
        "condition": {
            line.key: {"text": line.text, "level": line.level}
            for line in condition(parts.folder.root, settings.reserve_bytes)
        },
        "rows": {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        },
    }


def _job(job: Job) -> dict[str, Any]:
    said = {column.key: getattr(job, column.key) for column in Job.__table__.columns}
    said["url"] = None if job.url is None else masked(job.url)
    said["reason"] = None if job.reason is None else masked(job.reason, [job.lesson.name])
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in said.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)
