"""What some tests need and a machine may lack, and which command brings it: the only place where tests skip.

At the end of a run `summary` gives a line for each need: how many tests were skipped for it, and the command.
"""

from collections import Counter
from enum import Enum

import pytest


class Need(Enum):
    """A need: what a machine without it lacks, and the command that brings it."""

    BROWSER = "no browser", ".ci/run (apt-get install chromium nodejs npm; npm ci --prefix tests/browser)"
    TUS_JS = "no tus-js-client", ".ci/run (npm ci --prefix tests/browser/tus-js)"
    POSTGRESQL = "no PostgreSQL", "FORMBOX_TEST_POSTGRESQL=$(tests/postgresql.sh) make test"
    MEDIAPIPE = "no MediaPipe", "make peers"
    TENSORFLOW = "no TensorFlow", "make trainer"
    NETWORKS = "no pose networks", ".venv/bin/python -m models fetch all"
    SAMPLES = "no clips of real people", ".venv/bin/python -m models fetch samples"
    FONTS = "no Chinese and Korean letters", ".venv/bin/python -m models fetch fonts"
    SYSTEM_FONTS = "no letters of the system's", "apt-get install fonts-noto-cjk"
    X_SERVER = "no X server without a screen", "apt-get install xvfb"
    SYSTEMD = "no systemd-analyze", "apt-get install systemd"
    VOICE = "no voice", "apt-get install espeak-ng"
    KERNEL_HEADERS = "no kernel headers", "apt-get install linux-libc-dev"
    SHARED_SDL = "SDL is not a library of its own", "make test, with pygame-ce as it is locked"
    GLIBC = "the C library is not glibc", "make test, on Debian"
    LANDLOCK = "no Landlock", "a kernel of Linux 5.19 or newer with landlock in /sys/kernel/security/lsm"
    SECCOMP = "no libseccomp", "apt-get install libseccomp2"
    BOOT = "no system is booted unasked", "make boot (root; apt-get install mmdebstrap systemd-container)"
    BOOT_AGAIN = "no second installation unasked", "FORMBOX_BOOT_AGAIN=1 make boot"
    KMS = "no machine is emulated unasked", "make kms (root; apt-get install mmdebstrap qemu-system-x86)"
    LIBCAMERA = "no system with libcamera unasked", "make libcamera (root; apt-get install mmdebstrap)"

    def __str__(self) -> str:
        return f"{self.value[0]}: {self.value[1]}"

    def skip(self, because: object = ""):
        """Skip the running test. because: what is wrong here, for `pytest -rs`."""
        pytest.skip(f"{self} [{because}]" if because else str(self))

    def unless(self, here: object, because: object = ""):
        """A mark that skips a test unless what it needs is here."""
        return pytest.mark.skipif(not here, reason=f"{self} [{because}]" if because else str(self))


def summary(reasons: list[str]) -> list[str]:
    """A line for each need that reasons of skipped tests name, most tests first."""
    counts = Counter(reason.removeprefix("Skipped: ").partition(" [")[0] for reason in reasons)
    return [f"{count} skipped: {need}" for need, count in counts.most_common()]
