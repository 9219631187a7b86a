"""What a stranger's program would try in the process that prepares a lesson, for test_attacks."""

import contextlib
import ctypes
import errno
import json
import os
import socket
import subprocess
import threading
from pathlib import Path

from device.failure_reasons import PreparationError, Reason

PTRACE_ATTACH = 16
IO_URING_SETUP = 425
CLONE_NEWUSER = 0x10000000
# device.pose's networks lie there
CACHE = Path(os.environ["FORMBOX_CACHE"])


def all_of_them(files, *_):
    """Try each; what became of it goes to the lesson's folder, which stays open to this process."""
    found = {name: outcome_of(one) for name, one in attacks(files).items()}
    (files.root / "attacks.json").write_text(json.dumps(found))
    raise PreparationError(Reason.DAMAGED)


def outcome_of(attack):
    try:
        attack()
    except Exception as error:  # noqa: BLE001 - what it was is the outcome
        # EXDEV: so Landlock refuses what would give a file the rights of another folder
        denied = isinstance(error, PermissionError) or getattr(error, "errno", None) == errno.EXDEV
        return "denied" if denied else repr(error)
    return "done"


def attacks(files):
    """name: function. Those that destroy come last."""
    lesson, lessons = files.root, files.root.parent
    root = lessons.parent
    other = int(os.environ["FORMBOX_ATTACKED"])
    kernel = Path(os.environ["NUMBA_CACHE_DIR"]) / "some" / "kernel.nbi"
    key = root / "session.key"
    return {
        "read the own film": files.original.read_text,
        "write the own lesson": lambda: (lesson / "own").write_text("1"),
        "move a file within the lesson": lambda: moved(lesson),
        "remove an own file": (lesson / "own").unlink,
        "start a thread": started_thread,
        "read the networks": lambda: [path.read_bytes() for path in CACHE.iterdir()],
        "end itself": lambda: os.kill(os.getpid(), 0),
        "read the key of the sessions": key.read_text,
        "read the database": (root / "formbox.db").read_text,
        "read the key by way of /proc": Path(f"/proc/self/root{key}").read_text,
        "read the key through a link that was there": (lesson / "there.mp4").read_text,
        "read another lesson": (lessons / "8" / "original").read_text,
        "read the users of the system": Path("/etc/passwd").read_text,
        "read the secrets of another process": Path(f"/proc/{other}/environ").read_text,
        "make a socket that looks like the station": lambda: bound(root / "run" / "station.sock"),
        "make a link to the key": lambda: (lesson / "tv.mp4").symlink_to(key),
        "make the key a file of the lesson": lambda: (lesson / "track.npz").hardlink_to(key),
        "let everybody read the key": lambda: key.chmod(0o644),
        "cut the database": lambda: os.truncate(root / "formbox.db", 3),
        "write the key": lambda: key.open("r+").close(),
        "write the database": lambda: (root / "formbox.db").open("r+").close(),
        "write next to the lessons": lambda: (lessons / "new").write_text("1"),
        "write another lesson": lambda: (lessons / "8" / "tv.mp4").write_text("1"),
        "write a kernel that others run": lambda: kernel.resolve().open("r+").close(),
        "ask for the box to be switched off": (root / "run" / "wanted-poweroff").touch,
        "reach a page of this machine": reached_page,
        "talk to the station": lambda: socket.socket(socket.AF_UNIX).close(),
        "talk to nobody in particular": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
        "run a program": lambda: subprocess.run(["/bin/true"], check=True),
        "start a process": forked,
        "send a signal to another process": lambda: os.kill(other, 0),
        "read the memory of another process": lambda: called("process_vm_readv", other, None, 0, None, 0, 0),
        "trace another process": lambda: called("ptrace", PTRACE_ATTACH, other, None, None),
        "go to another namespace": lambda: called("unshare", CLONE_NEWUSER),
        "use io_uring": lambda: called("syscall", IO_URING_SETUP, 1, None),
        "move a lesson away": lambda: (lessons / "8").rename(lesson / "8"),
        "remove the database": (root / "formbox.db").unlink,
    }


def moved(lesson):
    (lesson / "inner").mkdir()
    (lesson / "inner" / "file").write_text("1")
    (lesson / "inner" / "file").replace(lesson / "moved")


def started_thread():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()


def bound(path):
    """Made on the disk by the call that Landlock decides on, as no socket can be had here."""
    os.mknod(path, 0o140600)


def reached_page():
    with contextlib.closing(socket.socket()) as one:
        one.settimeout(5)
        with contextlib.suppress(ConnectionRefusedError, TimeoutError):
            one.connect(("127.0.0.1", 9))


def forked():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def called(name, *arguments):
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
