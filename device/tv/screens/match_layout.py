"""Where the pictures and scores of a match stand, for each layout, in px of 1920 x 1080."""

from dataclasses import dataclass
from typing import Final

from device.choices import Layout
from device.tv.drawing.theme import MARGIN_X
from device.tv.screens.match_frame import CONTENT_TOP, CONTENT_WIDTH, WIDTH

Area = tuple[float, float, float, float]  # left, top, width, height, as `Scale.box` takes them

# One person beside the tutor: two pictures as large as each other, the score between them.
PANEL_WIDTH: Final = 768
PANEL_HEIGHT: Final = 744
USER_LEFT: Final = WIDTH - MARGIN_X - PANEL_WIDTH
MESSAGE_TOP: Final = 906
MESSAGE_HEIGHT: Final = 88
# Two people beside the tutor: both in one picture, their scores above it. A 16:9 tutor just fills the first
# picture as far as `framing` crops it, and two people in their places fill the second.
TUTOR_WIDTH: Final = 734
TUTOR_HEIGHT: Final = 724
PICTURE_WIDTH: Final = 966
PICTURE_LEFT: Final = WIDTH - MARGIN_X - PICTURE_WIDTH
PICTURE_TOP: Final = 288
PICTURE_HEIGHT: Final = CONTENT_TOP + TUTOR_HEIGHT - PICTURE_TOP
HALF_GAP: Final = 72
HALF_WIDTH: Final = (PICTURE_WIDTH - HALF_GAP) // 2
SAID_TOP: Final = 882
SAID_HEIGHT: Final = 116
SAID_GAP: Final = 20
SAID_WIDTH: Final = 530  # in two lines the longest sentence of the four languages needs 525
# The tutor large: a picture of 16:9 fills it; beside it a column for scores and a small picture of you.
LARGE_WIDTH: Final = 1324
SIDE_GAP: Final = 32
SIDE_LEFT: Final = MARGIN_X + LARGE_WIDTH + SIDE_GAP
SIDE_WIDTH: Final = WIDTH - MARGIN_X - SIDE_LEFT
SMALL_TOP: Final = 448  # of one person's own small picture, which is a square about
PAIR_SMALL_TOP: Final = 662
STACKED_HEIGHT: Final = 252
STACKED_PITCH: Final = 260
ALONE_PITCH: Final = 330  # of two people's scores without a picture below them


@dataclass(frozen=True, slots=True)
class Places:
    """tutor, user: the pictures, user None where it is not shown; scores and said: one area per person;
    everybody: for a sentence to all.
    """

    tutor: Area
    user: Area | None
    scores: tuple[Area, ...]
    said: tuple[Area, ...]
    everybody: Area


def places_of_one(layout: Layout) -> Places:
    """Where one person's match stands."""
    strip = (MARGIN_X, MESSAGE_TOP, CONTENT_WIDTH, MESSAGE_HEIGHT)
    tutor = (MARGIN_X, CONTENT_TOP, LARGE_WIDTH, PANEL_HEIGHT)
    if layout is Layout.TUTOR_ONLY:
        return Places(tutor, None, ((SIDE_LEFT, CONTENT_TOP, SIDE_WIDTH, PANEL_HEIGHT),), (strip,), strip)
    if layout is Layout.TUTOR_LARGE:
        user = (SIDE_LEFT, SMALL_TOP, SIDE_WIDTH, CONTENT_TOP + PANEL_HEIGHT - SMALL_TOP)
        score = (SIDE_LEFT, CONTENT_TOP, SIDE_WIDTH, SMALL_TOP - CONTENT_TOP - SIDE_GAP / 2)
        return Places(tutor, user, (score,), (strip,), strip)
    between = (MARGIN_X + PANEL_WIDTH, CONTENT_TOP, CONTENT_WIDTH - 2 * PANEL_WIDTH, PANEL_HEIGHT)
    return Places(
        (MARGIN_X, CONTENT_TOP, PANEL_WIDTH, PANEL_HEIGHT),
        (USER_LEFT, CONTENT_TOP, PANEL_WIDTH, PANEL_HEIGHT),
        (between,),
        (strip,),
        strip,
    )


def places_of_two(layout: Layout) -> Places:
    """Where the match of two stands; what belongs to the left one comes first."""
    if layout is Layout.BESIDE:
        said = WIDTH - MARGIN_X - 2 * SAID_WIDTH - SAID_GAP
        scores = tuple(
            (left, CONTENT_TOP, HALF_WIDTH, PICTURE_TOP - CONTENT_TOP)
            for left in (PICTURE_LEFT, PICTURE_LEFT + HALF_WIDTH + HALF_GAP)
        )
        return Places(
            (MARGIN_X, CONTENT_TOP, TUTOR_WIDTH, TUTOR_HEIGHT),
            (PICTURE_LEFT, PICTURE_TOP, PICTURE_WIDTH, PICTURE_HEIGHT),
            scores,
            tuple((said + n * (SAID_WIDTH + SAID_GAP), SAID_TOP, SAID_WIDTH, SAID_HEIGHT) for n in range(2)),
            (PICTURE_LEFT, SAID_TOP, PICTURE_WIDTH, SAID_HEIGHT),
        )
    alone = layout is Layout.TUTOR_ONLY
    half = (CONTENT_WIDTH - SAID_GAP) / 2
    pitch = ALONE_PITCH if alone else STACKED_PITCH
    small = (SIDE_LEFT, PAIR_SMALL_TOP, SIDE_WIDTH, CONTENT_TOP + TUTOR_HEIGHT - PAIR_SMALL_TOP)
    return Places(
        (MARGIN_X, CONTENT_TOP, LARGE_WIDTH, TUTOR_HEIGHT),
        None if alone else small,
        tuple((SIDE_LEFT, CONTENT_TOP + n * pitch, SIDE_WIDTH, STACKED_HEIGHT) for n in range(2)),
        tuple((MARGIN_X + n * (half + SAID_GAP), SAID_TOP, half, SAID_HEIGHT) for n in range(2)),
        (MARGIN_X, SAID_TOP, CONTENT_WIDTH, SAID_HEIGHT),
    )
