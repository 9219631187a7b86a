"""The kernel's codes of keys and buses, and the Press of each key of a remote.

Source: include/uapi/linux/input-event-codes.h and input.h; for TV remotes by HDMI-CEC the kernel's keymap
rc-cec.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from device.presses import Press

EV_SYN: Final = 0x00
EV_KEY: Final = 0x01
# the kernel's buffer overflowed: releases may be lost
SYN_DROPPED: Final = 3

# bus types
BUS_CEC: Final = 0x1E

KEY_A: Final = 30
KEY_Z: Final = 44
BTN_MISC: Final = 0x100
KEY_OK: Final = 0x160
KEY_SELECT: Final = 0x161

PRESSES: Final[Mapping[int, Press]] = MappingProxyType(
    {
        103: Press.UP,  # KEY_UP
        108: Press.DOWN,  # KEY_DOWN
        105: Press.LEFT,  # KEY_LEFT
        106: Press.RIGHT,  # KEY_RIGHT
        KEY_OK: Press.OK,
        KEY_SELECT: Press.OK,
        28: Press.OK,  # KEY_ENTER
        96: Press.OK,  # KEY_KPENTER
        158: Press.BACK,  # KEY_BACK
        174: Press.BACK,  # KEY_EXIT
        1: Press.BACK,  # KEY_ESC
        0x19C: Press.BACK,  # KEY_PREVIOUS
        172: Press.HOME,  # KEY_HOMEPAGE
        102: Press.HOME,  # KEY_HOME
        0x26A: Press.HOME,  # KEY_ROOT_MENU
        139: Press.MENU,  # KEY_MENU
        127: Press.MENU,  # KEY_COMPOSE, the menu key of many small remotes
        0x26B: Press.MENU,  # KEY_MEDIA_TOP_MENU
        0x1B6: Press.MENU,  # KEY_CONTEXT_MENU
        141: Press.MENU,  # KEY_SETUP
        0x165: Press.MENU,  # KEY_OPTION
        0x166: Press.MENU,  # KEY_INFO
        207: Press.PLAY,  # KEY_PLAY
        164: Press.PLAY,  # KEY_PLAYPAUSE
        200: Press.PLAY,  # KEY_PLAYCD
        119: Press.PAUSE,  # KEY_PAUSE
        201: Press.PAUSE,  # KEY_PAUSECD
        128: Press.PAUSE,  # KEY_STOP
        166: Press.PAUSE,  # KEY_STOPCD
        115: Press.LOUDER,  # KEY_VOLUMEUP
        114: Press.QUIETER,  # KEY_VOLUMEDOWN
        # coloured keys: some TVs pass on no others
        0x18E: Press.BACK,  # KEY_RED
        0x18F: Press.OK,  # KEY_GREEN
        0x190: Press.PLAY,  # KEY_YELLOW
        0x191: Press.MENU,  # KEY_BLUE
    }
)
