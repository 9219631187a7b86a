"""seccomp: system calls that this process gives up, by the system's libseccomp.

libseccomp knows the numbers on each machine; Debian has it wherever it has apt or systemd, so it is loaded
and not installed, and needs no package of Python's (pyseccomp wraps the same library). Where it is missing,
what Landlock and systemd's unit refuse stays refused. All calls but these stay: what FFmpeg, LLVM and
TensorFlow Lite call differs by version, and a list of what is allowed would stop lessons after an update.
"""

import ctypes
import errno
import os
from collections.abc import Iterator
from typing import Final

LIBRARY: Final = "libseccomp.so.2"
# seccomp.h
ALLOW: Final = 0x7FFF0000
REFUSE: Final = 0x00050000
NOT_EQUAL, EQUAL, GREATER, MASKED_EQUAL = 1, 4, 6, 7
CLONE_THREAD: Final = 0x00010000
AF_INET, AF_INET6, AF_LAST = 2, 10, 46
TIOCSTI: Final = 0x5412

# Programs, other processes, and ways around the files that Landlock allows: it does not decide who owns a
# file and who may read it, and before its third version not `truncate`.
REFUSED: Final = """
    execve execveat fork vfork
    ptrace process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd pidfd_send_signal kcmp
    rt_sigqueueinfo rt_tgsigqueueinfo tkill
    chmod fchmodat fchmodat2 chown lchown fchown fchownat truncate truncate64
    setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
    link linkat symlink symlinkat mknod mknodat open_by_handle_at name_to_handle_at fanotify_init
    mount umount umount2 move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr pivot_root chroot
    unshare setns personality
    bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register
    keyctl add_key request_key
    shmget shmat msgget semget mq_open
    init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff
    acct quotactl syslog settimeofday clock_settime clock_settime64 adjtimex clock_adjtime clock_adjtime64
    sethostname setdomainname
"""


class _Compared(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    )


def restrict(*, network: bool) -> bool:
    """Give up system calls, for this thread and those that it starts; False where libseccomp is missing.

    network: whether sockets of the Internet may be made; others never. A refused call fails with EPERM.
    Raises OSError when the kernel refuses.
    """
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError:
        return False
    library.seccomp_init.restype = ctypes.c_void_p
    filtered = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ALLOW)))
    if not filtered:
        return False
    try:
        for name, number, compared in _rules(network=network):
            _refuse(library, filtered, name, number, compared)
        answer = library.seccomp_load(filtered)
    finally:
        library.seccomp_release(filtered)
    if answer < 0:
        raise OSError(-answer, os.strerror(-answer))
    return True


def _rules(*, network: bool) -> Iterator[tuple[str, int, _Compared | None]]:
    """Name, errno, and what an argument must be for it to be refused."""
    for name in REFUSED.split():
        yield name, errno.EPERM, None
    # its flags lie in memory, where no filter looks; the C library takes `clone` where it is missing
    yield "clone3", errno.ENOSYS, None
    yield "clone", errno.EPERM, _Compared(0, MASKED_EQUAL, CLONE_THREAD, 0)
    # itself it may end
    for name in ("kill", "tgkill"):
        yield name, errno.EPERM, _Compared(0, NOT_EQUAL, os.getpid(), 0)
    yield "prlimit64", errno.EPERM, _Compared(0, NOT_EQUAL, 0, 0)
    yield "ioctl", errno.EPERM, _Compared(1, EQUAL, TIOCSTI, 0)
    yield "socketpair", errno.EPERM, None
    if not network:
        yield "socket", errno.EPERM, None
        return
    for family in set(range(AF_LAST)) - {AF_INET, AF_INET6}:
        yield "socket", errno.EPERM, _Compared(0, EQUAL, family, 0)
    yield "socket", errno.EPERM, _Compared(0, GREATER, AF_LAST - 1, 0)


def _refuse(
    library: ctypes.CDLL, filtered: ctypes.c_void_p, name: str, number: int, compared: _Compared | None
) -> None:
    call = library.seccomp_syscall_resolve_name(name.encode())
    if call < 0:  # not on this machine
        return
    compares = (_Compared * 1)(compared or _Compared())
    count = 0 if compared is None else 1
    answer = library.seccomp_rule_add_array(
        filtered, ctypes.c_uint32(REFUSE | number), call, ctypes.c_uint(count), compares
    )
    if answer < 0:
        raise OSError(-answer, f"{os.strerror(-answer)}: {name}")
