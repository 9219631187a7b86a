import os
import queue
import threading

import pytest

from device.runtime.worker import Worker


def test_only_the_workers_thread_gets_niceness():
    mine = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    found = queue.SimpleQueue()
    worker = Worker(
        "test", lambda: found.put(os.getpriority(os.PRIO_PROCESS, threading.get_native_id())), nice=3
    )
    worker.start()
    assert found.get(timeout=5) == min(mine + 3, 19)
    worker.stop()
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == mine


def test_a_worker_without_the_right_to_a_niceness_works_all_the_same(monkeypatch):
    def forbidden(*_):
        raise PermissionError("not here")

    monkeypatch.setattr(os, "setpriority", forbidden)
    done = threading.Event()
    worker = Worker("test", done.set, nice=3)
    worker.start()
    assert done.wait(5)
    worker.stop()
    worker.check()


def test_a_worker_works_until_it_is_stopped():
    done = threading.Event()
    worker = Worker("test", done.set)
    worker.start()
    assert done.wait(5)
    worker.stop()
    worker.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "test"]


def test_check_raises_the_error_that_ended_the_thread():
    ended = threading.Event()

    def fail():
        ended.set()
        raise OSError("gone")

    worker = Worker("test", fail)
    worker.start()
    assert ended.wait(5)
    worker.stop()
    with pytest.raises(OSError, match="gone"):
        worker.check()
