"""One exercise practised on top of a match, which stays paused below."""

import pytest

from device.match.play.control import Course
from device.presses import Press
from device.remote.messages import (
    Code,
    Done,
    GoOn,
    Pause,
    RefusalReason,
    Refused,
    SetLayout,
    Start,
    Stop,
    TvState,
)
from device.scenes.destinations import Place
from device.scenes.play.menu import Choice
from device.scenes.play.playing import Playing
from device.scenes.play.practice import Practice
from device.store import lessons
from device.store.tables import Lesson, Timing
from device.trouble import Trouble
from device.views import PauseView, ResultView
from scoring.demands import Demands
from scoring.limb import Limb
from tests.device.scenes.play.acts import choose, kept, keys, left, sends


def notes(house):
    """The sentences in the menu after practice."""
    return [view.note for view in house.screen.shown if isinstance(view, PauseView) and view.note]


def practise(house):
    return keys(house, *choose(Choice.PRACTISE))


def resume(house):
    return keys(house, Press.PLAY)


def test_an_exercise_is_practised_until_it_goes_well(match):
    match.finals = [60.0]
    # the second match is the exercise, the third is its repetition
    match.during = {(3, 0): [lambda: setattr(match, "finals", [90.0])]}
    match.play({1: practise(match)})
    lesson, once, twice = (request for request, _ in match.played)
    assert (lesson.title, once.title) == ("Press", "Squat")
    assert (once.cut.start_s, once.cut.end_s) == (0.0, 30.0)
    assert twice.cut == once.cut
    assert notes(match)[-1] == match.household.words.text("practice_well", score=90)
    assert len(kept(match)) == 1  # practice is not saved


def test_practice_asks_what_the_lesson_asks(match):
    with match.database.session() as session:
        row = session.get_one(Lesson, match.press_id)
        row.timing = Timing.ON_BEAT
        lessons.leave_out(row, {Limb.LEGS})
    match.finals = [90.0]
    match.play({1: practise(match)})
    asked = [(request.title, request.demands) for request, _ in match.played]
    ask = Demands(ignored=frozenset({Limb.LEGS}), on_beat=True)
    assert asked == [("Press", ask), ("Squat", ask)]


def test_a_match_stays_paused_below_and_resumes_where_it_was(match):
    opened = []
    match.during = {(2, step): [lambda: opened.append(tuple(match.open_matches))] for step in (1, 2)}
    match.during[2, 4] = keys(match, Press.BACK)
    view = match.play({2: practise(match), 6: resume(match)})
    # the match below is open, so the night's work rests, and takes no step meanwhile
    ((below, above), again) = opened
    assert again == (below, above)
    assert [command.course for command in above.commands] == [Course.PLAY] * 4 + [Course.LEAVE]
    assert [command.course for command in below.commands] == [Course.PLAY] * 2 + [Course.PAUSE] * 4 + [
        Course.PLAY
    ] * 4
    assert isinstance(view, ResultView)
    assert match.open_matches == []


@pytest.mark.parametrize("press", [Press.OK, Press.BACK, Press.PLAY, Press.MENU, Press.PAUSE, Press.HOME])
def test_keys_that_would_pause_a_match_end_practice(match, press):
    match.during = {(2, 3): keys(match, press)}
    match.play({1: practise(match), 4: resume(match)})
    assert len(match.played) == 2
    assert notes(match)[-1] == match.household.words.text("practice_left")


def test_a_raised_hand_ends_practice(match):
    def raise_hand():
        match.gestures.flat = True
        match.poses.see(match.clock.now(), None)

    match.during = {(2, 2): [raise_hand]}
    match.play({1: practise(match), 4: resume(match)})
    assert len(match.played) == 2
    assert notes(match)[-1] == match.household.words.text("practice_left")


@pytest.mark.parametrize("command", [Pause(), Stop()])
def test_a_phone_ends_practice(match, command):
    match.during = {(2, 2): sends(match, command)}
    match.play({1: practise(match), 4: sends(match, GoOn())})
    assert match.phones.answers == [Done(), Done()]
    assert notes(match)[-1] == match.household.words.text("practice_left")


