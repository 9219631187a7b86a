import errno
import os
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from device.scenes import troubles as module
from device.scenes.troubles import CHECK_S, KEPT_S, LOST_SHOWN, NEWS_AFTER_S, UPDATE_MAX, Troubles
from device.store.rescue.healing import Loss, Lost, forget_lost, write_lost
from device.store.settings import GIB
from device.trouble import Trouble
from tests.device.runtime.stepped_clock import SteppedClock

INSTALL = Path(__file__).parents[3] / "systemd" / "install.sh"
WAIT_S = 10.0


class Machine:
    """The sensors of a machine, as files."""

    def __init__(self, root):
        self.root = root

    def lay(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def heat(self, celsius):
        self.lay("sys/class/thermal/thermal_zone0/temp", f"{celsius * 1000:.0f}\n")

    def supply(self, *, is_weak):
        self.lay("sys/class/hwmon/hwmon0/name", "rpi_volt\n")
        self.lay("sys/class/hwmon/hwmon0/in0_lcrit_alarm", f"{int(is_weak)}\n")


@pytest.fixture
def machine(tmp_path):
    """Cool and well supplied."""
    made = Machine(tmp_path / "system")
    made.heat(48)
    made.supply(is_weak=False)
    return made


@pytest.fixture
def clock():
    return SteppedClock(1000.0)


@pytest.fixture
def troubles(folder, machine, clock, now):
    """With a reserve of one byte and a clock that stands still; tests call `look`."""
    return Troubles(folder, lambda: 1, clock, lambda: now, machine.root)


def test_a_box_that_is_fine_has_no_trouble(troubles):
    assert troubles.now() == ()
    troubles.look()
    assert troubles.now() == ()


@pytest.mark.parametrize(("celsius", "found"), [(81.9, ()), (82.0, (Trouble.TOO_HOT,))])
def test_too_hot(troubles, machine, celsius, found):
    machine.heat(celsius)
    troubles.look()
    assert troubles.now() == found


def test_too_little_power_now(troubles, machine):
    machine.supply(is_weak=True)
    troubles.look()
    assert troubles.now() == (Trouble.POWER_WEAK,)


def test_a_full_disk(folder, machine, clock, now):
    reserve = [1]
    troubles = Troubles(folder, lambda: reserve[0], clock, lambda: now, machine.root)
    troubles.look()
    assert troubles.now() == ()
    reserve[0] = 1_000_000 * GIB
    troubles.look()
    assert troubles.now() == (Trouble.DISK_FULL,)


def mark(folder, when):
    folder.updating.touch()
    os.utime(folder.updating, (when.timestamp(), when.timestamp()))


@pytest.mark.parametrize(
    ("age", "found"),
    [
        (timedelta(0), True),
        (UPDATE_MAX - timedelta(seconds=1), True),
        (UPDATE_MAX, False),
        (timedelta(days=3), False),
        (timedelta(minutes=-5), True),
        (timedelta(days=-3), False),
    ],
)
def test_an_update_is_found_while_its_mark_is_young(troubles, folder, now, age, found):
    mark(folder, now - age)
    troubles.look()
    assert troubles.now() == ((Trouble.UPDATING,) if found else ())


def test_an_update_that_is_over_is_over_at_once(troubles, folder, now):
    mark(folder, now)
    troubles.look()
    folder.updating.unlink()
    troubles.look()
    assert troubles.now() == ()


def test_an_update_marks_what_the_tv_looks_at(folder):
    assert f"\nUPDATING=/var/lib/formbox/{folder.updating.name}\n" in INSTALL.read_text()


def test_a_trouble_that_comes_and_goes_stays_for_a_while(troubles, machine, clock):
    machine.supply(is_weak=True)
    troubles.look()
    machine.supply(is_weak=False)
    clock.sleep(KEPT_S - 1)
    troubles.look()
    assert troubles.now() == (Trouble.POWER_WEAK,)
    clock.sleep(1)
    troubles.look()
    assert troubles.now() == ()


def test_the_most_urgent_comes_first(troubles, folder, machine, now):
    machine.supply(is_weak=True)
    machine.heat(90)
    mark(folder, now)
    troubles.look()
    assert troubles.now() == (Trouble.UPDATING, Trouble.TOO_HOT, Trouble.POWER_WEAK)


def test_a_trouble_whose_alert_was_read_remains(troubles, machine):
    machine.heat(90)
    troubles.look()
    assert troubles.unread() == (Trouble.TOO_HOT,)
    troubles.read(Trouble.TOO_HOT)
    assert (troubles.now(), troubles.unread()) == ((Trouble.TOO_HOT,), ())
    machine.supply(is_weak=True)
    troubles.look()
    assert troubles.unread() == (Trouble.POWER_WEAK,)


def test_a_trouble_that_comes_and_goes_is_read_once(troubles, machine, clock):
    for _ in range(5):
        machine.heat(90)
        clock.sleep(NEWS_AFTER_S / 2)
        troubles.look()
        troubles.read(Trouble.TOO_HOT)
        machine.heat(40)
        clock.sleep(NEWS_AFTER_S / 2)
        troubles.look()
        assert troubles.now() == ()
    machine.heat(90)
    troubles.look()
    assert (troubles.now(), troubles.unread()) == ((Trouble.TOO_HOT,), ())


def test_a_trouble_that_comes_back_after_a_long_time_is_unread_again(troubles, machine, clock):
    machine.heat(90)
    troubles.look()
    troubles.read(Trouble.TOO_HOT)
    machine.heat(40)
    clock.sleep(NEWS_AFTER_S + 1)
    troubles.look()
    machine.heat(90)
    troubles.look()
    assert troubles.unread() == (Trouble.TOO_HOT,)


def test_a_trouble_is_logged_once(troubles, machine, caplog):
    machine.heat(90)
    troubles.look()
    troubles.look()
    assert [record.args for record in caplog.records] == [("too_hot",)]


def test_a_firmware_that_hangs_does_not_block_now(troubles, monkeypatch):
    asked, answered = threading.Event(), threading.Event()

    def slow(system):
        asked.set()
        answered.wait(WAIT_S)
        return module.HealthLevel.BAD

    monkeypatch.setattr(module.power, "power", slow)
    troubles.start()
    try:
        assert asked.wait(WAIT_S)
        assert troubles.now() == (), "answered at once"
    finally:
        answered.set()
        troubles.stop()
    assert troubles.now() == (Trouble.POWER_WEAK,)
    troubles.check()


def test_the_thread_checks_now_and_then_only(folder, machine, now, monkeypatch):
    """The clock moves on by a second at each call of `now`, so the thread needs no time."""
    looked, enough = [], threading.Event()

    class Quick(SteppedClock):
        def now(self):
            self.sleep(1.0)
            return super().now()

    clock = Quick()
    monkeypatch.setattr(module, "TICK_S", 0.0)
    troubles = Troubles(folder, lambda: 1, clock, lambda: now, machine.root)

    def look():
        looked.append(clock.now())
        if len(looked) == 5:
            enough.set()

    monkeypatch.setattr(troubles, "look", look)
    troubles.start()
    assert enough.wait(WAIT_S)
    troubles.stop()
    assert min(later - earlier for earlier, later in pairwise(looked)) >= CHECK_S


def test_the_threads_error_is_raised_by_check(folder, machine, clock, now):
    ended = threading.Event()

    def reserve():
        ended.set()
        raise RuntimeError("no settings")

    troubles = Troubles(folder, reserve, clock, lambda: now, machine.root)
    troubles.start()
    assert ended.wait(WAIT_S)
    troubles.stop()
    with pytest.raises(RuntimeError, match="no settings"):
        troubles.check()


def test_a_sensor_less_machine_has_no_trouble(folder, tmp_path, clock, monkeypatch):
    monkeypatch.setattr(module.power.shutil, "which", lambda name: None)
    troubles = Troubles(folder, lambda: 1, clock, lambda: datetime.now(UTC), tmp_path / "nothing")
    troubles.look()
    assert troubles.now() == ()


@pytest.mark.parametrize(
    ("loss", "age", "shown"),
    [
        (Loss.SINCE, timedelta(0), True),
        (Loss.NOTHING, LOST_SHOWN - timedelta(minutes=1), True),
        (Loss.SOME, LOST_SHOWN, False),
        (Loss.ALL, timedelta(0), False),  # then the films wait for somebody
    ],
)
def test_a_database_that_was_put_right_is_told_until_somebody_read_it(
    troubles, folder, now, clock, loss, age, shown
):
    write_lost(folder, Lost(loss=loss, at=now - age))
    troubles.look()
    assert (Trouble.RESTORED in troubles.now()) == shown
    forget_lost(folder)
    clock.sleep(CHECK_S)
    troubles.look()
    assert troubles.now() == ()


def test_films_without_a_household_are_told(folder, machine, clock, now):
    waiting = [True]
    troubles = Troubles(folder, lambda: 1, clock, lambda: now, machine.root, lambda: waiting[0])
    troubles.look()
    assert troubles.now() == (Trouble.FILMS_WAIT,)
    waiting[0] = False
    troubles.look()
    assert troubles.now() == ()


def test_a_disk_that_cannot_be_written_is_told(troubles, monkeypatch):
    monkeypatch.setattr("device.health.disk.os.open", _refuse)
    troubles.look()
    assert troubles.now() == (Trouble.READ_ONLY,)


def _refuse(*_, **__):
    raise OSError(errno.EROFS, "Read-only file system")
