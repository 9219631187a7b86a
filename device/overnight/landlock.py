"""Landlock: from now on this process opens only the files and folders that it names here.

A process may give up rights by Landlock without being root (landlock(7)), and gets none back, also not by a
program that it starts. Access is decided by the place of what is opened in the end, so a link to elsewhere
opens nothing. What Landlock does not decide (`chmod`, and sockets that are files) is left to `system_calls`.

Mount namespaces would hide the same files, but systemd's unit forbids new namespaces to the process, and on a
laptop they need a user namespace that several distributions forbid.
"""

import ctypes
import os
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path
from typing import Final

# The numbers of the system calls are the same on all machines.
CREATE_RULESET: Final = 444
ADD_RULE: Final = 445
RESTRICT_SELF: Final = 446
ASK_VERSION: Final = 1
RULE_PATH_BENEATH: Final = 1
PR_SET_NO_NEW_PRIVS: Final = 38
# The first version in which files can be moved from folder to folder: the second, of Linux 5.19.
VERSION_MIN: Final = 2
# connect and bind of TCP (from version 4 on); abstract Unix sockets and signals (from version 6 on)
TCP: Final = 0b11
SCOPES: Final = 0b11
TCP_FROM: Final = 4
SCOPES_FROM: Final = 6


class Right(IntFlag):
    """LANDLOCK_ACCESS_FS_*, by the version that brought them."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_FOLDER = 1 << 3
    REMOVE_FOLDER = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHARACTER = 1 << 6
    MAKE_FOLDER = 1 << 7
    MAKE_FILE = 1 << 8
    MAKE_SOCKET = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_LINK = 1 << 12
    REFER = 1 << 13  # version 2
    TRUNCATE = 1 << 14  # version 3
    IOCTL_DEVICE = 1 << 15  # version 5


# Handled, so refused wherever no rule allows it. Nobody is allowed EXECUTE, the making of devices, sockets,
# pipes and symbolic links, and the control of devices.
HANDLED: Final = {2: Right(2**14 - 1), 3: Right(2**15 - 1), 5: Right(2**16 - 1)}
LIST: Final = Right.READ_FOLDER
READ: Final = LIST | Right.READ_FILE
WRITE: Final = (
    READ
    | Right.WRITE_FILE
    | Right.REMOVE_FOLDER
    | Right.REMOVE_FILE
    | Right.MAKE_FOLDER
    | Right.MAKE_FILE
    | Right.REFER
    | Right.TRUNCATE
)
# A rule for one file takes these only.
OF_FILE: Final = Right.READ_FILE | Right.WRITE_FILE | Right.TRUNCATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """Folders, with all below, and files. What is missing is left out."""

    listed: tuple[Path, ...] = ()
    read: tuple[Path, ...] = ()
    written: tuple[Path, ...] = ()
    tcp: bool = False


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of the interface in the running kernel; 0 where it has none."""
    return max(0, int(_libc().syscall(CREATE_RULESET, None, 0, ASK_VERSION)))


def restrict(allowed: Allowed) -> int:
    """Give up all but `allowed`; call it before starting a thread, which would keep its rights.

    Returns the version in force; 0 when the kernel has none, or too old a one, and nothing changed. Raises
    OSError when the kernel refuses.
    """
    found = version()
    if found < VERSION_MIN:
        return 0
    libc = _libc()
    handled = max((since, rights) for since, rights in HANDLED.items() if since <= found)[1]
    rules = _Ruleset(
        handled,
        TCP if found >= TCP_FROM and not allowed.tcp else 0,
        SCOPES if found >= SCOPES_FROM else 0,
    )
    # older kernels refuse fields that they do not know, unless they are left out
    size = 24 if found >= SCOPES_FROM else 16 if found >= TCP_FROM else 8
    ruleset = _checked(libc.syscall(CREATE_RULESET, ctypes.byref(rules), size, 0))
    try:
        kinds = ((LIST, allowed.listed), (READ, allowed.read), (WRITE, allowed.written))
        for rights, places in kinds:
            for place in places:
                _allow(ruleset, place, rights & handled)
        _checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _checked(libc.syscall(RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)
    return found


def _allow(ruleset: int, place: Path, rights: Right) -> None:
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # what is not there needs no rule
        return
    try:
        rule = _Beneath(rights if place.is_dir() else rights & OF_FILE, opened)
        _checked(_libc().syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(opened)


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
