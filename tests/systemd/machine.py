"""A booted system in a container: systemd as process 1, its own network, and files that vanish with it."""

import contextlib
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

BOOT_MAX_S = 120.0
STEP_S = 0.2
APART = ("unshare", "--mount", "--propagation", "private", "sh", "-c")

# A pure cgroup2 tree and a /run of its own, so that the units meet what a real machine has; changes go to a
# layer above the installed system.
START = """set -e
mount -t cgroup2 none /sys/fs/cgroup
mkdir "/sys/fs/cgroup/$3"
echo $$ >"/sys/fs/cgroup/$3/cgroup.procs"
mount -t tmpfs tmpfs /run
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
exec systemd-nspawn --boot --directory="$2/root" --register=no --keep-unit --private-network \
    --console=read-only --quiet --machine="$3"
"""
# what systemd inside made of the groups, from the innermost on
END = """mount -t cgroup2 none /sys/fs/cgroup && find "/sys/fs/cgroup/$1" -depth -type d -exec rmdir {} +"""


class Machine:
    """`with Machine(system, scratch) as machine:` boots it, and switches it off at the end."""

    def __init__(self, system, scratch):
        self.system, self.scratch = system, scratch
        # two machines at a time would take each other's processes for their own
        self.name = f"formbox-{os.getpid()}-{scratch.name}"

    def __enter__(self):
        for name in ("upper", "work", "root"):
            (self.scratch / name).mkdir(parents=True)
        self._log = (self.scratch / "console.log").open("wb")
        self._nspawn = subprocess.Popen(
            [*APART, START, "sh", str(self.system), str(self.scratch), self.name],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            self._pid = self.until(self._first_process, BOOT_MAX_S)
            self.until(lambda: self.show("multi-user.target", "ActiveState") == "active", BOOT_MAX_S)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._nspawn.poll() is None:
            # systemd-nspawn hands this on as an orderly power off
            self._nspawn.terminate()
            try:
                self._nspawn.wait(30)
            except subprocess.TimeoutExpired:
                self._nspawn.kill()
                self._nspawn.wait()
        self._log.close()
        subprocess.run([*APART, END, "sh", self.name], check=False)
        shutil.rmtree(self.scratch / "work", ignore_errors=True)

    def __call__(self, *command, check=False):
        """What a command says inside, errors included."""
        done = subprocess.run(
            ["nsenter", "--target", self._pid, "--all", *command],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert not (check and done.returncode), f"{' '.join(command)}: {said}"
        return said

    def until(self, happens, limit_s):
        """What `happens()` gives as soon as it is true; AssertionError with the journal when it never is."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            found = happens()
            if found:
                return found
            assert self._nspawn.poll() is None, (self.scratch / "console.log").read_text(errors="replace")
            time.sleep(STEP_S)
        raise AssertionError(f"not within {limit_s} s:\n{self.journal()}")

    def put(self, source, place):
        """Bring a file in."""
        subprocess.run(
            ["nsenter", "--target", self._pid, "--all", "sh", "-c", f"cat >'{place}' && chmod 644 '{place}'"],
            input=Path(source).read_bytes(), check=True,
        )  # fmt: skip

    def ended(self, limit_s):
        """How it ended by itself, within limit_s."""
        return self._nspawn.wait(limit_s)

    def journal(self, unit="formbox-*"):
        """What a unit said last: a process that is ended says where each of its threads was."""
        return self("journalctl", "--no-pager", "-n", "400", "-u", unit)

    def show(self, unit, name):
        """A property of a unit."""
        return self("systemctl", "show", unit, f"--property={name}", "--value").strip()

    def _first_process(self):
        """The container's systemd, as this system numbers it."""
        children = subprocess.run(
            ["pgrep", "--parent", str(self._nspawn.pid)], capture_output=True, text=True, check=False
        )
        for child in children.stdout.split():
            with contextlib.suppress(OSError):
                names = Path(f"/proc/{child}/comm").read_text().strip()
                numbers = re.search(r"^NSpid:.*\t1$", Path(f"/proc/{child}/status").read_text(), re.MULTILINE)
                if numbers and names == "systemd":
                    return child
        return None
