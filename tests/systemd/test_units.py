"""What systemd itself says about the units, without one that runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import Need

UNITS = Path(__file__).parents[2] / "systemd"
OURS = sorted(path.name for kind in ("service", "timer", "path") for path in UNITS.glob(f"*.{kind}"))
SERVICES = sorted(path.stem for path in UNITS.glob("*.service"))
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


@pytest.mark.parametrize("name", SERVICES)
def test_it_is_well_sandboxed(name):
    done = analyze("security", "--offline=true", "--no-pager", str(UNITS / f"{name}.service"))
    level = float(re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)[1])
    assert level <= EXPOSURE_MAX


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_runs_as_root(name):
    options = read(name)
    assert options["User"] == ["formbox"]
    assert options["CapabilityBoundingSet"] == [""]
    # one line of one unit does, and reads the system's own name servers only
    rights = [
        one for key, values in options.items() if key.startswith("Exec") for one in values if one[0] in "+!"
    ]
    assert [one.split()[0] for one in rights] == (
        ["+/opt/formbox/current/systemd/allow-resolver"] if name == "formbox-fetch" else []
    )


@pytest.mark.parametrize(
    ("name", "action"), [("formbox-poweroff", "poweroff"), ("formbox-restart", "reboot")]
)
def test_systemd_itself_switches_the_box_off_once_the_request_is_removed(name, action):
    options = read(name)
    assert options["SuccessAction"] == options["FailureAction"] == [action]
    assert options["ReadWritePaths"] == ["-/run/formbox"]


@pytest.mark.parametrize("name", ["formbox-fetch", "formbox-overnight"])
def test_who_opens_strange_files_may_give_up_rights(name):
    allowed = {word for one in read(name)["SystemCallFilter"] if one[0] != "~" for word in one.split()}
    calls = {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp"}
    assert allowed >= calls


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


def test_what_the_installation_makes_ready_knows_todays_names():
    """It runs on boxes only, and nothing else imports it."""
    done = subprocess.run(
        [sys.executable, "-c", "import make_ready"],
        env={**os.environ, "PYTHONPATH": f"{UNITS}{os.pathsep}{UNITS.parent}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
