"""The remote in a real browser: keys go out in order, a held one comes again, and no key moves."""

import json
import threading
from dataclasses import replace

import pytest

from device.admin.web.services import utc_now
from device.presses import Press
from device.remote.messages import (
    Done,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    SetLayout,
    Speed,
    Start,
    Status,
    TvState,
)
from device.remote.server import StationServer
from device.store import lessons
from device.store.members import add_member, members
from device.store.tables import Role
from device.trouble import Trouble
from device.words.languages import LANGUAGES
from tests.browser.serving import come_in

NAME = "Morning yoga with Lena, 20 minutes"
WAIT_S = 10.0


class Tv:
    """A station that does all but start a lesson, keeps what was wished, and goes on to what is `then`."""

    def __init__(self, box):
        self.server = StationServer(box.folder.station_socket)
        self.wishes = []
        self.then = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.server.start()
        self._thread.start()

    def _run(self):
        while not self._ended.is_set():
            asked = self.server.next(0.05)
            if asked is not None:
                self.wishes.append(asked.command)
                if self.then:
                    self.server.tell(self.then.pop(0))
                asked.answer(Refused(RefusalReason.BUSY) if isinstance(asked.command, Start) else Done())

    def stop(self):
        self._ended.set()
        self._thread.join(WAIT_S)
        self.server.stop()


@pytest.fixture
def tv(box):
    """It plays a lesson for two."""
    made = Tv(box)
    yield made
    made.stop()


def household(box, language="en"):
    """Mina comes in and Jun is there, with a lesson; the status of the two at it."""
    box.visit(come_in(box.code(), language=language))
    with box.database.session() as session:
        mina = members(session)[0].id
        jun = add_member(session, utc_now(), "Jun", Role.MEMBER, "#ff96d6", "en", "").id
        lesson = lessons.create(session, utc_now(), None, NAME, "a.mp4")
        lesson.prepared_at = utc_now()
        return Status(
            TvState.PLAYING, lesson.id, NAME, 75.0, 1200.0, (mina, jun), (87.4, None), repetitions=(12, None)
        )


def sign_in():
    return [
        ["goto", "/sign-in"],
        ["fill", "#name", "Mina"],
        ["fill", "#secret", "271828"],
        ["click", "form button[type=submit]"],
        ["wait", "nav.bar"],
    ]


# A thumb stays on "down" until it has come three times more.
HELD = """new Promise((done) => {
  const key = document.querySelector(".wedge.down");
  const real = window.fetch;
  let count = 0;
  window.fetch = (...words) => {
    if (`${words[0]}`.endsWith("/push") && ++count === 3) {
      key.dispatchEvent(new PointerEvent("pointerup"));
      key.click();
      window.fetch = real;
      setTimeout(() => done(count), 600);
    }
    return real(...words);
  };
  key.dispatchEvent(new PointerEvent("pointerdown"));
})"""
KEPT = "window.kept === true"


def test_keys_go_out_in_order_without_loading_the_page(browser, box, tv):
    tv.server.tell(household(box))
    answer = box.visit(
        [
            *sign_in(),
            ["goto", "/remote"],
            ["evaluate", "window.kept = true"],
            ["evaluate", "document.querySelectorAll('.pad button').forEach((key) => key.click())"],
            ["until", "true"],
            ["click", "button[value='75']"],
            ["click", "button[value='tutor_only']"],
            ["click", "button[value='pause']"],
            ["evaluate", HELD],
            ["evaluate", KEPT],
        ]
    )
    assert answer["results"][-2:] == [3, True]
    pad = [PressKey(press) for press in (Press.UP, Press.LEFT, Press.RIGHT, Press.DOWN, Press.OK)]
    assert tv.wishes[:5] == pad
    assert tv.wishes[5:8] == [Speed(75), SetLayout("tutor_only"), Pause()]
    assert tv.wishes[8:] == [PressKey(Press.DOWN)] * 3, "the click that ends the hold is no press"


