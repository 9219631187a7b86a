"""An emulated PC with a screen and a sound card, and what can be seen of it from outside.

TCG only: the processor is emulated, about 20 times slower than the machine that emulates it. The screen is a
virtio GPU, which Linux drives by KMS as it drives a TV's; what the sound card plays goes into a WAV file.
"""

import socket
import subprocess
import time

import cv2

STEP_S = 1.0
START_MAX_S = 60.0
QUIT_MAX_S = 20.0
MEMORY_MB = 2048
# Without AVX: the gathers that Mesa's software renderer compiles for it read wild addresses in QEMU 7.2.
CPU = "Nehalem"
# who plays: the other processes would only take time from it
MASKED = (
    "formbox-admin.service",
    "formbox-overnight.service",
    "formbox-overnight.timer",
    "formbox-fetch.path",
)


class Emulator:
    """`with Emulator(disk, folder, wanted=unit) as machine:` starts it; changes to the disk are dropped."""

    def __init__(self, disk, folder, size, wanted=(), masked=()):
        """disk: (kernel, first file system, image); size: px of the screen; wanted and masked: units."""
        kernel, first, image = disk
        self.console = folder / "console.log"
        self.sound = folder / "sound.wav"
        self._folder = folder
        self._monitor = folder / "monitor"
        units = [
            *(f"systemd.wants={name}" for name in wanted),
            *(f"systemd.mask={name}" for name in (*MASKED, *masked)),
        ]
        self._command = [
            "qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", CPU, "-smp", "2",
            "-m", str(MEMORY_MB),
            "-display", "none", "-no-reboot", "-snapshot", "-kernel", str(kernel), "-initrd", str(first),
            "-append", f"root=/dev/vda rw console=ttyS0 quiet systemd.show_status=false {' '.join(units)}",
            "-drive", f"file={image},if=virtio,format=raw",
            "-vga", "none", "-device", f"virtio-gpu-pci,xres={size[0]},yres={size[1]}",
            "-audiodev", f"wav,id=sound,path={self.sound}",
            "-device", "qemu-xhci", "-device", "usb-audio,audiodev=sound",
            "-nic", "none", "-serial", f"file:{self.console}",
            "-monitor", f"unix:{self._monitor},server,nowait",
        ]  # fmt: skip

    def __enter__(self):
        self.began = time.monotonic()
        self._qemu = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.until(self._monitor.exists, START_MAX_S)
        return self

    def __exit__(self, *_):
        if self._qemu.poll() is None:
            try:
                self.tell("quit")  # a WAV file is whole only after an orderly end
                self._qemu.wait(QUIT_MAX_S)
            except (OSError, subprocess.TimeoutExpired):
                self._qemu.kill()
                self._qemu.wait()

    def tell(self, line):
        """A line to qemu's monitor."""
        with socket.socket(socket.AF_UNIX) as monitor:
            monitor.settimeout(20)
            monitor.connect(str(self._monitor))
            _until_prompt(monitor)
            monitor.sendall(f"{line}\n".encode())
            if line != "quit":
                _until_prompt(monitor)

    def picture(self, name="screen"):
        """What the screen shows now: BGR (height, width, 3); written beside the console's log as well."""
        path = self._folder / f"{name}.ppm"
        self.tell(f"screendump {path}")
        image = cv2.imread(str(path))
        cv2.imwrite(str(path.with_suffix(".png")), image)
        path.unlink()
        return image

    def said(self):
        """What stood on the console so far."""
        return self.console.read_text(errors="replace") if self.console.exists() else ""

    def until(self, happens, limit_s):
        """What `happens()` gives as soon as it is true; AssertionError with the console when it never is."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            found = happens()
            if found:
                return found
            assert self._qemu.poll() is None, f"the machine ended:\n{self.said()[-4000:]}"
            time.sleep(STEP_S)
        raise AssertionError(f"not within {limit_s} s:\n{self.said()[-4000:]}")


def _until_prompt(monitor):
    heard = b""
    while b"(qemu)" not in heard:
        piece = monitor.recv(4096)
        if not piece:
            raise ConnectionError(f"qemu closed its monitor: {heard!r}")
        heard += piece
