"""picamera2 with a sensor that is not there: a double that holds its user to the library's contract.

What is strict: configured before it is started and never after, controls that the camera has, one job after
the other, every request given back exactly once and not looked at afterwards, nothing after close, no stop
behind a capture that waits (that hangs for ever). Pictures come every 1 / 30 s of a stepped clock, as long as
a buffer is free.
"""

from concurrent.futures import CancelledError

import numpy as np

FPS = 30
BUFFER_BYTES = {"RGB888": 3, "BGR888": 3, "XBGR8888": 4}
# of a sensor whose fast modes are cut out of the middle
MODES = (
    {"size": (1280, 720), "bit_depth": 10, "fps": 120.0, "crop_limits": (1000, 1000, 1280, 720)},
    {"size": (1640, 1232), "bit_depth": 10, "fps": 41.9, "crop_limits": (0, 0, 3280, 2464)},
    {"size": (1920, 1080), "bit_depth": 10, "fps": 47.6, "crop_limits": (680, 692, 1920, 1080)},
    {"size": (3280, 2464), "bit_depth": 10, "fps": 21.2, "crop_limits": (0, 0, 3280, 2464)},
)


class SimulatedLibrary:
    """The module: `Picamera2(number)`, `Picamera2.global_camera_info()`."""

    def __init__(self, clock, cameras=("imx219",), **sensor):
        self.clock, self.sensor, self.opened = clock, sensor, []
        self.infos = [
            {
                "Model": name,
                "Id": f"/base/axi/pcie/{'usb' if name.endswith('(USB)') else 'i2c'}@1/{name}",
                "Num": n,
            }
            for n, name in enumerate(cameras)
        ]
        library = self

        class Picamera2(SimulatedPicamera2):
            def __init__(self, camera_num=0):
                taken = [camera for camera in library.opened if not camera.closed]
                assert not taken, "a camera is opened once"
                if camera_num >= len(library.infos):
                    raise RuntimeError(f"No camera number {camera_num} found")
                super().__init__(library.clock, **library.sensor)
                library.opened.append(self)

            @staticmethod
            def global_camera_info():
                return library.infos

        self.Picamera2 = Picamera2


