"""Small films and broken ones, made by code for tests."""

from fractions import Fraction

import av
import numpy as np


def write_film(
    path,
    count=20,
    size=(64, 48),
    fps=10,
    *,
    times=None,
    rotation=0,
    sound=False,
    codec="libx264",
    pictures=None,
):
    """`count` pictures: the left half is white, and the number of the picture is its blue value.

    pictures(number, size): what they show instead, RGB.

    sound: True for a tone as long as the pictures, or mono samples (N,) from -1 to 1 at 48 kHz.
    """
    width, height = size
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        if rotation:
            stream.set_display_rotation(rotation)
        silent = sound is False
        tone = None if silent else container.add_stream("aac", rate=48000, layout="stereo")
        for number in range(count):
            image = (pictures or numbered)(number, size)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts = round((times[number] if times else number / fps) * 1000)
            frame.time_base = Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if tone is not None:
            _write_wave(container, tone, _tone(count / fps) if sound is True else sound)
    return path


def numbered(number, size):
    """The picture of a number."""
    image = np.zeros((size[1], size[0], 3), np.uint8)
    image[:, : size[0] // 2] = 255
    image[:, size[0] // 2 :, 2] = number * 10 % 256
    return image


def _tone(seconds):
    return np.sin(2 * np.pi * 440 * np.arange(int(48000 * seconds)) / 48000) * 0.5


def _write_wave(container, stream, wave):
    wave = np.asarray(wave, np.float32)
    for start in range(0, len(wave) - 1024, 1024):
        part = np.stack([wave[start : start + 1024]] * 2)
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = 48000, start, Fraction(1, 48000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def write_sound_only(path):
    """A file with sound and no picture."""
    with av.open(str(path), "w") as container:
        _write_wave(container, container.add_stream("aac", rate=48000, layout="stereo"), _tone(1.0))
    return path
