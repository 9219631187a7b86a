import signal
import weakref

import pytest

from device.runtime import ending


@pytest.fixture(autouse=True)
def listening():
    """The signals of the tests' own process are theirs again afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    ending.listen()
    yield
    ending.listen()
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_an_exception(number):
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)


def test_who_was_not_told_goes_on():
    ending.check()


class Thing:
    pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_a_weak_references_callback_swallows_is_not_lost():
    thing = Thing()
    reference = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGTERM))
    del thing
    assert reference() is None
    with pytest.raises(KeyboardInterrupt):
        ending.check()
