"""Our upload client in a real browser, over lines that are as bad as a phone's."""

import threading

import pytest

from device.store.tables import Job, Lesson
from tests.browser import chromium
from tests.browser.rough_line import rough_line
from tests.browser.serving import come_in, served

MIB = 1 << 20
DONE = ["wait", "[data-state=received]", 60_000]
# what a browser itself says on its console when a request fails; everything else is a fault of ours
NETWORK = ("ERR_", "status of 4", "status of 5")


@pytest.fixture
def film(tmp_path):
    """Bytes that are no film, and different everywhere: what is lost or doubled is seen."""
    path = tmp_path / "IMG_7.mov"
    path.write_bytes(b"".join(number.to_bytes(8, "big") for number in range(21 * MIB // 8)) + b"end")
    return path


def until(expression):
    """A step that ends when the page makes it true; the page's own policy forbids Playwright's way."""
    look = f"const look = () => ({expression}) ? done(true) : setTimeout(look, 20)"
    return ["evaluate", f"new Promise((done) => {{ {look}; look(); }})"]


def sent_percent(least):
    return until(f"document.querySelector('.upload-item progress').value > {least}")


def upload(path, *steps, name="Leg day"):
    return [
        ["goto", "/uploads/new"],
        ["files", "#video", [str(path)]],
        ["fill", ".upload-naming input", name],
        ["click", "#start button"],
        *steps,
    ]


def the_lesson(box):
    with box.database.reading() as session:
        [lesson] = session.query(Lesson).all()
        [job] = session.query(Job).all()
        assert job.lesson_id == lesson.id
        session.expunge_all()
    assert list(box.folder.inbox.iterdir()) == []
    return lesson, box.folder.lesson(lesson.id).original


def words(answer):
    """What the steps read; those that only waited give true."""
    return [one for one in answer["results"] if one is not True]


def own_errors(answer):
    return [line for line in answer["console"] if not any(word in line for word in NETWORK)]


def test_a_film_becomes_a_lesson(browser, box, film):
    answer = box.visit(
        [
            *come_in(box.code()),
            *upload(film, DONE, ["text", ".upload-says"], ["click", "[data-does=now]"]),
            ["gone", "[data-does=now]"],
            ["text", ".upload-says"],
            ["click", "[data-does=open]"],
            ["text", "h1"],
        ]
    )
    assert answer["console"] == []
    received, hurried, title = answer["results"]
    assert received.startswith("Received. Ready")
    assert hurried == "It will be prepared in a moment."
    assert title == "Leg day"
    lesson, original = the_lesson(box)
    assert lesson.source == "IMG_7.mov"
    assert original.read_bytes() == film.read_bytes()


FAULTS = {
    "cut": [(3 * MIB, "cut")],
    "deaf": [(12 * MIB, "deaf")],
    "at the end": [(20.99 * MIB, "deaf")],
    "again and again": [
        (MIB, "cut"),
        (9 * MIB, "deaf"),
        (18 * MIB, "cut"),
        (19 * MIB, "deaf"),
        (21 * MIB, "cut"),
    ],
}


@pytest.mark.parametrize("faults", FAULTS)
def test_a_line_that_breaks_costs_nothing(browser, box, film, faults):
    with rough_line(box.url, FAULTS[faults]) as line:
        answer = chromium.visit(line.url, [*come_in(box.code()), *upload(film, DONE)])
        assert line.faults == []
        assert line.sent < len(film.read_bytes()) + 9 * MIB * len(FAULTS[faults])
    assert own_errors(answer) == []
    assert the_lesson(box)[1].read_bytes() == film.read_bytes()


def test_a_lost_network_is_said_and_waited_for(browser, box, film):
    with rough_line(box.url, rate=20 * MIB) as line:
        sending = sent_percent(5)
        answer = chromium.visit(
            line.url,
            [
                *come_in(box.code()),
                *upload(film, sending, ["offline", True], ["wait", "[data-state=lost]"]),
                ["text", ".upload-says"],
                ["offline", False],
                DONE,
            ],
        )
    assert "The upload will resume" in words(answer)[0]
    assert own_errors(answer) == []
    assert the_lesson(box)[1].read_bytes() == film.read_bytes()


def test_a_closed_page_goes_on_with_the_same_file(browser, box, film):
    with rough_line(box.url, rate=20 * MIB) as line:
        past = sent_percent(50)
        again = [
            ["goto", "/uploads/new"],
            ["wait", "[data-left]"],
            ["text", ".upload-says"],
            ["files", "#video", [str(film)]],
        ]
        answer = chromium.visit(line.url, [*come_in(box.code()), *upload(film, past), *again, DONE])
        assert line.sent < 31 * MIB, "what was here was not sent again"
    assert "Choose the same file again" in words(answer)[0]
    assert the_lesson(box)[1].read_bytes() == film.read_bytes()
    assert the_lesson(box)[0].name == "Leg day"


def test_a_box_that_starts_anew_goes_on(browser, tmp_path, monkeypatch, film):
    for name in ("FORMBOX_HOME", "FORMBOX_DATABASE_URL", "STATE_DIRECTORY", "RUNTIME_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    root, answers = tmp_path / "box", []
    with served(root) as first:
        code = first.code()
        with rough_line(first.url, rate=10 * MIB) as line:
            steps = [*come_in(code), *upload(film, DONE)]
            phone = threading.Thread(target=lambda: answers.append(chromium.visit(line.url, steps)))
            phone.start()
            wait_until(lambda: line.sent > 10 * MIB)
            line.target = 1  # nobody is there
            line.drop()
            with served(root) as second:
                line.target = int(second.url.rpartition(":")[2])
                phone.join(90)
                [answer] = answers
                assert own_errors(answer) == []
                assert the_lesson(second)[1].read_bytes() == film.read_bytes()


def wait_until(true):
    gate = threading.Event()
    for _ in range(3000):
        if true():
            return
        gate.wait(0.01)
    raise AssertionError("it never came to that")


def test_pause_go_on_and_remove(browser, box, film):
    with rough_line(box.url, rate=20 * MIB) as line:
        past = sent_percent(5)
        answer = chromium.visit(
            line.url,
            [
                *come_in(box.code()),
                *upload(film, past, ["click", "[data-does=pause]"], ["wait", "[data-state=paused]"]),
                ["text", ".upload-says"],
                ["click", "[data-does=resume]"],
                ["wait", "[data-state=sending]"],
                ["click", "[data-does=remove]"],
                ["gone", ".upload-item"],
                until("localStorage.length === 0 || localStorage.getItem(localStorage.key(0)) === '{}'"),
            ],
        )
    assert words(answer)[0].startswith("Paused at ")
    assert own_errors(answer) == []
    wait_until(lambda: list(box.folder.inbox.iterdir()) == [])
    with box.database.reading() as session:
        assert session.query(Lesson).count() == 0


def test_several_files_one_after_another(browser, box, tmp_path):
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"part_{number}.mp4")
        paths[-1].write_bytes(b"%d" % number * 1000)
    empty = tmp_path / "empty.mp4"
    empty.write_bytes(b"")
    answer = box.visit(
        [
            *come_in(box.code()),
            ["goto", "/uploads/new"],
            ["files", "#video", [str(path) for path in (*paths, empty)]],
            ["click", "#start button"],
            until("document.querySelectorAll('[data-state=received]').length === 3"),
            ["wait", "[data-state=failed]"],
            ["text", "[data-state=failed] .upload-says"],
        ]
    )
    assert words(answer) == ["This file is empty."]
    with box.database.reading() as session:
        found = {lesson.name: lesson.id for lesson in session.query(Lesson)}
    assert set(found) == {"part 0", "part 1", "part 2"}
    for number in range(3):
        assert box.folder.lesson(found[f"part {number}"]).original.read_bytes() == b"%d" % number * 1000


def test_without_scripts_a_form_does_it(browser, box, film):
    answer = box.visit(
        [
            *come_in(box.code()),
            ["goto", "/uploads/new"],
            ["files", "#video", [str(film)]],
            ["fill", "#name", "Arms"],
            ["click", ".plain-send button"],
            ["wait", ".lesson-now"],
            ["text", "h1"],
        ],
        javaScript=False,
    )
    assert words(answer) == ["Arms"]
    assert the_lesson(box)[1].read_bytes() == film.read_bytes()
