"""Sample clips as raw frames in a file that two processes can read."""

from pathlib import Path

import av
import cv2
import numpy as np

from models.fetching.samples import sample


def frames_of(name, short_side=None, limit=None):
    """The RGB frames of a sample clip, shrunk so that the shorter side has `short_side` px."""
    with av.open(str(sample(name))) as film:
        for number, picture in enumerate(film.decode(video=0)):
            if number == limit:
                return
            image = picture.to_ndarray(format="rgb24")
            if short_side:
                scale = short_side / min(image.shape[:2])
                size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
                image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
            yield image


def store(name, folder: Path, short_side=None, limit=None):
    """Write the frames into `folder`; the file and its shape (n, height, width, 3)."""
    path = folder / f"{name}.rgb"
    count = 0
    shape = None
    with path.open("wb") as file:
        for image in frames_of(name, short_side, limit):
            file.write(np.ascontiguousarray(image).tobytes())
            shape = image.shape
            count += 1
    return path, (count, *shape)
