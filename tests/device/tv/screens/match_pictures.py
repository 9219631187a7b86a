"""The screen of a match of one, drawn, and its parts."""

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import MARGIN_X, REFERENCE_SIZE
from device.tv.screens import match_layout as layout
from device.tv.screens import match_score
from device.tv.screens.match import MatchScreen
from device.tv.screens.match_frame import CONTENT_TOP, CONTENT_WIDTH
from tests.device.tv.looking import region


def draw(view, size=(1920, 1080)):
    canvas = Canvas(size)
    MatchScreen(canvas).draw(view)
    return canvas


def tutor_panel(canvas):
    return region(canvas, MARGIN_X, CONTENT_TOP, layout.PANEL_WIDTH, layout.PANEL_HEIGHT)


def user_panel(canvas):
    left = REFERENCE_SIZE[0] - MARGIN_X - layout.PANEL_WIDTH
    return region(canvas, left, CONTENT_TOP, layout.PANEL_WIDTH, layout.PANEL_HEIGHT)


def bar(canvas):
    width, top, end = match_score.BAR_WIDTH, match_score.BAR_BELOW, match_score.BAR_END
    return region(canvas, (REFERENCE_SIZE[0] - width) / 2, CONTENT_TOP + top, width, end - top)


def strip(canvas):
    return region(canvas, MARGIN_X, layout.MESSAGE_TOP, CONTENT_WIDTH, layout.MESSAGE_HEIGHT)
