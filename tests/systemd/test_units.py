"""What systemd itself says about the units, without one that runs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import Need

UNITS = Path(__file__).parents[2] / "systemd"
OURS = sorted(path.name for kind in ("service", "timer", "path") for path in UNITS.glob(f"*.{kind}"))
# those that run the box's own code; the others are two lines that switch the machine off
SANDBOXED = ["formbox-admin", "formbox-fetch", "formbox-overnight", "formbox-station"]
EXPOSURE_MAX = 2.0

pytestmark = Need.SYSTEMD.unless(shutil.which("systemd-analyze"))


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    """A root folder with the units and every program that they start."""
    root = tmp_path_factory.mktemp("system")
    place = root / "etc/systemd/system"
    place.mkdir(parents=True)
    programs = {"/usr/bin/true"}
    for name in OURS:
        shutil.copy(UNITS / name, place)
        programs |= set(re.findall(r"^Exec\w+=[+!@-]*(\S+)", (UNITS / name).read_text(), re.MULTILINE))
    for program in programs:
        path = root / program[1:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    # the targets that come with systemd
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
    return root


@pytest.mark.parametrize("name", OURS)
def test_systemd_has_nothing_to_say_about_it(system, name):
    done = analyze(f"--root={system}", "verify", "--man=no", name)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


def test_verify_would_say_something(system):
    """An unknown word is only a warning to systemd, so the test above looks at what it says."""
    broken = system / "etc/systemd/system/broken.service"
    broken.write_text("[Service]\nExecStart=/usr/bin/true\nWatchdogSeconds=3\n")
    assert "WatchdogSeconds" in analyze(f"--root={system}", "verify", "--man=no", broken.name).stderr


@pytest.mark.parametrize("name", SANDBOXED)
def test_it_is_well_sandboxed(name):
    done = analyze("security", "--offline=true", "--no-pager", str(UNITS / f"{name}.service"))
    level = float(re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)[1])
    assert level <= EXPOSURE_MAX


def test_each_service_that_runs_our_code_is_looked_at():
    running = {path.stem for path in UNITS.glob("*.service") if "venv/bin" in path.read_text()}
    assert running == set(SANDBOXED)


@pytest.mark.parametrize("name", ["formbox-admin", "formbox-overnight", "formbox-station"])
def test_it_is_watched_and_comes_back(name):
    options = read(name)
    assert options["Type"] == ["notify"]
    assert options["Restart"] == ["always"]
    assert options["StartLimitIntervalSec"] == ["0"]
    assert options["WatchdogSec"]
    assert options["User"] == ["formbox"]


@pytest.mark.parametrize("name", ["formbox-overnight", "formbox-station"])
def test_who_opens_video_has_no_network(name):
    options = read(name)
    assert options["PrivateNetwork"] == ["yes"]
    assert not {"AF_INET", "AF_INET6"} & set(" ".join(options["RestrictAddressFamilies"]).split())


@pytest.mark.parametrize("name", ["formbox-admin", "formbox-overnight", "formbox-station"])
def test_who_keeps_the_box_time_may_ask_whether_the_clock_is_set_and_not_set_it(name):
    """ProtectClock= forbids the question too: a box with chrony would never be sure of its time."""
    options = read(name)
    assert "ProtectClock" not in options
    assert set(options["SystemCallFilter"][-1].split()) >= {"adjtimex", "clock_adjtime"}
    assert options["CapabilityBoundingSet"] == options["AmbientCapabilities"] == [""]
    assert options["NoNewPrivileges"] == ["yes"]


def test_the_page_makes_no_machine_code_and_sees_no_device():
    options = read("formbox-admin")
    assert options["MemoryDenyWriteExecute"] == ["yes"]
    assert options["PrivateDevices"] == ["yes"]
    families = set(" ".join(options["RestrictAddressFamilies"]).split())
    assert families == {"AF_INET", "AF_INET6", "AF_UNIX"}


def test_the_night_takes_only_what_nobody_wants():
    options = read("formbox-overnight")
    assert options["CPUSchedulingPolicy"] == ["idle"]
    assert options["IOSchedulingClass"] == ["idle"]
    assert options["MemoryMax"]


def test_the_night_begins_even_if_the_box_was_off():
    timer = read("formbox-overnight", "timer")
    assert timer["Persistent"] == ["true"]
    begins = analyze("calendar", timer["OnCalendar"][0])
    assert "01:00:00" in begins.stdout


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh", "allow-resolver", "formbox"])
def test_the_scripts_can_be_run(script):
    path = UNITS / script
    assert path.stat().st_mode & 0o111
    shell = path.read_text().splitlines()[0].split("/")[-1].split()[-1]
    done = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def analyze(*words):
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


def read(name, kind="service"):
    """option: every value that the unit gives it."""
    options = {}
    for line in (UNITS / f"{name}.{kind}").read_text().splitlines():
        key, sign, value = line.partition("=")
        if sign and not line.startswith(("#", ";")):
            options.setdefault(key, []).append(value)
    return options
