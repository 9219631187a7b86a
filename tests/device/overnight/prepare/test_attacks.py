"""A film that takes over the process which prepares it: what it reaches from there is its own lesson.

The attacks of issue 14, item 9, and others of their kind. Each failed to be refused before the process gave
up its rights; without the fences they still succeed, or they would prove nothing.
"""

import ctypes
import json
import os
import subprocess
import sys

import pytest

from device.overnight import landlock, system_calls
from tests.needs import Need

# the work of the process, replaced by a stranger's; FENCES takes some of its own away
CHILD = """
import sys
from device.overnight import landlock, system_calls
from device.overnight.prepare import child, preparing
from tests.device.overnight.prepare import attacks
{fences}
preparing.prepare = attacks.all_of_them
sys.exit(child.main(sys.argv[1:]))
"""
NO_LANDLOCK = "landlock.restrict = lambda _: 0"
NO_SECCOMP = "system_calls.restrict = lambda **_: False"
DENIED, DONE = "denied", "done"

# what each fence refuses alone, and what both do
FILES = {
    "read the key of the sessions",
    "read the database",
    "read the key by way of /proc",
    "read the key through a link that was there",
    "read another lesson",
    "read the users of the system",
    "read the secrets of another process",
    "write the key",
    "write the database",
    "write next to the lessons",
    "write another lesson",
    "write a kernel that others run",
    "ask for the box to be switched off",
    "move a lesson away",
    "remove the database",
    "make a socket that looks like the station",
}
SEALED_EITHER_WAY = {
    "make a link to the key",
    "make the key a file of the lesson",
    "send a signal to another process",
    "trace another process",
    "reach a page of this machine",
    "run a program",
}
CALLS = {
    "let everybody read the key",
    "cut the database",
    "read the memory of another process",
    "talk to the station",
    "talk to nobody in particular",
    "start a process",
    "go to another namespace",
    "use io_uring",
}
ALLOWED = {
    "read the own film",
    "write the own lesson",
    "move a file within the lesson",
    "remove an own file",
    "start a thread",
    "read the networks",
    "end itself",
}

has_landlock = Need.LANDLOCK.unless(landlock.version() >= landlock.SCOPES_FROM, landlock.version())


def _has_libseccomp():
    try:
        ctypes.CDLL(system_calls.LIBRARY)
    except OSError:
        return False
    return True


has_seccomp = Need.SECCOMP.unless(_has_libseccomp())


@pytest.fixture
def attacked(tmp_path):
    """Runs the process with these fences; what became of each attack, and what it said."""
    root = tmp_path / "box"
    lesson = root / "lessons" / "7"
    for folder in (lesson, root / "lessons" / "8", root / "run", tmp_path / "kernels" / "some"):
        folder.mkdir(parents=True)
    for name in ("session.key", "formbox.db", "lessons/7/original", "lessons/8/original"):
        (root / name).write_text("as it was")
    (tmp_path / "kernels" / "some" / "kernel.nbi").write_text("as it was")
    (lesson / "there.mp4").symlink_to(root / "session.key")

    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "network").write_text("1")
    order = (str(lesson), "lite", "1024")

    def run(*fences):
        with subprocess.Popen(["/bin/sleep", "120"], env={"SECRET": "1"}) as other:
            try:
                done = subprocess.run(
                    [sys.executable, "-c", CHILD.format(fences="\n".join(fences)), *order, str(os.getpid())],
                    env={
                        **os.environ,
                        "NUMBA_CACHE_DIR": str(tmp_path / "kernels"),
                        "FORMBOX_CACHE": str(tmp_path / "cache"),
                        "FORMBOX_ATTACKED": str(other.pid),
                    },
                    capture_output=True,
                    text=True,
                    timeout=120,
                    check=False,
                )
            finally:
                other.kill()
        assert done.returncode == 0, done.stderr
        return json.loads((lesson / "attacks.json").read_text()), done.stderr

    run.root = root
    return run


def names(found, outcome):
    return {name for name, one in found.items() if one == outcome}


@has_landlock
@has_seccomp
def test_a_film_that_takes_the_process_over_reaches_nothing_but_its_lesson(attacked):
    found, said = attacked()
    assert names(found, DONE) == ALLOWED
    assert names(found, DENIED) == FILES | SEALED_EITHER_WAY | CALLS
    assert set(found.values()) == {DONE, DENIED}, found
    assert (attacked.root / "session.key").read_text() == "as it was"
    assert (attacked.root / "formbox.db").read_text() == "as it was"
    assert "this process may" not in said


@has_landlock
def test_landlock_alone_keeps_the_files(attacked):
    found, said = attacked(NO_SECCOMP)
    assert names(found, DENIED) >= FILES | SEALED_EITHER_WAY
    assert names(found, DONE) >= ALLOWED
    assert f"There is no {system_calls.LIBRARY}" in said


@has_seccomp
def test_seccomp_alone_keeps_the_rest_and_the_log_says_that_files_are_open(attacked):
    found, said = attacked(NO_LANDLOCK)
    assert names(found, DENIED) >= SEALED_EITHER_WAY | CALLS
    assert names(found, DONE) >= ALLOWED
    assert "The kernel has no Landlock" in said


def test_without_fences_the_attacks_work(attacked):
    """Or the tests above would prove nothing. What ends or depends on the machine's own rules is left out."""
    found, said = attacked(NO_LANDLOCK, NO_SECCOMP)
    assert names(found, DONE) >= ALLOWED | {
        "read the key of the sessions",
        "write the database",
        "read the key through a link that was there",
        "write a kernel that others run",
        "make a link to the key",
        "run a program",
        "send a signal to another process",
        "talk to nobody in particular",
    }
    assert len([line for line in said.splitlines() if "this process may" in line]) == 2
