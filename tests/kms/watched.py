"""`formbox` with a line a second of how many pictures it presented, and where: runs inside the machine."""

import sys
import time

import pygame

from device.__main__ import main
from device.tv.display.display import Display

_present = Display.present
_times = []
_said = [0.0]
SAY_EVERY_S = 5.0


def _watched(display, *arguments):
    _present(display, *arguments)
    now = time.monotonic()
    if not _times:
        print(f"KMS first {time.clock_gettime(time.CLOCK_BOOTTIME):.1f}", flush=True)
    _times.append(now)
    if now - _said[0] >= SAY_EVERY_S:
        _said[0] = now
        seconds = now - _times[0]
        rate = (len(_times) - 1) / seconds if seconds else 0.0
        where = f"{pygame.display.get_driver()} {pygame.display.get_desktop_sizes()[0]}"
        print(f"KMS presented {len(_times)} pictures, {rate:.2f} fps, on {where}", flush=True)


Display.present = _watched

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
