"""Writes frames and sound into an MP4 file (H.264, AAC), complete or not at all.

Decides the container and how sound and frames interleave. The file gets its name only once it is complete and
on the disk.
"""

import errno
import os
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
import numpy as np
from av.container import OutputContainer
from numpy.typing import NDArray

from models.files import put_in_place

# ticks per second, MPEG's usual clock: the frame duration of every common rate is a whole number of them
TICKS: Final = 90_000
AAC_BIT_RATE: Final = 128_000
SAMPLES_A_BLOCK: Final = 1024
_LAYOUTS: Final = {1: "mono", 2: "stereo"}


class FilmWriter:
    """An mp4 with H.264 pictures and, if `audio_rate` is given, AAC sound.

    Frames come with rising times (s); sound is one stream of samples from time 0 and may be given in any
    portions, before or after the frames it belongs to. Leaving `with` by an exception discards the film.
    """

    def __init__(
        self,
        path: Path,
        width: int,
        height: int,
        fps: float,
        audio_rate: int | None = None,
        *,
        channels: int = 2,
        preset: str = "veryfast",
        crf: int = 20,
        threads: int = 0,
    ) -> None:
        """Start a film of width x height px; `fps` is only nominal. Raises ValueError or OSError."""
        if width < 2 or height < 2 or fps <= 0:
            raise ValueError(f"a film needs a size and a rate, not {width}x{height} at {fps}")
        if channels not in _LAYOUTS:
            raise ValueError(f"sound has 1 or 2 channels, not {channels}")
        self.path = Path(path)
        if self.path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "there is a folder of this name", str(self.path))
        self._part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._size = (height, width)
        self._last_tick = -1
        self._rate, self._channels = audio_rate, channels
        self._waiting: list[NDArray[np.float32]] = []
        self._sent = 0
        # PyAV opens the file late; a missing folder shall fail here
        self._part.open("wb").close()
        file = av.open(str(self._part), "w", format="mp4", options={"movflags": "+faststart"})
        self._file: OutputContainer | None = file
        try:
            self._open_streams(file, width, height, fps, preset, crf, threads)
        except BaseException:
            self.discard()
            raise

    def _open_streams(
        self,
        file: OutputContainer,
        width: int,
        height: int,
        fps: float,
        preset: str,
        crf: int,
        threads: int,
    ) -> None:
        # without B-frames the file is in order of time, so that uneven frame times keep their durations
        options = {"preset": preset, "crf": str(crf), "bf": "0"}
        rate = Fraction(fps).limit_denominator(1001)
        self._video = file.add_stream("libx264", rate=rate, options=options)
        # yuv420p stores one colour for 2 x 2 pixels, so an odd side gets one more row or column
        self._video.width, self._video.height = width + width % 2, height + height % 2
        self._video.pix_fmt = "yuv420p"
        self._video.codec_context.time_base = Fraction(1, TICKS)
        self._video.codec_context.thread_count = threads
        self._frame_ticks = round(TICKS / fps)
        self._audio = None
        if self._rate is not None:
            self._audio = file.add_stream("aac", rate=self._rate)
            self._audio.layout = _LAYOUTS[self._channels]
            self._audio.bit_rate = AAC_BIT_RATE

    def add(self, image_rgb: NDArray[np.uint8], time_s: float) -> None:
        """Add a frame (H, W, 3) uint8 later than the last. Raises ValueError for another shape or time."""
        if image_rgb.shape != (*self._size, 3) or image_rgb.dtype != np.uint8:
            raise ValueError(
                f"a picture must be uint8 {(*self._size, 3)}, not {image_rgb.dtype} {image_rgb.shape}"
            )
        tick = round(time_s * TICKS)
        if tick <= self._last_tick:
            raise ValueError(
                f"pictures must come in order: {time_s} s is not after {self._last_tick / TICKS} s"
            )
        height, width = self._size
        if height % 2 or width % 2:
            image_rgb = np.pad(image_rgb, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image_rgb), format="rgb24")
        frame.pts, frame.time_base = tick, Fraction(1, TICKS)
        self._last_tick = tick
        self._put_video(frame)
        self._put_sound(tick / TICKS)

    def sound(self, samples: NDArray[np.float32]) -> None:
        """Append samples (N, channels), -1 to 1. Raises ValueError for another shape or without sound."""
        if self._audio is None:
            raise ValueError("this film was opened without sound")
        block = np.asarray(samples, np.float32)
        if block.ndim != 2 or block.shape[1] != self._channels:
            raise ValueError(f"samples must be (N, {self._channels}), not {block.shape}")
        self._waiting.append(block)
        self._put_sound(self._last_tick / TICKS)

    def _put_video(self, frame: av.VideoFrame | None) -> None:
        assert self._file is not None
        for packet in self._video.encode(frame):
            # without it the last frame would have no duration
            if not packet.duration:
                packet.duration = self._frame_ticks
            self._file.mux(packet)

    def _put_sound(self, until_s: float) -> None:
        """Encode waiting sound up to a time, so that it is stored beside its frames."""
        if self._audio is None or self._rate is None or not self._waiting:
            return
        wanted = until_s * self._rate - self._sent
        if wanted < SAMPLES_A_BLOCK:
            return
        samples = np.concatenate(self._waiting)
        final = np.isinf(until_s)
        while len(samples) >= SAMPLES_A_BLOCK and self._sent < until_s * self._rate:
            self._encode_sound(samples[:SAMPLES_A_BLOCK])
            samples = samples[SAMPLES_A_BLOCK:]
        if final and len(samples):
            self._encode_sound(samples)
            samples = samples[:0]
        self._waiting = [samples] if len(samples) else []

    def _encode_sound(self, samples: NDArray[np.float32]) -> None:
        assert self._file is not None
        assert self._audio is not None
        assert self._rate is not None
        planes = np.ascontiguousarray(np.clip(samples, -1, 1).T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=_LAYOUTS[self._channels])
        frame.sample_rate, frame.pts, frame.time_base = self._rate, self._sent, Fraction(1, self._rate)
        self._sent += len(samples)
        self._file.mux(self._audio.encode(frame))

    def close(self) -> None:
        """Finish the file and give it its name. Without a frame it is discarded: ValueError."""
        if self._file is None:
            return
        if self._last_tick < 0:
            self.discard()
            raise ValueError("a film needs at least one picture")
        try:
            self._put_sound(np.inf)
            self._put_video(None)
            if self._audio is not None:
                self._file.mux(self._audio.encode(None))
            self._file.close()
            self._file = None
            put_in_place(self._part, self.path)
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Remove the unfinished file. Safe to call twice and after `close`."""
        if self._file is not None:
            file, self._file = self._file, None
            # writing the trailer of a discarded file may fail
            with suppress(OSError, ValueError):
                file.close()
        self._part.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the film, or discard it after an exception."""
        if kind is None:
            self.close()
        else:
            self.discard()
