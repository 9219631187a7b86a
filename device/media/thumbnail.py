"""A lesson's thumbnail: a JPEG, 480 px wide."""

from pathlib import Path
from typing import Final

import av
import cv2

from device.failure_reasons import PreparationError, Reason
from device.media.contents import FilmContents
from device.media.pictures import Pictures, as_frame

WIDTH_PX: Final = 480
# Limits the height of very tall films.
HEIGHT_MAX_PX: Final = 960
QUALITY: Final = 82
# Seconds after the wanted time within which a picture is taken.
REACH_S: Final = 10.0


def thumbnail(video: Path, contents: FilmContents, time_s: float) -> bytes:
    """The first picture from `time_s` on, as a JPEG WIDTH_PX wide. Raises PreparationError without one."""
    with Pictures(video, contents) as pictures:
        shown = _at(pictures, time_s) or _at(pictures, 0.0)
    if shown is None:
        raise PreparationError(Reason.DAMAGED)
    image = as_frame(0.0, shown, (contents.width, contents.height), contents.orientation).image
    height = min(max(round(image.shape[0] * WIDTH_PX / image.shape[1]), 1), HEIGHT_MAX_PX)
    interpolation = cv2.INTER_AREA if image.shape[1] > WIDTH_PX else cv2.INTER_LINEAR
    small = cv2.resize(image, (WIDTH_PX, height), interpolation=interpolation)
    good, data = cv2.imencode(
        ".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    )
    if not good:
        raise PreparationError(Reason.DAMAGED)
    return data.tobytes()


def _at(pictures: Pictures, time_s: float) -> av.VideoFrame | None:
    return next((picture for _, picture in pictures.between(time_s, time_s + REACH_S)), None)
