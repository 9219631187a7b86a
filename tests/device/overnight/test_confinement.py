import json
import subprocess
import sys

import pytest

REPORT = """
import json, os, resource, socket, sys
from device.overnight import confinement
confinement.die_with(os.getppid())
confinement.lowest_class()
left = confinement.leave_network()
confinement.limit_memory(256)
try:
    bytearray(400 * 2**20)
    memory = "given"
except MemoryError:
    memory = "refused"
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2).close()
    network = "there"
except OSError:
    network = "gone"
print(json.dumps({
    "policy": os.sched_getscheduler(0), "nice": os.getpriority(os.PRIO_PROCESS, 0), "left": left,
    "memory": memory, "network": network, "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
    "io": open("/proc/self/stat").read() and os.popen("ionice -p %d" % os.getpid()).read(),
}))
"""


@pytest.fixture
def listener():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_confined_process_has_the_least_of_everything(listener):
    import os

    done = subprocess.run(
        [sys.executable, "-c", REPORT, str(listener)], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert found["policy"] == os.SCHED_IDLE
    assert found["nice"] == 19
    assert found["memory"] == "refused"
    assert found["core"] == 0
    assert found["network"] == ("gone" if found["left"] else "there")
    if found["io"]:
        assert found["io"].strip().startswith("idle")


ORPHAN = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", '''
import os, sys, time
from device.overnight import confinement
confinement.die_with(int(sys.argv[1]))
print(os.getpid(), flush=True)
time.sleep(60)
''', str(os.getpid())])
child.wait()
"""


def test_a_confined_process_ends_when_its_parent_is_killed():
    import os
    import select

    parent = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    handle = os.pidfd_open(child)
    try:
        parent.kill()
        parent.wait(10)
        assert select.select([handle], [], [], 10)[0], "the child lives on"
    finally:
        os.close(handle)
        parent.stdout.close()
