import threading

from device.runtime.mailbox import Mailbox


def test_a_mailbox_keeps_the_newest_only():
    box = Mailbox()
    assert box.take() is None
    box.put(1)
    box.put(2)
    assert box.take() == 2
    assert box.take() is None


def test_a_waiting_reader_gets_what_comes():
    box = Mailbox()
    threading.Thread(target=box.put, args=("late",), daemon=True).start()
    assert box.take(timeout_s=5) == "late"
