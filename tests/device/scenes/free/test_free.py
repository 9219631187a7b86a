import pytest

from device.camera.kept import CameraState
from device.effects import Effect
from device.messages import Level
from device.presses import Press, Spot
from device.remote.messages import (
    Done,
    GoOn,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    Restart,
    Start,
    Stop,
    TrainFreely,
    TvState,
)
from device.scenes.destinations import Place
from device.scenes.free.free import QUIET_S
from device.scenes.scene import HandUse
from device.store.own import key_of, teach
from device.trouble import Trouble
from device.views import FreeResultView, FreeView, HomeView, Mark, PauseView, Pointer, TroubleView
from scoring.body.joints import BONES, Joint
from tests.device.gestures.poses import person
from tests.device.match.free.fakes import FakeName

FRAME_S = 0.1


@pytest.fixture
def free(house):
    house.lesson_id = house.lesson("Press")
    house.mia = house.member("Mia")

    def go(seconds=FRAME_S, pose=True):
        """Somebody stands in front of the camera for so long; gives the last view."""
        for _ in range(round(seconds / FRAME_S)):
            house.clock.sleep(FRAME_S)
            house.poses.see(house.clock.now(), person() if pose else None)
            house.loop.round()
        return house.screen.shown[-1]

    house.train = go
    house.go(Place.FREE)
    return house


def squat(house, share=0.92):
    house.namer.now = FakeName("squat", share)


def test_it_is_opened_from_the_library_with_the_remote(house):
    house.lesson("Press")
    house.member("Mia")
    house.go(Place.LIBRARY)
    # Mia, the guest, training freely, settings
    view = house.press(Press.UP, *[Press.RIGHT] * 2)
    assert view.focus == Spot("free")
    assert isinstance(house.press(Press.OK), FreeView)
    assert house.poses.watched == (1, 0.0)
    assert house.phones.statuses[-1].doing is TvState.FREE


def test_phones_see_what_is_done_and_by_what_body(free):
    squat(free, 0.92)
    free.namer.likely = (("squat", 0.92), ("lunge", 0.06), ("punch", 0.01))
    free.counter.end("g")
    free.train(1.0)
    told = free.phones.statuses[-1]
    assert (told.exercises, told.shares) == (("squat", "lunge"), (92, 6))
    assert told.repetitions == (1,)
    # the picture is 64 x 48 and mirrored; the hips stand at 300 and 340 px beside it, 240 px down
    assert told.wide == 1333
    assert len(told.bones) == 4 * len(BONES)
    hips = told.bones[4 * BONES.index((Joint.LEFT_HIP, Joint.RIGHT_HIP)) :][:4]
    assert sorted((hips[0], hips[2])) == [-5750, -4917]
    assert hips[1] == hips[3] == 5000
    free.train(1.0, pose=False)
    assert free.phones.statuses[-1].bones == ()


def test_a_phone_opens_it_too_but_not_in_a_match(house):
    mia, press = house.member("Mia"), house.lesson("Press")
    house.go(Place.LIBRARY)
    assert house.command(TrainFreely()) == [Done()]
    assert isinstance(house.screen.shown[-1], FreeView)
    house.go(Place.LIBRARY)
    house.get_ready(press, mia)
    house.during[1, 3] = [lambda: house.phones.command(TrainFreely())]
    house.press(Press.OK)
    assert house.phones.answers[-1] == Refused(RefusalReason.BUSY)


def test_before_anything_is_done_it_says_what_to_do(free):
    view = free.train()
    assert (view.title, view.name, view.value, view.done) == ("Train freely", None, None, ())
    assert view.message == "Do any exercise: I name and count it"
    assert view.joints.shape == (15, 2)
    assert free.train(3.0, pose=False).message == "I can't see you: step into the picture"


def test_what_is_done_is_named_counted_and_judged(free):
    squat(free)
    free.namer.likely = (("squat", 0.9), ("sumo_squat", 0.05), ("lunge", 0.01))
    free.counter.end("ggs")
    free.counter.depth = 0.7
    view = free.train()
    assert (view.name, view.running, view.share, view.value) == ("Squat", True, "92 %", 3)
    assert view.likely == (("Sumo squat", "5 %"),)
    assert view.depth == 0.7
    assert view.marks == (Mark.GOOD, Mark.GOOD, Mark.FAULTY)
    assert set(view.levels) == {Level.FAIR}
    assert (view.fault, view.message) == ("Go all the way", None)
    assert [(one.name, one.value) for one in view.done] == [("Squat", "3")]
    assert free.train(2.0).levels is None


def test_a_chime_for_what_counts_and_the_fault_aloud(free):
    squat(free)
    free.train()
    free.sounds.all.clear()
    for kinds in ("g", "t", "k"):
        free.counter.end(kinds)
        free.train(1.0)
    assert free.sounds.all == [Effect.CHIME, "Go all the way", Effect.CHIME]


def test_faults_are_not_said_more_often_than_every_four_seconds(free):
    squat(free)
    for _ in range(9):
        free.counter.end("s")
        free.train(1.0)
    assert free.sounds.all.count("Go all the way") == 3


@pytest.mark.parametrize(
    ("likeliest", "sentence"),
    [
        ("other", "I don't know this one yet"),
        ("dance", "A dance: I only count exercises"),
        ("rest", "Take your time"),
    ],
)
def test_what_is_no_exercise_gets_a_friendly_sentence(free, likeliest, sentence):
    squat(free)
    free.counter.end("gg")
    free.train()
    free.namer.now, free.namer.likely = FakeName(None), ((likeliest, 0.9),)
    view = free.train()
    assert (view.message, view.name, view.running, view.value) == (sentence, "Squat", False, 2)


