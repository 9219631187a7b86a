"""The box as it is installed, started by a real systemd: pages, watchdogs, a night, and switching off."""

import json
import os

import pytest

from device.match.play.pose_stream import POSE_NICE
from models.mannequin import Script, Step, render
from tests.needs import Need
from tests.systemd import machine as machines
from tests.systemd import rootfs

REASON = rootfs.why_not()
# making the system takes minutes the first time
pytestmark = [Need.BOOT.unless(REASON is None, REASON), pytest.mark.timeout(1200)]

SERVICES = ("formbox-admin", "formbox-overnight", "formbox-station")
STARTED_MAX_S = 60.0
# a hung process: 3 s without a heartbeat, its end, a pause of 10 s at most, and a new start
RESTARTED_MAX_S = 60.0
NIGHT_MAX_S = 240.0
PYTHON = "/opt/formbox/current/venv/bin/python"
PAGE = """
import http.client
page = http.client.HTTPConnection("127.0.0.1", 8080, timeout=10)
page.request("GET", "/")
answer = page.getresponse()
while answer.status in (302, 303):
    answer.read()
    page.request("GET", answer.headers["Location"])
    answer = page.getresponse()
print(answer.status, answer.headers["Content-Security-Policy"], answer.read().decode())
"""
UPLOADED = """
import shutil
from datetime import UTC, datetime
from device.store import jobs, lessons
from device.store.database import open_database
from device.store.folder import box_folder
folder = box_folder()
database = open_database(folder.database_url)
now = datetime.now(UTC)
with database.session() as session:
    lesson = lessons.create(session, now, None, "Squats", "squats.mp4")
    files = folder.lesson(lesson.id)
    files.root.mkdir(parents=True)
    shutil.copy("/tmp/squats.mp4", files.original)
    jobs.add(session, lesson.id, "lite", now, at_once=True)
    print(lesson.id)
"""
JOB = """
from sqlalchemy import select
from device.store.database import open_database
from device.store.folder import box_folder
from device.store.tables import Job
with open_database(box_folder().database_url).reading() as session:
    job = session.scalars(select(Job)).one()
    print(job.state, job.percent, job.stage, job.reason)
"""


@pytest.fixture(scope="module")
def box():
    """The folder of a system with the box in it; installed once, however the tree changes meanwhile."""
    return rootfs.installed_box()


@pytest.fixture(scope="module")
def machine(box):
    with machines.Machine(box, rootfs.scratch("machine")) as booted:
        yield booted


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Somebody who does squats."""
    path = tmp_path_factory.mktemp("film") / "squats.mp4"
    script = Script((Step("squat", 2, seconds=1.5),), fps=12, width=320, height=240)
    render(script, path, threads=1)
    return path


def ask(machine, program):
    """What a few lines of Python say as the box's own user, in its folders."""
    return machine(
        "runuser", "-u", "formbox", "--", "env", "HOME=/var/lib/formbox", "FORMBOX_HOME=/var/lib/formbox",
        "RUNTIME_DIRECTORY=/run/formbox", PYTHON, "-c", program, check=True,
    ).strip()  # fmt: skip


def running(machine, name):
    return machine.show(name, "ActiveState") == "active" and machine.show(name, "MainPID")


@pytest.mark.parametrize("name", SERVICES)
def test_it_says_that_it_is_ready(machine, name):
    machine.until(lambda: running(machine, name), STARTED_MAX_S)


def test_nothing_failed(machine):
    for name in SERVICES:
        machine.until(lambda name=name: running(machine, name), STARTED_MAX_S)
    assert "0 loaded units listed" in machine("systemctl", "--failed", "--no-pager")
    assert machine("systemctl", "is-enabled", "formbox-overnight.timer").strip() == "enabled"


@pytest.mark.parametrize("name", SERVICES)
def test_it_runs_confined_and_as_its_own_user(machine, name):
    pid = machine.until(lambda: running(machine, name), STARTED_MAX_S)
    status = dict(
        line.split(":\t", 1) for line in machine("cat", f"/proc/{pid}/status").splitlines() if ":\t" in line
    )
    assert machine("stat", "-c", "%U", f"/proc/{pid}").strip() == "formbox"
    assert (status["NoNewPrivs"], status["Seccomp"], status["CapEff"]) == ("1", "2", "0000000000000000")


@pytest.mark.parametrize("name", ["formbox-overnight", "formbox-station"])
def test_it_has_no_network(machine, name):
    pid = machine.until(lambda: running(machine, name), STARTED_MAX_S)
    devices = machine("cat", f"/proc/{pid}/net/dev").splitlines()[2:]
    assert [line.split(":")[0].strip() for line in devices] == ["lo"]


def test_a_thread_of_the_station_may_stand_back(machine):
    pid = machine.until(lambda: running(machine, "formbox-station"), STARTED_MAX_S)

    def niceness():
        threads = machine("sh", "-c", f"cat /proc/{pid}/task/*/stat").splitlines()
        return {int(line.rsplit(")", 1)[1].split()[16]) for line in threads}

    # the box looks for hands while it waits: its pose thread is there
    machine.until(lambda: {-5, -5 + POSE_NICE} <= niceness(), STARTED_MAX_S)


def test_the_page_answers(machine):
    machine.until(lambda: running(machine, "formbox-admin"), STARTED_MAX_S)
    answer = machine(PYTHON, "-c", PAGE)
    assert answer.startswith("200 default-src 'self'"), answer
    assert "Formbox" in answer


