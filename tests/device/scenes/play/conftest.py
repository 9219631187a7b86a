import pytest

from device.presses import Press


@pytest.fixture
def match(house):
    """A lesson of 100 s with two exercises; `play` plays it for those in `ids`."""
    house.mia, house.noah = house.member("Mia"), house.member("Noah")
    house.press_id = house.lesson("Press", segments=((0.0, 30.0, "Squat"), (40.0, 60.0, None)))
    house.ids = (house.mia,)

    def play(during=None, *, until=None):
        """Play with functions called by the number of the step.

        Gives the view after the match, or after so many steps (`until`).
        """
        number = len(house.played) + 1
        house.during |= {(number, step): acts for step, acts in (during or {}).items()}
        house.get_ready(house.press_id, *house.ids)
        house.screen.press(Press.OK)
        if until is None:
            house.press()
        else:
            while len(house.commands) < until:
                house.loop.round()
                house.loop.wait(house.clock.now())
        return house.screen.shown[-1]

    house.play = play
    return house
