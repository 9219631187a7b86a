import pytest

from device.camera.kept import CameraState
from device.scenes.alerts import SHOWN_S
from device.trouble import Trouble


@pytest.fixture
def alerts(house):
    return house.alerts


def test_a_box_that_is_fine_has_no_alert(alerts):
    assert (alerts.now(), alerts.unread(), alerts.camera(), alerts.for_phones()) == ((), None, None, ())


def test_what_went_wrong_is_shown_for_a_while_before_the_boxs_own_troubles(house, alerts):
    house.troubles.found = (Trouble.TOO_HOT,)
    alerts.raise_alert(Trouble.LESSON_BROKEN)
    assert alerts.now() == (Trouble.LESSON_BROKEN, Trouble.TOO_HOT)
    house.clock.sleep(SHOWN_S - 0.1)
    assert alerts.now() == (Trouble.LESSON_BROKEN, Trouble.TOO_HOT)
    house.clock.sleep(0.1)
    assert alerts.now() == (Trouble.TOO_HOT,)


def test_the_newest_takes_the_place_of_the_one_before_and_both_are_to_be_read(alerts):
    alerts.raise_alert(Trouble.LESSON_BROKEN)
    alerts.raise_alert(Trouble.NOT_KEPT)
    assert alerts.now() == (Trouble.NOT_KEPT,)
    assert alerts.unread() is Trouble.LESSON_BROKEN
    alerts.read(Trouble.LESSON_BROKEN)
    assert alerts.unread() is Trouble.NOT_KEPT
    alerts.read(Trouble.NOT_KEPT)
    assert alerts.unread() is None


def test_an_alert_stays_unread_after_its_notice_is_gone(house, alerts):
    alerts.raise_alert(Trouble.NOT_KEPT)
    house.clock.sleep(10 * SHOWN_S)
    assert alerts.now() == ()
    assert alerts.unread() is Trouble.NOT_KEPT


def test_twice_the_same_is_read_once(alerts):
    alerts.raise_alert(Trouble.LESSON_BROKEN)
    alerts.raise_alert(Trouble.LESSON_BROKEN)
    alerts.read(Trouble.LESSON_BROKEN)
    assert alerts.unread() is None


def test_the_boxs_own_alerts_are_read_there(house, alerts):
    house.troubles.found = (Trouble.TOO_HOT, Trouble.DISK_FULL)
    assert alerts.unread() is Trouble.TOO_HOT
    alerts.read(Trouble.TOO_HOT)
    assert house.troubles.seen == {Trouble.TOO_HOT}
    assert alerts.unread() is Trouble.DISK_FULL
    assert alerts.now() == (Trouble.TOO_HOT, Trouble.DISK_FULL)


@pytest.mark.parametrize(
    ("state", "wanted", "trouble", "phones"),
    [
        (CameraState.OPENING, "auto", None, ()),
        (CameraState.LIVE, "auto", None, ()),
        (CameraState.LOST, "auto", Trouble.CAMERA_LOST, (Trouble.CAMERA_LOST,)),
        (CameraState.NONE, "auto", Trouble.NO_CAMERA, (Trouble.NO_CAMERA,)),
        # a household that wants no camera is not bothered with it
        (CameraState.NONE, "none", Trouble.CAMERA_OFF, ()),
        (CameraState.LOST, "none", Trouble.CAMERA_LOST, (Trouble.CAMERA_LOST,)),
    ],
)
def test_the_camera(house, alerts, state, wanted, trouble, phones):
    house.settings.change(camera=wanted)
    house.camera = state
    assert alerts.camera() is trouble
    assert alerts.for_phones() == phones


def test_phones_see_what_the_tv_cannot_show_first(house, alerts):
    house.screen.lost = True
    house.camera = CameraState.LOST
    house.troubles.found = (Trouble.TOO_HOT,)
    alerts.raise_alert(Trouble.NOT_KEPT)
    assert alerts.for_phones() == (
        Trouble.DISPLAY_LOST,
        Trouble.CAMERA_LOST,
        Trouble.NOT_KEPT,
        Trouble.TOO_HOT,
    )