def test_without_a_script_every_key_is_a_form(browser, box, tv):
    tv.server.tell(household(box))
    wedge = ".wedge.left >> nth=0"
    answer = box.visit(
        [
            *sign_in(),
            ["goto", "/remote"],
            ["press", wedge, "Enter"],
            ["wait", "nav.bar"],
            ["click", "button[value='50']"],
            ["click", "button[value='louder']"],
            ["click", "button[value='home']"],
            ["text", "#tv-sentence"],
        ],
        javaScript=False,
    )
    assert answer["results"] == [NAME]
    assert tv.wishes == [PressKey(Press.LEFT), Speed(50), PressKey(Press.LOUDER), PressKey(Press.HOME)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_moves_whatever_the_tv_does(browser, box, tv, language):
    playing = household(box, language)
    place = (  # of the pad, in whole px
        "[document.documentElement.scrollWidth - innerWidth, Math.round("
        "document.querySelector('.pad').getBoundingClientRect().top)].join()"
    )
    # the same people in every state: for others the page would be loaded anew
    tv.server.tell(replace(playing, doing=TvState.IDLE))
    tv.then = [replace(playing, doing=doing) for doing in (TvState.HOME, TvState.READY, TvState.RESULT)]
    tv.then.append(playing)
    steps = [*sign_in(), ["goto", "/remote"], ["evaluate", place]]
    for status in tv.then:
        shown = f"document.getElementById('remote').dataset.doing === '{status.doing}'"
        steps += [["click", ".pad .ok"], ["until", shown], ["evaluate", place]]
    places = box.visit(steps)["results"]
    assert len(places) == 5
    assert len(set(places)) == 1, places
    assert places[0].startswith("0,"), "nothing is wider than the phone"


# the titles and sentences that can be seen, and the pictures beside them
TROUBLES = """JSON.stringify([...document.querySelectorAll("#tv-troubles li")].map((row) =>
  [row.querySelector("b").innerText, row.querySelector("small").innerText,
   row.querySelector("use").getAttribute("href").split("#")[1]]))"""
COUNT = "document.querySelectorAll('#tv-troubles li').length"
OK = "document.querySelector('.pad .ok').click()"


def test_a_trouble_comes_and_goes_while_the_page_stays(browser, box, tv):
    playing = household(box)
    tv.server.tell(playing)
    tv.then = [replace(playing, troubles=(Trouble.TOO_HOT, Trouble.DISK_FULL)), playing]
    steps = [["goto", "/remote"], ["evaluate", "window.kept = true"], ["evaluate", COUNT]]
    for count in (2, 0):
        steps += [["evaluate", OK], ["until", f"{COUNT} === {count}"], ["evaluate", TROUBLES]]
    answer = box.visit([*sign_in(), *steps, ["evaluate", KEPT]])
    _told, none, _pressed, both, _pressed, gone, kept = answer["results"]
    assert (none, gone, kept) == (0, "[]", True)
    assert json.loads(both) == [
        [
            "The box is too hot",
            "Give it some air. It continues by itself once it has cooled down.",
            "temperature",
        ],
        [
            "No storage space left",
            "Open the page on your phone and delete a lesson that you no longer need.",
            "disk",
        ],
    ]
    # the lesson that one sees after signing in has no picture
    assert [line for line in answer["console"] if "404" not in line] == []


def test_a_trouble_waits_for_a_thumb_that_presses(browser, box, tv):
    playing = household(box)
    tv.server.tell(playing)
    tv.then = [replace(playing, volume=35, troubles=(Trouble.TOO_HOT,))]
    press, lift = (
        f"document.querySelector('.tv').dispatchEvent(new PointerEvent('pointer{what}', {{bubbles: true}}))"
        for what in ("down", "up")
    )
    answer = box.visit(
        [
            *sign_in(),
            ["goto", "/remote"],
            ["evaluate", press],
            ["evaluate", OK],
            ["until", "document.querySelector('#loud input[type=range]').value === '35'"],
            ["evaluate", COUNT],
            ["evaluate", lift],
            ["until", f"{COUNT} === 1"],
        ]
    )
    assert answer["results"][2] == 0, "what the TV does is shown at once, the trouble not under a thumb"


def test_without_a_script_a_trouble_is_on_the_page(browser, box, tv):
    tv.server.tell(replace(household(box, "ko"), troubles=(Trouble.CAMERA_LOST,)))
    answer = box.visit([*sign_in(), ["goto", "/remote"], ["text", "#tv-troubles"]], javaScript=False)
    assert "카메라 연결이 끊겼어요" in answer["results"][0]
