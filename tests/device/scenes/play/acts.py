"""What people do in the middle of a match, as functions that House calls, and what the store has of it."""

from device.presses import Press
from device.scenes.play.menu import Choice
from device.store import bookmarks, matches


def keys(house, *presses):
    """Press these keys."""
    return [lambda: house.screen.press(*presses)]


def sends(house, *commands):
    """Send these commands from a phone."""
    return [lambda: house.phones.command(*commands)]


def choose(choice):
    """The presses that pause a match and choose this in its menu."""
    return (Press.OK, *[Press.DOWN] * list(Choice).index(choice), Press.OK)


def kept(house):
    """The matches in the history."""
    with house.database.reading() as session:
        return matches.played(session)


def left(house):
    """Where Mia left the lesson; None when she did not."""
    with house.database.reading() as session:
        found = bookmarks.newest(session, [house.mia])
        return next((one for one in found if one.lesson_id == house.press_id), None)
