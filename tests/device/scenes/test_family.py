"""A family's use of the box from the first code to the history: real scenes, match, scores, store and page.

Only time (four times as fast), the screen's drawing, the sound card and the camera are doubles; mannequins
are the people.
"""

from datetime import UTC, datetime

import numpy as np
import pytest

from device.admin.app import create_app
from device.admin.web.services import Services
from device.camera.kept import CameraState
from device.input.controls import Controls
from device.presses import Press
from device.remote.messages import GoOn, TvState
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household, Trainees
from device.scenes.current_settings import CurrentSettings
from device.scenes.destinations import GetReadyFor, Place
from device.scenes.hands import Hands
from device.scenes.idle.idle_content import IdleContent
from device.scenes.loop import SceneLoop
from device.scenes.play.stage import LiveStage
from device.scenes.scenes import Scenes
from device.store import matches
from device.store.lessons import create
from device.store.settings import BoxSettings
from device.store.tracks import save_track
from device.tv.disabled import DisabledSpeaker
from device.views import HomeView, IdleView, PauseView, ReadyView, ResultView
from scoring.demands import NO_DEMANDS, Demands
from scoring.limb import Limb
from tests.device.admin.conftest import Phone
from tests.device.films import write_film
from tests.device.match.conftest import QuickClock
from tests.device.scenes.fakes import FakePhones, FakeTroubles, RecordedSounds
from tests.device.scenes.family import LESSON_S, Family, workout
from tests.device.scenes.house import ADDRESS
from tests.device.tv.simulated_screen import SimulatedScreen

# Rounds to wait for a view: a minute.
ROUNDS = 60 * 30
FPS = 10


class Home:
    """The household: a TV, two phones, a camera with mannequins before it."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.clock = QuickClock()
        self.screen = SimulatedScreen()
        self.phones = FakePhones(self.clock)
        self.sounds = RecordedSounds()
        self.family = Family(self.clock, self.screen)
        settings = CurrentSettings(database, self.screen, BoxSettings())
        hardware = Hardware(
            screen=self.screen,
            poses=self.family,
            sounds=self.sounds,
            controls=Controls((self.screen.presses,), self.clock),
            phones=self.phones,
            clock=self.clock,
            volume=lambda percent=None: 80,
            camera_state=lambda: CameraState.LIVE,
            alive=self.look,
        )
        stage = LiveStage(
            database=database,
            folder=folder,
            sounds=self.sounds,
            clock=self.clock,
            settings=settings,
            speaker=lambda files, start_s, end_s: DisabledSpeaker(),
            camera_state=lambda: CameraState.LIVE,
        )
        self.household = Household(
            folder=folder,
            database=database,
            settings=settings,
            stage=stage,
            now=lambda: datetime.now(UTC),
            trainees=Trainees(),
        )
        alerts = Alerts(FakeTroubles(), self.clock, settings, lambda: CameraState.LIVE, lambda: False)
        idle_content = IdleContent(
            self.household,
            alerts,
            self.clock,
            lambda: ADDRESS,
            lambda base, code: f"{base}/start?code={code}",
        )
        scenes = Scenes(hardware, self.household, alerts, idle_content, lambda: ADDRESS)
        self.loop = SceneLoop(hardware, self.household, alerts, Hands(self.screen, settings), scenes)
        self.acts = []
        self.loop.go(Place.IDLE)

    def look(self):
        """Called in every round: do the first act once its time has come."""
        if self.acts and self.acts[0][0]():
            self.acts.pop(0)[1]()

    def until(self, view, wanted=lambda shown: True):
        """Go rounds until such a view is shown."""
        for _ in range(ROUNDS):
            self.loop.round()
            shown = self.screen.shown[-1]
            if isinstance(shown, view) and wanted(shown):
                return shown
            self.loop.wait(self.clock.now() + 1 / 30)
        raise AssertionError(f"no {view.__name__}, but {self.screen.shown[-1]}")

    def press(self, *presses):
        for press in presses:
            self.screen.press(press)
            self.loop.round()


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def home(folder, database):
    return Home(folder, database)


@pytest.fixture
def phones(folder, database):
    """Makes a phone at each call."""
    app = create_app(Services(folder=folder, database=database))
    app.test_client_class = Phone
    return app.test_client


def lesson(home):
    """A lesson as the night prepares it: a film with its tutor's poses."""
    with home.database.session() as session:
        row = create(session, datetime.now(UTC), None, "Squats", "squats.mp4")
        row.prepared_at, row.duration_s = datetime.now(UTC), LESSON_S
        lesson_id = row.id
    files = home.folder.lesson(lesson_id)
    files.root.mkdir(parents=True)
    write_film(files.video, round(LESSON_S * FPS), fps=FPS)
    save_track(files.track, workout())
    return lesson_id