class SimulatedPicamera2:
    """One camera, from opening to closing.

    formats: what the pipeline makes of the two streams; hangs_after: so many pictures come, then none;
    breaks_after: so many, then the library raises.
    """

    def __init__(
        self, clock, formats=("RGB888", "YUV420"), sizes=None, hangs_after=None, breaks_after=None,
        modes=MODES, controls=("FrameDurationLimits",), takes_configuration=True,
    ):  # fmt: skip
        self.clock, self.formats, self.sizes = clock, formats, sizes
        self.hangs_after, self.breaks_after = hangs_after, breaks_after
        self.takes_configuration = takes_configuration
        self.sensor_modes = list(modes)
        self.camera_controls = dict.fromkeys(controls, (33333, 120000, 33333))
        self.configuration = self.wished = None
        self.started = self.closed = False
        self.jobs, self.held, self.given = [], 0, 0
        self.clock_began_s = 300.0  # the sensor's clock is not the box's

    def create_video_configuration(
        self, main=None, lores=None, raw=None, buffer_count=6, queue=True, controls=None, sensor=None
    ):
        self._alive()
        for stream in (main, lores):
            assert set(stream) <= {"format", "size", "stride", "preserve_ar"}
            assert not stream["size"][0] % 2
            assert not stream["size"][1] % 2
        assert lores["size"] <= main["size"], "the small stream is the smaller one"
        assert raw is None
        for name in controls or {}:
            real = {"FrameRate": "FrameDurationLimits"}.get(name, name)
            if real not in self.camera_controls:
                raise RuntimeError(f"Control {real} is not advertised by libcamera")
        assert sensor is None or set(sensor) == {"output_size", "bit_depth"}
        return {
            "main": main, "lores": lores, "buffer_count": buffer_count, "queue": queue, "controls": controls,
            "sensor": sensor,
        }  # fmt: skip

    def configure(self, configuration):
        self._alive()
        if self.started:
            raise RuntimeError("Camera must be stopped before configuring")
        if not self.takes_configuration:
            raise RuntimeError("Configuration failed")
        self.wished = configuration
        self.configuration = dict(configuration)
        for number, name in enumerate(("main", "lores")):
            size = configuration[name]["size"] if self.sizes is None else self.sizes[number]
            self.configuration[name] = {"format": self.formats[number], "size": size, "stride": 0}

    def camera_configuration(self):
        self._alive()
        return self.configuration

    def start(self):
        self._alive()
        if self.configuration is None:
            raise RuntimeError("Camera has not been configured")
        self.started = True
        self.started_at = self.clock.now()

    def capture_request(self, wait=None):
        self._alive()
        assert self.started, "a capture of a camera that was not started waits for ever"
        assert wait is False, "a capture without a time limit may hang the box"
        assert not self.jobs, "captures are served in order: one behind another that waits comes too late"
        job = SimulatedJob()
        self.jobs.append(job)
        return job

    def wait(self, job, timeout=None):
        self._alive()
        assert timeout is not None, "waiting without a time limit may hang the box"
        if job.cancelled:
            raise CancelledError
        assert self.jobs[0] is job, "this job is over"
        if self.breaks_after is not None and self.given >= self.breaks_after:
            self.jobs.clear()
            raise RuntimeError("failed to find buffer")
        still = self.hangs_after is not None and self.given >= self.hangs_after
        full = self.held >= self.configuration["buffer_count"]
        number = int((self.clock.now() - self.started_at) * FPS) + 1
        due_s = self.started_at + number / FPS + 0.008 - self.clock.now()
        if still or full or due_s > timeout:
            self.clock.sleep(timeout)
            raise TimeoutError
        self.clock.sleep(due_s)
        self.jobs.clear()
        self.given += 1
        self.held += 1
        return SimulatedRequest(self, self.started_at + number / FPS)

    def cancel_all_and_flush(self):
        self._alive()
        for job in self.jobs:
            job.cancelled = True
        self.jobs.clear()

    def stop(self):
        assert not self.jobs, "a stop behind a capture that waits hangs for ever"
        self.started = False

    def close(self):
        assert not self.held, "closed with a picture in hand"
        assert not self.jobs, "closed with a capture that somebody waits for"
        self.closed, self.started = True, False

    def _alive(self):
        assert not self.closed, "the camera was closed"


class SimulatedJob:
    """A capture that was asked for."""

    cancelled = False


class SimulatedRequest:
    """A picture in the camera's own memory, until it is released."""

    def __init__(self, camera, taken_s):
        self._camera, self._taken_s, self._released = camera, taken_s, False

    def get_metadata(self):
        self._mine()
        return {
            "SensorTimestamp": round((self._taken_s + self._camera.clock_began_s) * 1e9),
            "ExposureTime": 10_000,
        }

    def make_array(self, name):
        """Pure blue, in whatever format."""
        self._mine()
        stream = self._camera.configuration[name]
        width, height = stream["size"]
        if stream["format"] in BUFFER_BYTES:
            blue_at = 0 if stream["format"] == "RGB888" else 2
            pixels = np.zeros((height, width, BUFFER_BYTES[stream["format"]]), np.uint8)
            pixels[..., blue_at] = 255
            return pixels
        pixels = np.full((height * 3 // 2, width), 41, np.uint8)
        colours = pixels[height:]
        if stream["format"] == "NV12":
            colours[:, 0::2], colours[:, 1::2] = 240, 110
        else:
            colours[: height // 4], colours[height // 4 :] = 240, 110
        return pixels

    def release(self):
        self._mine()
        self._released = True
        self._camera.held -= 1

    def _mine(self):
        assert not self._released, "this picture was given back"
