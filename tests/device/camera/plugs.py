"""Cameras that are plugged in and pulled out, over a clock that a test moves."""

import threading

from device.camera.kept import CameraSource, CameraState, KeptCamera
from device.errors import CameraError
from tests.device.camera.simulated import SimulatedCamera
from tests.device.match.conftest import pictures
from tests.device.runtime.stepped_clock import SteppedClock

# What is done in another thread is done at once here; only a machine that stands still needs longer.
SOON_S = 20.0


class House:
    """Which cameras are plugged in, and what happened to them."""

    def __init__(self):
        self.clock = SteppedClock(1000.0)
        self.plugged = []
        self.broken = set()
        self.opened = []  # (time, name)
        self.threads = set()
        self.cameras = []
        self.looks = 0

    def find(self):
        self.looks += 1
        return [CameraSource(name, lambda name=name: self.open(name)) for name in self.plugged]

    def open(self, name):
        self.threads.add(threading.current_thread().name)
        self.opened.append((self.clock.now(), name))
        open_now = [camera for camera in self.cameras if not camera.closed]
        assert not open_now, "two cameras are open at once"
        if name in self.broken:
            raise CameraError(f"The camera {name} is broken.")
        frames = pictures(10_000, size=(48, 64), fps=10, offset_s=self.clock.now())
        camera = SimulatedCamera(frames, self.clock)
        self.cameras.append(camera)
        return camera

    def unplug(self, name):
        self.plugged.remove(name)
        for camera in self.cameras:
            camera.lost_after = 0

    def kept(self):
        return KeptCamera(self.find, self.clock)


def read_until(camera, clock, end_s):
    """The pictures' number until the clock reaches end_s; every call of a lost camera passes time."""
    count = 0
    while clock.now() < end_s:
        before = clock.now()
        count += camera.read(0.05 if camera.state is CameraState.LIVE else SOON_S) is not None
        if clock.now() == before:  # an opening or a closing ended, which takes no time here
            clock.sleep(0.001)
    return count


def until(camera, state, clock, limit_s=60.0):
    end = clock.now() + limit_s
    while camera.state is not state:
        assert clock.now() < end, camera.state
        camera.read(0.05)
        clock.sleep(0.001)
