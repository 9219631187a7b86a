import av
import cv2
import pytest

from models.errors import ModelFetchError
from models.fetching.samples import sample
from tests.needs import Need


@pytest.fixture(scope="session")
def clip():
    """The first frames of a sample clip, RGB, the shorter side `short_side` px."""

    def frames(name, count, short_side=360):
        try:
            path = sample(name)
        except ModelFetchError as error:
            Need.SAMPLES.skip(error)
        pictures = []
        with av.open(str(path)) as film:
            for picture in film.decode(video=0):
                if len(pictures) == count:
                    break
                image = picture.to_ndarray(format="rgb24")
                scale = short_side / min(image.shape[:2])
                size = (round(image.shape[1] * scale), round(image.shape[0] * scale))
                pictures.append(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
        return pictures

    return frames