def test_the_code_can_be_asked_for(machine):
    machine.until(lambda: running(machine, "formbox-admin"), STARTED_MAX_S)
    assert "code " in machine("formbox", "code", check=True)


def test_the_doctor_looks_at_it(machine):
    machine.until(lambda: running(machine, "formbox-admin"), STARTED_MAX_S)
    said = machine("formbox", "doctor")
    assert "ok    database" in said
    assert "ok    networks" in said


@pytest.mark.parametrize("name", SERVICES)
def test_a_hung_process_is_restarted_by_its_watchdog(machine, name):
    unit = f"{name}.service"
    machine("mkdir", "-p", f"/run/systemd/system/{unit}.d", check=True)
    machine(
        "sh",
        "-c",
        f"printf '[Service]\nWatchdogSec=3s\n' >/run/systemd/system/{unit}.d/short.conf",
        check=True,
    )
    machine("systemctl", "daemon-reload", check=True)
    machine("systemctl", "restart", unit, check=True)
    first = machine.until(lambda: running(machine, name), STARTED_MAX_S)
    # it is not ended as long as it works
    machine("sleep", "5")
    assert running(machine, name) == first
    machine("sh", "-c", f"kill -STOP {first}", check=True)
    machine.until(lambda: running(machine, name) not in (False, first), RESTARTED_MAX_S)
    assert machine.show(name, "NRestarts") == "1"
    said = machine.journal(unit)
    assert "Watchdog timeout (limit 3s)" in said
    # where it hung
    assert "Fatal Python error: Aborted" in said
    machine("rm", "-r", f"/run/systemd/system/{unit}.d", check=True)
    machine("systemctl", "daemon-reload", check=True)
    machine("systemctl", "restart", unit, check=True)


def test_the_night_makes_a_lesson(machine, film):
    machine.until(lambda: running(machine, "formbox-overnight"), STARTED_MAX_S)
    machine.put(film, "/tmp/squats.mp4")
    lesson = ask(machine, UPLOADED)
    ended = machine.until(
        lambda: (said := ask(machine, JOB)).startswith(("ready", "failed")) and said, NIGHT_MAX_S
    )
    assert ended.startswith("ready"), ended + machine.journal()
    made = machine("ls", f"/var/lib/formbox/lessons/{lesson}").split()
    assert set(made) >= {"original", "tv.mp4", "track.npz", "skeleton.json", "thumbnail.jpg"}


def test_a_link_is_worked_off_by_a_process_of_its_own(machine):
    """There is no Internet in the container, so all it can bring back is a reason."""
    machine(
        "runuser", "-u", "formbox", "--", "sh", "-c",
        "cd /var/lib/formbox/inbox/wanted && umask 027 && printf '%s' "
        """'{"url": "http://192.0.2.1/film.mp4", "bytes_max": 1000}' >.7 && mv .7 7.json""",
        check=True,
    )  # fmt: skip
    result = "/var/lib/formbox/inbox/fetched/7.json"
    machine.until(lambda: machine("ls", result).strip() == result, STARTED_MAX_S)
    assert "failed" in json.loads(machine("cat", result))
    machine.until(lambda: machine("ls", "/var/lib/formbox/inbox/wanted") == "", STARTED_MAX_S)
    assert machine.show("formbox-fetch", "Result") == "success"


def test_the_page_can_have_the_box_switched_off(box):
    with machines.Machine(box, rootfs.scratch("off")) as machine:
        machine.until(lambda: running(machine, "formbox-admin"), STARTED_MAX_S)
        machine("runuser", "-u", "formbox", "--", "touch", "/run/formbox/wanted-poweroff", check=True)
        assert machine.ended(STARTED_MAX_S) == 0


def test_uninstalling_keeps_the_data_unless_told_otherwise(box):
    with machines.Machine(box, rootfs.scratch("uninstall")) as machine:
        machine.until(lambda: running(machine, "formbox-admin"), STARTED_MAX_S)
        script = "/opt/formbox/current/systemd/uninstall.sh"
        machine("cp", script, "/tmp/uninstall.sh", check=True)
        assert "still in /var/lib/formbox" in machine("/tmp/uninstall.sh", check=True)
        assert "formbox-" not in machine("systemctl", "list-unit-files", "--no-pager")
        assert machine("ls", "/opt").split() == []
        assert "formbox.db" in machine("ls", "/var/lib/formbox").split()
        machine("/tmp/uninstall.sh", "--purge", check=True)
        assert "No such file" in machine("ls", "/var/lib/formbox")
        assert "no such user" in machine("id", "formbox")


def test_installing_again_keeps_what_was_there(box):
    """The same version over itself, in a system that does not run: data and the user's number stay."""
    if os.environ.get("FORMBOX_BOOT_AGAIN") != "1":
        Need.BOOT_AGAIN.skip()
    kept = box / "var/lib/formbox/kept"
    kept.write_text("from before")
    releases = sorted(path.name for path in (box / "opt/formbox/releases").iterdir())
    rootfs.install(box)
    assert kept.read_text() == "from before"
    kept.unlink()
    now = sorted(path.name for path in (box / "opt/formbox/releases").iterdir())
    assert len(now) == len(releases) == 1
    assert now != releases
