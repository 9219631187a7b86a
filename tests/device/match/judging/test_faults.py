from device.match.judging.faults import EVERY_S, SAID_S, Faults, ToldFaults
from device.messages import PlayerView
from device.words.lookup import words
from scoring.repetitions.repetition import RepetitionState
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


def player(ended=(), **changes):
    state = RepetitionState(count=1, ended=ended)
    return PlayerView(None, (), sentence="Knees: good!", fine=True, repetition=state, **changes)


def test_in_a_match_a_fault_takes_the_place_of_cue_and_praise():
    told, (shallow,) = ToldFaults(words("en")), repetitions("s")
    assert told.told(0.0, player()).sentence == "Knees: good!"
    shown = told.told(1.0, player((shallow,)))
    assert (shown.sentence, shown.fine) == ("Go all the way", False)
    assert told.told(1.0 + SAID_S - 0.1, player((shallow,))).sentence == "Go all the way"
    # the same repetition in a later view is no new one
    assert told.told(1.0 + EVERY_S, player((shallow,))).sentence == "Knees: good!"


def test_what_is_not_judged_gets_no_fault():
    told = ToldFaults(words("en"))
    shown = told.told(1.0, player(repetitions("s"), message="I can't see you"))
    assert (shown.sentence, shown.message) == ("Knees: good!", "I can't see you")


def test_without_repetitions_nothing_changes():
    view = PlayerView(None, (), sentence="Bend your knees more")
    assert ToldFaults(words("en")).told(0.0, view) is view
