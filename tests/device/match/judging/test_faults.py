from device.match.judging.faults import EVERY_S, SAID_S, Faults
from tests.scoring.repetitions.made import repetitions


def said(kinds, every_s=1.0):
    """What is shown when one repetition ends every so many seconds, one entry each."""
    faults, shown = Faults(), []
    done = repetitions(kinds)
    for number in range(len(done)):
        time_s = number * every_s
        faults.see(time_s, done[: number + 1])
        now = faults.now(time_s)
        shown.append(None if now is None else done.index(now))
    return shown


def test_a_fault_is_said_for_a_while():
    faults, done = Faults(), repetitions("gs")
    faults.see(0.0, done[:1])
    assert faults.now(0.0) is None
    faults.see(2.0, done)
    assert faults.now(2.0) is done[1]
    faults.see(2.0 + SAID_S - 0.1, done)
    assert faults.now(2.0 + SAID_S - 0.1) is done[1]
    assert faults.now(2.0 + SAID_S) is None


def test_not_more_often_than_every_four_seconds():
    assert EVERY_S == 4.0
    assert said("ssssssss") == [0, 0, 0, None, 4, 4, 4, None]


def test_the_newest_fault_of_several_is_said():
    faults, done = Faults(), repetitions("sk")
    faults.see(0.0, done)
    assert faults.now(0.0) is done[1]


def test_who_puts_it_right_is_told_no_longer():
    assert said("sg") == [0, None]


def test_an_attempt_is_told_too():
    assert said("t") == [0]
