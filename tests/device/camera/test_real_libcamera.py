"""The driver for the Pi's camera on a real picamera2 and libcamera, whose pipeline "virtual" is the sensor.

The system for it is made by tests/hardware/libcamera.sh, in minutes, the first time.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.needs import Need

ROOT = Path(__file__).parents[3]
HARDWARE = ROOT / "tests/hardware"
SYSTEM = ROOT / "build/libcamera/system"
RUN_MAX_S = 240
# quarters of the known picture, as in real_libcamera.py
COLOURS = np.array([(200, 40, 40), (40, 180, 60), (50, 70, 200), (210, 210, 210)])


def why_not():
    if os.environ.get("FORMBOX_LIBCAMERA") != "1":
        return "makes a Debian with libcamera in it: only with FORMBOX_LIBCAMERA=1"
    if os.geteuid() != 0:
        return "making a Debian needs root"
    if shutil.which("mmdebstrap") is None:
        return "not installed: mmdebstrap"
    return None


REASON = why_not()
pytestmark = [Need.LIBCAMERA.unless(REASON is None, REASON), pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def seen():
    """What the driver saw inside."""
    subprocess.run([HARDWARE / "libcamera.sh"], check=True)
    done = subprocess.run(
        [HARDWARE / "inside.sh", SYSTEM, "/opt/venv/bin/python", "/mnt/tests/hardware/real_libcamera.py"],
        capture_output=True, text=True, check=False, timeout=RUN_MAX_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    for life in found["lives"]:
        steps, ages = np.array(life["steps_ms"]), np.array(life["ages_ms"])
        print(
            f"steps {np.median(steps):.2f} ms ({steps.min():.1f} to {steps.max():.1f}),"
            f" age {np.median(ages):.1f} ms (at most {ages.max():.1f}),"
            f" first picture after {life['opened_s']:.2f} s, closed in {life['closed_s']:.2f} s"
        )
    print(f"lost and back after {found['kept']['back_after_s']:.1f} s")
    return found


def test_the_camera_is_found_by_its_name(seen):
    assert seen["cameras"] == ["A virtual camera"]


def test_it_is_opened_read_and_closed_three_times(seen):
    assert len(seen["lives"]) == 3
    for life in seen["lives"]:
        assert life["held"] <= 1  # the one that may have come between the last read and the question
        assert life["refused"]
        assert life["closed_s"] < 3


def test_pictures_are_a_thirtieth_of_a_second_apart(seen):
    for life in seen["lives"]:
        # a busy machine loses one now and then: the next is two steps on
        assert np.median(life["steps_ms"]) == pytest.approx(1000 / 30, abs=1.0)
        assert min(life["steps_ms"]) > 0


def test_a_picture_is_as_old_as_its_way_here(seen):
    for life in seen["lives"]:
        assert 0 < np.median(life["ages_ms"]) < 1000 / 30


def test_a_capture_keeps_to_its_time(seen):
    for life in seen["lives"]:
        assert life["none_in_no_time"]
        assert life["no_time_s"] < 0.02


def test_the_format_that_came_is_the_one_that_is_read(seen):
    """RGB888 and YUV420 were asked for; this pipeline gives NV12 and nothing else."""
    for life in seen["lives"]:
        assert life["streams"] == [["NV12", [1280, 720]], ["NV12", [640, 360]]]
        assert life["size"] == [720, 1280, 3]
        assert life["small"] == [360, 640, 3]
        assert life["contiguous"]


def test_the_known_picture_comes_out_in_its_colours(seen):
    # This pipeline passes a JPEG's full range of 0 to 255 on as video's 16 to 235, as which it is read.
    red, green, blue = COLOURS.T
    bright = 0.299 * red + 0.587 * green + 0.114 * blue
    expected = 1.164 * (bright[:, None] - 16) + 1.138 * (COLOURS - bright[:, None])
    for life in seen["lives"]:
        for colours in (life["colours"], life["small_colours"]):
            assert np.abs(np.array(colours) - expected).max() < 4


def test_a_sensor_that_falls_silent_is_lost_and_comes_back(seen):
    kept = seen["kept"]
    assert kept["states"] == ["opening", "live", "lost", "live"]
    assert kept["name"] == "A virtual camera"
    assert 5 < kept["back_after_s"] < 20


def test_nothing_of_it_stays_behind(seen):
    assert seen["threads"] == ["MainThread", "virtual sensor"]