def pair(home, phone, name):
    """Read the code from the TV and pair a phone with it."""
    home.press(Press.BACK)
    shown = home.until(IdleView, lambda view: view.code is not None)
    answer = phone.post(
        "/start", data={"name": name, "secret": "2718281", "language": "en", "code": shown.code}
    )
    assert answer.status_code == 303, answer.text


def test_a_family_pairs_phones_plays_and_sees_its_history(home, phones):
    mia, noah = phones(), phones()
    # the first phone comes in with the code of the empty box, the second with one that is asked for at the TV
    pair(home, mia, "Mia")
    home.until(IdleView, lambda view: view.code is None)
    home.loop.go(Place.PAIRING_CODE)
    pair(home, noah, "Noah")
    lesson(home)

    home.press(Press.OK)
    library = home.until(HomeView)
    assert [badge.name for badge in library.people] == ["Mia", "Noah", "Guest"]
    home.press(Press.UP, Press.RIGHT, Press.OK, Press.DOWN, Press.OK)
    ready = home.until(ReadyView, lambda view: view.countdown is not None)
    assert [one.badge.name for one in ready.people] == ["Mia", "Noah"]
    assert all(one.fine for one in ready.people)

    family, seen = home.family, {}

    def menu():
        return isinstance(home.screen.shown[-1], PauseView)

    home.acts = [
        # Noah goes away and comes back; Mia plays on
        (lambda: (family.lesson_s or 0) > 12.5, lambda: seen.update(away=home.screen.shown[-1])),
        (lambda: (family.lesson_s or 0) > 18.0, lambda: seen.update(back=home.screen.shown[-1])),
        # Mia raises her hand: it pauses; the phone resumes it
        (lambda: (family.lesson_s or 0) > 20.0, lambda: setattr(family, "raises", True)),
        (menu, lambda: seen.update(held=home.screen.shown[-1])),
        (menu, lambda: setattr(family, "raises", False)),
        (menu, lambda: home.phones.command(GoOn())),
    ]
    result = home.until(ResultView)
    assert home.acts == []

    gone, there = seen["away"].players[1], seen["back"].players[1]
    assert gone.score is None
    assert gone.message == home.household.words.text("away")
    assert seen["away"].players[0].score > 70
    assert there.message is None
    assert 19.0 < seen["held"].match.time_s < 25.0

    assert [one.badge.name for one in result.people] == ["Mia", "Noah"]
    finals = [one.result.final for one in result.people]
    assert all(np.isfinite(finals))
    assert finals[0] > 80
    assert result.people[0].before is None
    assert home.phones.statuses[-1].doing is TvState.RESULT

    # each finds their own on the phone, and not the other's
    with home.database.reading() as session:
        rows = {row.player_id: row for row in matches.played(session)}
        kept = {matches.part(session, player_id).place: player_id for player_id in rows}
    assert len(rows) == 2
    for phone, place in ((mia, 0), (noah, 1)):
        page = phone.get("/history/").text
        assert "Squats" in page
        assert phone.get(f"/history/{kept[place]}").status_code == 200
    assert noah.get(f"/history/{kept[0]}").status_code == 403
    assert str(round(rows[kept[0]].final)) in mia.get(f"/history/{kept[0]}").text

    # and the next time there is something to compare with
    home.press(Press.BACK)
    library = home.until(HomeView)
    assert library.posters[0].score is not None
    assert library.posters[0].left_at is None


def test_what_a_phone_says_about_a_lesson_reaches_the_scorer_and_the_screen(home, phones):
    mia = phones()
    pair(home, mia, "Mia")
    lesson_id = lesson(home)
    ask = Demands(ignored=frozenset({Limb.ARMS}), on_beat=True)

    def demands():
        request = home.household.request(lesson_id, (None,))
        return home.household.stage.prepare(request).lesson.demands

    assert demands() == NO_DEMANDS
    mia.post(f"/lessons/{lesson_id}/counts", data={"limb": ["legs", "head"]})
    mia.post(f"/lessons/{lesson_id}/timing", data={"timing": "on_beat"})
    assert demands() == ask

    home.loop.go(GetReadyFor(request=home.household.request(lesson_id, (None,))))
    assert home.until(ReadyView).note == "Arms do not count in this lesson"

    mia.post(f"/lessons/{lesson_id}/counts", data={"limb": ["arms", "legs", "head"]})
    mia.post(f"/lessons/{lesson_id}/timing", data={"timing": "free"})
    assert demands() == NO_DEMANDS
    home.loop.go(GetReadyFor(request=home.household.request(lesson_id, (None,))))
    assert home.until(ReadyView).note is None
