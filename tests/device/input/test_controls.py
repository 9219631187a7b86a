from device.input.controls import TOGETHER_S, Controls
from device.presses import Press
from tests.device.runtime.stepped_clock import SteppedClock


class Source:
    def __init__(self):
        self.waiting = []

    def __call__(self):
        taken, self.waiting = tuple(self.waiting), []
        return taken


def made(count=2):
    clock = SteppedClock()
    sources = [Source() for _ in range(count)]
    return clock, sources, Controls(sources, clock)


def test_all_sources_come_in_order():
    _, (keys, remote), controls = made()
    keys.waiting, remote.waiting = [Press.LEFT, Press.LEFT], [Press.OK]
    assert controls.take() == (Press.LEFT, Press.LEFT, Press.OK)
    assert controls.take() == ()


def test_one_push_that_two_sources_bring_counts_once():
    clock, (keys, remote), controls = made()
    remote.waiting = [Press.OK]
    assert controls.take() == (Press.OK,)
    clock.sleep(TOGETHER_S / 2)
    keys.waiting = [Press.OK]
    assert controls.take() == ()
    clock.sleep(TOGETHER_S)
    keys.waiting = [Press.OK]
    assert controls.take() == (Press.OK,)


def test_a_stalled_loop_loses_no_tap_of_one_source_and_doubles_none_of_two():
    _, (keys, remote), controls = made()
    keys.waiting = remote.waiting = [Press.RIGHT, Press.RIGHT]
    assert controls.take() == (Press.RIGHT, Press.RIGHT)


def test_different_presses_never_hide_each_other():
    _, (keys, remote), controls = made()
    keys.waiting, remote.waiting = [Press.OK], [Press.BACK]
    assert controls.take() == (Press.OK, Press.BACK)
