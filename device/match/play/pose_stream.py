"""Gives the camera's newest picture with the poses in it.

Two threads, camera and pose, with a one-slot mailbox behind each: a newer picture replaces one that was not
taken, because a late picture is useless. People are ordered from left to right as the picture is shown.
`device.camera.kept` reopens a lost camera.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from device.messages import Frame, Pose, PosedFrame
from device.ports import Camera, Clock, PoseEstimator
from device.runtime.mailbox import Mailbox
from device.runtime.worker import Worker

READ_WAIT_S: Final = 0.3
# Added to the pose thread's niceness, so that drawing comes first where processor time is short: in trials on
# half a core, pictures were shown 13 times a second and not 8 to 10, with 5 poses a second instead of 7
# (docs/MEASURED.md); scores get worse below 5.
POSE_NICE: Final = 3
# A picture older than this, s, no longer shows what the person does: it must be neither shown nor judged.
FRESH_S: Final = 1.0
# Rates and delays are measured over so many pictures: two seconds of a 30 fps camera.
RECENT: Final = 60


@dataclass(frozen=True, slots=True)
class Figures:
    """Rates and delay over the last RECENT pictures; None while unknown.

    size: (width, height) px; camera_fps, pose_fps: pictures per second; delay_ms: the median time from the
    taking of a picture until its poses were known.
    """

    size: tuple[int, int] | None = None
    camera_fps: float | None = None
    pose_fps: float | None = None
    delay_ms: float | None = None


class PoseSource(Protocol):
    """What a match takes its pictures and poses from."""

    def take(self) -> PosedFrame | None:
        """The newest picture with its poses, one per person, if it was not taken before; else None."""
        ...

    def check(self) -> None:
        """Raise the error that ended a thread, if any."""
        ...


class PoseStream:
    """Camera and pose threads, running between `start` and `stop`; may be started again."""

    def __init__(
        self,
        open_camera: Callable[[], Camera],
        estimator_for: Callable[[int], PoseEstimator],
        clock: Clock,
        *,
        people: int = 1,
        mirrored: bool = False,
    ) -> None:
        """open_camera: called by `start`; estimator_for: creates one for that number of people.

        people: 0, 1 or 2, see `watch`; mirrored: whether the picture is shown mirrored, which reverses the
        order of people.
        """
        self._open_camera = open_camera
        self._estimator_for = estimator_for
        self._clock = clock
        self._wanted = people
        self._every_s = 0.0
        self.mirrored = mirrored
        self._camera: Camera | None = None
        self._estimator: PoseEstimator | None = None
        self._people = 0
        self._looked_at = -np.inf
        self._frames: Mailbox[Frame] = Mailbox()
        self._posed: Mailbox[PosedFrame] = Mailbox()
        self._taken: deque[float] = deque(maxlen=RECENT)
        self._known: deque[tuple[float, float]] = deque(maxlen=RECENT)
        self._size: tuple[int, int] | None = None
        self._workers: tuple[Worker, ...] = ()

    @property
    def camera(self) -> Camera | None:
        """The camera between `start` and `stop`."""
        return self._camera

    @property
    def running(self) -> bool:
        """Whether the threads run: between `start` and `stop`."""
        return bool(self._workers)

    @property
    def figures(self) -> Figures:
        """Rates and delay over the last pictures."""
        known = list(self._known)
        delays = [known_at - taken_at for taken_at, known_at in known]
        return Figures(
            self._size,
            _rate(list(self._taken)),
            _rate([known_at for _, known_at in known]),
            1000 * float(np.median(delays)) if delays else None,
        )

    def watch(self, people: int, every_s: float = 0.0) -> None:
        """From the next picture on, look for that many people (0: give pictures without poses).

        every_s: while people are looked for, a picture taken less than so many seconds after the last one
        given is skipped. Raises ValueError for another number of people.
        """
        if people not in (0, 1, 2):
            raise ValueError(f"none, one or two people can be looked for, not {people}")
        self._wanted, self._every_s = people, every_s

    def start(self) -> None:
        """Open the camera and start both threads; nothing when they run. Raises CameraError."""
        if self._workers:
            return
        self._camera = self._open_camera()
        for box in (self._frames, self._posed):
            box.take()
        self._taken.clear()
        self._known.clear()
        self._workers = (Worker("camera", self._read), Worker("pose", self._estimate, POSE_NICE))
        for worker in self._workers:
            worker.start()

    def take(self) -> PosedFrame | None:
        """The newest picture with its poses, one per person, if it was not taken before; else None."""
        return self._posed.take()

    def check(self) -> None:
        """Raise the error that ended a thread, if any."""
        for worker in self._workers:
            worker.check()

    def stop(self) -> None:
        """End both threads and release the camera; safe to call twice."""
        workers, self._workers = self._workers, ()
        try:
            for worker in reversed(workers):
                worker.stop()
        finally:
            camera, self._camera = self._camera, None
            if camera is not None:
                camera.close()
            self._change_estimator(0)

    def _read(self) -> None:
        assert self._camera is not None
        frame = self._camera.read(READ_WAIT_S)
        if frame is not None:
            self._taken.append(frame.time_s)
            self._size = frame.image.shape[1], frame.image.shape[0]
            self._frames.put(frame)

    def _estimate(self) -> None:
        frame = self._frames.take(READ_WAIT_S)
        if frame is None:
            return
        if self._wanted != self._people:
            self._change_estimator(self._wanted)
        if self._estimator is None:
            self._posed.put(PosedFrame(frame, ()))
            return
        if frame.time_s - self._looked_at < self._every_s:
            return
        self._looked_at = frame.time_s
        seen = frame.image if frame.small is None else frame.small
        people = self._estimator.estimate(seen, frame.time_s)
        if frame.small is not None:
            people = tuple(pose and _grown(pose, frame) for pose in people)
        self._posed.put(PosedFrame(frame, people[::-1] if self.mirrored else people))
        self._known.append((frame.time_s, self._clock.now()))

    def _change_estimator(self, people: int) -> None:
        if self._estimator is not None:
            self._estimator.close()
        self._people = people
        self._estimator = self._estimator_for(people) if people else None


def _grown(pose: Pose, frame: Frame) -> Pose:
    """A pose found in the frame's small picture, scaled to px of the large one."""
    assert frame.small is not None
    across = frame.image.shape[1] / frame.small.shape[1]
    down = frame.image.shape[0] / frame.small.shape[0]
    return replace(pose, landmarks=pose.landmarks * np.array([across, down, across], np.float32))


def _rate(times: list[float]) -> float | None:
    """Events per second at these times; None for fewer than two."""
    return (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 and times[-1] > times[0] else None