def test_what_the_household_taught_has_its_own_name(house):
    with house.database.session() as session:
        taught = teach(session, "Grandma's twist", ((0.0, 2.0),) * 3, now=house.now())
        key = key_of(taught.id)
    house.go(Place.FREE)
    house.namer.now = FakeName(key, 0.8)
    house.counter.end("gg", key)
    house.poses.see(house.clock.now(), person())
    house.loop.round()
    view = house.screen.shown[-1]
    assert (view.name, view.value) == ("Grandma's twist", 2)
    assert [one.name for one in view.done] == ["Grandma's twist"]


def test_a_rest_before_the_first_exercise_is_none(free):
    free.namer.likely = (("rest", 0.9),)
    assert free.train().message == "Do any exercise: I name and count it"


def test_what_is_held_counts_seconds(free):
    free.namer.now = FakeName("plank", 0.9)
    view = free.train(5.3)
    assert (view.name, view.held, view.value, view.marks) == ("Plank", True, 5, ())
    assert [(one.name, one.value) for one in view.done] == [("Plank", "0:05")]


@pytest.mark.parametrize("key", [Press.OK, Press.PLAY, Press.BACK, Press.MENU, Press.PAUSE])
def test_a_pause_stops_counting_and_goes_on(free, key):
    squat(free)
    free.counter.end("g")
    free.train()
    view = free.press(key)
    assert isinstance(view, PauseView)
    assert view.buttons == ("Resume", "Finish here", "Leave")
    assert free.loop.scene.hand_use is HandUse.POINT
    assert free.phones.statuses[-1].paused
    pushed = len(free.namer.pushed)
    assert free.train(2.0).match is view.match
    assert len(free.namer.pushed) == pushed
    assert isinstance(free.press(Press.OK), FreeView)
    assert free.loop.scene.hand_use is HandUse.NONE
    assert free.train(1.0).value == 1


def test_a_long_pause_is_a_short_gap_for_what_counts(free):
    squat(free)
    free.train(2.0)
    free.press(Press.OK)
    free.train(60.0)
    free.press(Press.OK)
    before = len(free.namer.pushed)
    free.train(FRAME_S)
    assert 15 < len(free.namer.pushed) - before < 25


def test_it_is_finished_in_the_menu(free):
    squat(free)
    free.counter.end("ggt")
    free.train(3.0)
    view = free.press(Press.OK, Press.DOWN, Press.OK)
    assert isinstance(view, FreeResultView)
    assert [(one.name, one.value, one.good) for one in view.done] == [("Squat", "2", "2 of 2 good")]
    assert view.duration_s == pytest.approx(3.0, abs=1.2)


def test_without_anything_done_it_ends_in_the_library(free):
    free.train()
    assert isinstance(free.press(Press.OK, Press.DOWN, Press.OK), HomeView)


def test_it_is_left_in_the_menu_or_with_home(free):
    squat(free)
    free.counter.end("gg")
    free.train()
    assert isinstance(free.press(Press.OK, *[Press.DOWN] * 5, Press.OK), HomeView)
    free.go(Place.FREE)
    assert isinstance(free.press(Press.HOME), HomeView)


def test_a_hand_chooses_in_the_menu(free):
    free.train()
    free.press(Press.OK)
    free.screen.lay([((0.0, 0.0, 1.0, 1.0), Spot("buttons", 2))])
    free.screen.pointer = Pointer(0.5, 0.5)
    assert free.press().focus == Spot("buttons", 2)


def test_phones_pause_and_end_it(free):
    squat(free)
    free.counter.end("gg")
    free.train()
    assert free.command(Pause()) == [Done()]
    assert isinstance(free.screen.shown[-1], PauseView)
    assert free.command(GoOn()) == [Done()]
    assert isinstance(free.screen.shown[-1], FreeView)
    assert free.command(Start(free.lesson_id, (free.mia,))) == [Refused(RefusalReason.BUSY)]
    assert free.command(PressKey(Press.OK)) == [Done()]
    assert isinstance(free.screen.shown[-1], PauseView)
    assert free.command(Stop()) == [Done()]
    assert isinstance(free.screen.shown[-1], FreeResultView)


def test_a_phone_begins_it_anew(free):
    squat(free)
    free.counter.end("gg")
    free.train()
    assert free.command(Restart()) == [Done()]
    assert free.train().name is None


def test_it_ends_when_nobody_is_there_any_more(free):
    squat(free)
    free.counter.end("g")
    free.train()
    assert isinstance(free.train(QUIET_S - 1, pose=False), FreeView)
    assert isinstance(free.train(2.0, pose=False), FreeResultView)


def test_a_pause_ends_by_itself_too(free):
    free.train()
    free.press(Press.OK)
    free.clock.sleep(QUIET_S + 1)
    assert isinstance(free.press(), HomeView)


def test_without_a_camera_it_says_so(free):
    free.camera = CameraState.LOST
    view = free.press()
    assert isinstance(view, TroubleView)
    assert (view.trouble, view.buttons) == (Trouble.CAMERA_LOST, ("Back",))
    assert isinstance(free.press(Press.OK), HomeView)


def test_pictures_for_another_number_of_people_are_left_out(free):
    free.poses.see(free.clock.now())
    free.loop.round()
    assert free.namer.pushed == []


def test_what_the_scene_cannot_load_leads_to_the_library(house):
    house.lesson("Press")
    house.free_error = "no recogniser"
    house.go(Place.FREE)
    assert not isinstance(house.press(), FreeView)
