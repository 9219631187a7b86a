"""The library and a lesson's page in a real browser."""

import json
import threading
from datetime import timedelta
from http import HTTPStatus

import cv2
import numpy as np
import pytest
from flask import request, request_started

from device.admin.web.services import utc_now
from device.store import jobs, lessons
from device.store.tables import Lesson, Member, Segment, SegmentKind
from device.words.languages import LANGUAGES
from tests.browser.serving import come_in
from tests.device.films import write_film

# a browser on a busy machine
WAIT_S = 120.0


def add(box, name, **facts):
    with box.database.session() as session:
        owner = session.query(Member).one()
        lesson = lessons.create(session, utc_now() - timedelta(hours=1), owner.id, name, "a.mov", 10)
        for key, value in facts.items():
            setattr(lesson, key, value)
        job = jobs.add(session, lesson.id, "full", utc_now())
        return lesson.id, job.id


def add_ready(box):
    """Two seconds of film whose tutor stands at x = 20 and then at x = 44 of 64."""
    lesson_id, _job = add(
        box, "Squats", prepared_at=utc_now(), duration_s=2.0, width=64, height=48, trim_start_s=0.5
    )
    with box.database.session() as session:
        lesson = session.get_one(Lesson, lesson_id)
        lesson.segments = [Segment(kind=SegmentKind.EXERCISE, start_s=0, end_s=2, by_hand=False)]
        job = lesson.jobs[0]
        jobs.receive(session)
        jobs.begin(job, utc_now())
        jobs.finish(job, utc_now())
    files = box.folder.lesson(lesson_id)
    files.root.mkdir()
    write_film(files.video)
    files.original.write_bytes(b"as it came")
    cv2.imwrite(str(files.root / "thumbnail.jpg"), np.full((270, 480, 3), 90, np.uint8))
    frames = [[20, 10, 20, 40]] * 12 + [[44, 10, 44, 40]] * 13
    skeleton = {"fps": 12, "width": 64, "height": 48, "bones": [[0, 1]], "frames": frames}
    files.skeleton.write_text(json.dumps(skeleton))
    return lesson_id


# where the canvas over the video has its bone, of the picture's width
WHERE = """new Promise((done) => {
  const [video, canvas] = [document.querySelector("video"), document.querySelector(".stage canvas")];
  const look = () => setTimeout(() => {
    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0, count = 0;
    for (let n = 3; n < data.length; n += 4) if (data[n] > 200) { sum += ((n - 3) / 4) % width; count += 1; }
    done(count ? Math.round((64 * sum) / count / width) : null);
  }, 200);
  video.addEventListener("seeked", look, { once: true });
  video.currentTime = TIME;
})"""


def test_the_skeleton_is_drawn_where_the_tutor_is_then(browser, box):
    box.visit(come_in(box.code()))
    lesson_id = add_ready(box)
    answer = box.visit(
        [
            *sign_in(),
            ["goto", f"/lessons/{lesson_id}"],
            ["wait", ".skeleton-toggle"],
            ["evaluate", WHERE.replace("TIME", "0.8")],
            ["evaluate", WHERE.replace("TIME", "1.6")],
            ["evaluate", "Number(document.querySelector('.needle').getAttribute('x'))"],
            ["click", ".skeleton-toggle input"],
            ["evaluate", WHERE.replace("TIME", "0.8")],
            ["evaluate", "document.querySelectorAll('details').forEach((one) => (one.open = true))"],
            ["click", "[data-here=trim-start]"],
            ["click", "form[action$=trim] button[type=submit]"],
            ["text", ".notice"],
        ]
    )
    before, after, needle, hidden, _opened, saved = answer["results"]
    assert before == pytest.approx(20, abs=1)
    assert after == pytest.approx(44, abs=1)
    assert needle == pytest.approx(800, abs=20)
    assert hidden is None
    assert saved == "Saved."
    assert [line for line in answer["console"] if "getImageData" not in line] == []  # this test's own
    with box.database.reading() as session:
        assert session.get_one(Lesson, lesson_id).trim_start_s == pytest.approx(0.8, abs=0.06)


def sign_in():
    return [
        ["goto", "/sign-in"],
        ["fill", "#name", "Mina"],
        ["fill", "#secret", "271828"],
        ["click", "form button[type=submit]"],
        ["wait", "nav.bar"],
    ]


def test_the_library_follows_the_night(browser, box):
    box.visit(come_in(box.code()))
    _lesson, job_id = add(box, "Yoga")
    looked_at = threading.Event()

    def work():
        assert looked_at.wait(WAIT_S)
        with box.database.session() as session:
            jobs.receive(session)
            job = session.get_one(jobs.Job, job_id)
            jobs.begin(job, utc_now())
            jobs.progress(job, utc_now(), 37.0, None, "poses")

    def asked(_app):
        if "looked-at" in request.args:
            looked_at.set()

    worker = threading.Thread(target=work)
    worker.start()
    steps = [
        ["goto", "/lessons"],
        ["text", ".lesson-state"],
        ["evaluate", "fetch('/lessons?looked-at').then(answer => answer.status)"],
        ["wait", ".lesson-state.working"],
        ["text", ".lesson-state"],
    ]
    with request_started.connected_to(asked):
        answer = box.visit([*sign_in(), *steps])
    worker.join()
    first, status, then = answer["results"]
    assert first.startswith("Ready")
    assert status == HTTPStatus.OK
    assert then == "Preparing: 37 %"
    assert answer["console"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_every_language_without_an_error(browser, box, language):
    box.visit(come_in(box.code(), language=language))
    lesson_id = add_ready(box)
    add(box, "Waits")
    pages = ["/lessons", f"/lessons/{lesson_id}", "/lessons/2", "/uploads/new", "/fetch", "/lessons/deleted"]
    wide = "document.documentElement.scrollWidth - innerWidth"
    answer = box.visit(
        [*sign_in(), *(step for path in pages for step in (["goto", path], ["evaluate", wide]))]
    )
    assert answer["console"] == []
    assert answer["results"] == [0] * len(pages), "nothing is wider than the phone"