def test_a_phone_cannot_take_the_tv_away_from_practice(match):
    match.during = {(2, 2): sends(match, Start(match.press_id, (match.noah,)), Code("123456", 60.0))}
    match.play({1: practise(match)})
    assert match.phones.answers == [Refused(RefusalReason.BUSY)] * 2


def test_phones_see_every_time_that_an_exercise_is_prepared(match):
    match.finals = [60.0]
    match.during = {(3, 2): keys(match, Press.BACK)}
    match.play({1: practise(match), 4: resume(match)})
    doing = [(status.name, status.doing) for status in match.phones.statuses]
    assert doing.count(("Press", TvState.PREPARING)) == 1
    assert doing.count(("Squat", TvState.PREPARING)) == 2


def test_a_layout_that_was_chosen_in_practice_is_that_of_the_match_too(match):
    match.during = {(2, 2): sends(match, SetLayout("tutor_only")), (2, 4): keys(match, Press.BACK)}
    match.play({1: practise(match), 4: resume(match)})
    assert match.commands[-1].look.layout.value == "tutor_only"


def test_an_exercise_that_cannot_be_prepared_leads_back_to_the_match(match, caplog):
    def spoil():
        match.prepare_error = "Squat is damaged."
        match.screen.press(*choose(Choice.PRACTISE))

    view = match.play({1: [spoil], 4: resume(match)})
    assert isinstance(view, ResultView)
    words = match.household.words
    assert notes(match)[-1] == words.text(f"trouble_{Trouble.LESSON_BROKEN.value}")
    assert "Squat cannot be practised: Squat is damaged." in caplog.text
    assert match.alerts.unread() is None


@pytest.fixture
def practising(match):
    """A loop whose run comes to the third step of practice, 50 s into a lesson; then it calls `act`."""

    def run(act):
        match.during = {(1, 5): practise(match), (2, 3): [act]}
        match.each_round.append(lambda: match.loop.go(Place.LIBRARY))
        match.each_round.append(lambda: match.screen.press(Press.OK, Press.OK))
        match.loop.run()

    match.run_with = run
    return match


def test_a_window_that_is_closed_in_practice_closes_both_matches_and_keeps_the_place(practising):
    practising.run_with(lambda: practising.screen.press(Press.LEAVE))
    assert [request.cut.start_s for request, _ in practising.played] == [0.0, 40.0]
    assert practising.open_matches == []
    assert left(practising).time_s == 50.0
    assert kept(practising) == []


def test_a_fault_of_the_program_in_practice_closes_both_matches_and_is_raised(practising):
    with pytest.raises(ZeroDivisionError):
        practising.run_with(lambda: 1 / 0)
    assert len(practising.played) == 2
    assert practising.open_matches == []
    assert left(practising).time_s == 50.0


def test_a_scene_that_cannot_be_left_does_not_keep_the_one_below_from_it(practising, monkeypatch):
    def fail(_):
        raise RuntimeError("the decoder hangs")

    monkeypatch.setattr(Practice, "exit", fail)
    with pytest.raises(RuntimeError, match="the decoder hangs"):
        practising.run_with(lambda: practising.screen.press(Press.LEAVE))
    assert left(practising).time_s == 50.0


def test_one_round_is_one_step_of_one_match_at_most(match):
    match.finals = [60.0]
    match.during = {(1, 1): practise(match), (3, 2): keys(match, Press.BACK), (1, 4): resume(match)}
    match.get_ready(match.press_id, match.mia)
    match.screen.press(Press.OK)
    seen = set()
    while not isinstance(match.screen.shown[-1], ResultView):
        steps, began_s = match.steps, match.clock.now()
        match.loop.round()
        assert match.steps - steps <= 1
        assert match.clock.now() == began_s  # nothing in a round sleeps
        seen.add(type(match.loop.scene))
        match.loop.wait(match.clock.now())
    assert {Playing, Practice} <= seen
