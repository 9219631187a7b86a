"""picamera2 on a machine that is no Raspberry Pi: libcamera's pipeline "virtual" in place of a sensor.

Import this before anything asks for picamera2. It changes nothing of what the driver under test does; it
gives picamera2 what a PC's kernel and that pipeline lack: buffers (no DMA heaps here), two planes in an NV12
buffer, a pace, the status of a picture, raw formats, and the module of a screen that nobody opens.
"""

import contextlib
import functools
import mmap
import os
import queue as queue_module
import sys
import threading
import time
import types
from pathlib import Path

import libcamera

CONFIGURATION = Path("/usr/share/libcamera/pipeline/virtual/virtual.yaml")
FPS = 30.0


class _Names:
    """Whatever the screen's module asks for by name."""

    def __getattr__(self, name):
        return name


def _no_screen():
    """picamera2 imports a screen's module while it is imported itself, and uses it only for a preview."""
    module = types.ModuleType("pykms")
    module.PixelFormat = module.PlaneType = _Names()
    sys.modules["pykms"] = module


_no_screen()
import picamera2.picamera2  # noqa: E402 - needs the module above
from picamera2.allocators.allocator import Allocator, Sync  # noqa: E402


def configure(sizes, pictures, model="A virtual camera"):
    """Write libcamera's configuration: one camera of these sizes [(width, height)], showing `pictures`."""
    lines = ['"Virtual0":', "  supported_formats:"]
    for width, height in sizes:
        lines += [f"  - width: {width}", f"    height: {height}", "    frame_rates:", f"    - {FPS:.0f}"]
    lines += ["  frames:", f'    path: "{pictures}"', '  location: "CameraLocationExternal"']
    CONFIGURATION.parent.mkdir(parents=True, exist_ok=True)
    CONFIGURATION.write_text("\n".join([*lines, f'  model: "{model}"']) + "\n")


class MappedMemory(Sync):
    """Memory that needs no bringing in step: the same for the camera and for who reads."""

    def __init__(self, allocator, buffer, write):
        self._memory = allocator.mapped_buffers[buffer]

    def __enter__(self):
        return self._memory

    def __exit__(self, *_):
        pass


class MemoryAllocator(Allocator):
    """Buffers in anonymous memory files, an NV12 buffer of two planes."""

    def __init__(self):
        super().__init__()
        self.sync = MappedMemory
        self.mapped_buffers = {}
        self._buffers = {}
        self._files = []
        self.held = 0

    def allocate(self, libcamera_config, _):
        self.close()
        for stream in libcamera_config:
            self._buffers[stream.stream] = [self._buffer(stream) for _ in range(stream.buffer_count)]

    def buffers(self, stream):
        return self._buffers[stream]

    def acquire(self, buffers):
        self.held += 1

    def release(self, buffers):
        self.held -= 1

    def close(self):
        self._buffers, self.mapped_buffers = {}, {}
        while self._files:
            os.close(self._files.pop())

    def __del__(self):
        self.close()

    def _buffer(self, stream):
        file = os.memfd_create("picture")
        self._files.append(file)
        os.ftruncate(file, stream.frame_size)
        bright = stream.stride * stream.size.height
        planes = []
        for offset, length in ((0, bright), (bright, stream.frame_size - bright)):
            plane = libcamera.FrameBuffer.Plane()
            plane.fd, plane.offset, plane.length = file, offset, length
            planes.append(plane)
        buffer = libcamera.FrameBuffer(planes)
        self.mapped_buffers[buffer] = mmap.mmap(file, stream.frame_size)
        return buffer


class Pace:
    """Hands requests to the camera FPS times a second: the pipeline fills one as soon as it has it."""

    def __init__(self, queue, stop):
        self._queue, self._stop = queue, stop
        self._waiting = queue_module.SimpleQueue()
        self._lock = threading.Lock()
        self.flowing = True
        threading.Thread(target=self._run, name="virtual sensor", daemon=True).start()

    def queue(self, camera, request):
        self._waiting.put((camera, request))

    def stop(self, camera):
        with self._lock:
            while not self._waiting.empty():
                self._waiting.get()
            self._stop(camera)

    def _run(self):
        due = time.monotonic()
        while True:
            due = max(due + 1 / FPS, time.monotonic())
            time.sleep(max(due - time.monotonic(), 0.0))
            with self._lock, contextlib.suppress(queue_module.Empty):
                if self.flowing:
                    self._queue(*self._waiting.get_nowait())


def _with_pace(camera, name, *arguments):
    return getattr(pace, name)(camera, *arguments)


def _generate(original):
    def generate(camera, roles):
        # this pipeline has no raw stream, and picamera2 asks what a sensor's would be
        video = libcamera.StreamRole.VideoRecording
        return original(camera, [video if role == libcamera.StreamRole.Raw else role for role in roles])

    return generate


libcamera.Camera.generate_configuration = _generate(libcamera.Camera.generate_configuration)
pace = Pace(libcamera.Camera.queue_request, libcamera.Camera.stop)
libcamera.Camera.queue_request = functools.partialmethod(_with_pace, "queue")
libcamera.Camera.stop = functools.partialmethod(_with_pace, "stop")
# This pipeline leaves a buffer's status as it happens to be in memory; if that reads "cancelled", the whole
# request is called cancelled too.
libcamera.Request.status = property(lambda _: libcamera.Request.Status.Complete)
libcamera.FrameMetadata.status = property(lambda _: libcamera.FrameMetadata.Status.Success)
picamera2.picamera2.DmaAllocator = MemoryAllocator
