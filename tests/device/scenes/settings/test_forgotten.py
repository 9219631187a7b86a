"""A forgotten PIN is replaced with the remote in hand, without a signed-in phone and without a shell."""

from sqlalchemy import select

from device.presses import Press
from device.scenes.destinations import Place
from device.scenes.settings.settings import PAGES, SETTINGS
from device.store import attempts
from device.store.codes import guess
from device.store.tables import Attempt, Member, PairingCode
from device.views import IdleView, SettingsView


def page(house):
    house.go(Place.SETTINGS)
    downs = len(SETTINGS) + PAGES.index(Place.FORGOTTEN)
    return house.press(*[Press.UP] * 20, *[Press.DOWN] * downs, Press.OK)


def test_a_code_for_one_member_is_shown_and_their_pin_is_valid_until_it_is_used(house):
    house.member("Mia")
    zoe = house.member("Zoe")
    with house.database.session() as rows:
        rows.get_one(Member, zoe).secret = "the old hash"
        attempts.admit(rows, house.now(), ["code:10.0.0.1", "name:zoe"])
    view = page(house)
    assert isinstance(view, SettingsView)
    assert [row.name for row in view.rows] == ["Mia", "Zoe"]
    shown = house.press(Press.DOWN, Press.OK)
    assert isinstance(shown, IdleView)
    with house.database.session() as rows:
        found = guess(rows, house.now(), shown.code)
        assert found.member_id == zoe
        assert rows.get_one(Member, zoe).secret == "the old hash"
        assert rows.scalars(select(Attempt.key)).all() == ["name:zoe"]


def test_back_changes_nothing(house):
    house.member("Mia")
    page(house)
    assert isinstance(house.press(Press.BACK), SettingsView)
    with house.database.reading() as rows:
        assert rows.scalars(select(PairingCode)).all() == []


def test_a_box_without_members_has_nobody_to_choose(house):
    assert page(house).rows == ()
    assert isinstance(house.press(Press.OK, Press.DOWN), SettingsView)
