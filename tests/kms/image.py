"""The disk of an emulated machine: the box as install.sh left it, a kernel with a screen, and a short lesson.

Kept in build/kms: the kernel for ever, the disk until the product or this file changes. The box comes from
`tests.systemd.rootfs`.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import cv2

from models.mannequin import Script, Step, render
from tests.systemd import rootfs

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build" / "kms"
TOOLS = {"qemu-system-x86_64": "qemu-system-x86", "mke2fs": "e2fsprogs"}
KERNEL = "linux-image-amd64"
# what the first file system needs until udev brings the rest: a small one boots in half the time
MODULES = ("virtio_pci", "virtio_blk", "ext4", "virtio_gpu")
DISK = "3G"
PYTHON = "/opt/formbox/current/venv/bin/python"
WATCHED = "/opt/kms/watched.py"
FILM = "/opt/kms/lesson.mp4"

# Small pictures and a click a second, because the processor is emulated: a picture takes seconds to be shown.
BEAT_S = 1.0
LESSON_S = 120.0
LESSON = Script((Step("jumping_jack", int(LESSON_S / 2), beats=2),), bpm=60, fps=5, width=320, height=240)

# The station's own unit with everything it may not do, but for what it starts.
CHANGED = {
    "ExecStart": f"{PYTHON} {WATCHED} match {FILM} --camera none --screen fullscreen --title {{title}}",
    "Type": "exec",
    "Restart": "no",
    "StandardOutput": "journal+console",
    "StandardError": "journal+console",
}
# Kernels that were compiled for this processor are of no use to an emulated one, and there it takes minutes.
ANY_PROCESSOR = ("NUMBA_CPU_NAME=generic", "NUMBA_CPU_FEATURES=")
DROPPED = ("WatchdogSec", "RestartSec")
TITLE = "Jumping-jacks"
FILMED_AT = 1_700_000_000
# An emulated processor is 20 times slower than what the unit's limits were made for, and udev has not yet
# handed out screen and sound when the unit would start.
DEVICES_FIRST = """[Unit]
Wants=systemd-udev-settle.service
After=systemd-udev-settle.service
"""
PATIENT = f"""{DEVICES_FIRST}
[Service]
Environment={" ".join(ANY_PROCESSOR)}
WatchdogSec=0
TimeoutStartSec=900s
StandardOutput=journal+console
StandardError=journal+console
"""


def why_not():
    """Why the machine cannot be made and started here, in one line; None when it can."""
    if os.environ.get("FORMBOX_KMS") != "1":
        return "boots an emulated machine with a screen: only with FORMBOX_KMS=1"
    if os.geteuid() != 0:
        return "making the machine's disk needs root"
    tools = {"mmdebstrap": "mmdebstrap", **TOOLS}
    missing = [package for tool, package in tools.items() if shutil.which(tool) is None]
    return f"not installed: packages {', '.join(missing)}" if missing else None


def disk():
    """(kernel, first file system, disk) of a machine with the box in it; made when it is not there."""
    PLACE.mkdir(parents=True, exist_ok=True)
    kernel = _kernel()
    image, stamp = PLACE / "disk.img", PLACE / "disk.stamp"
    box = _box()
    fingerprint = hashlib.sha256(
        (rootfs.PLACE / "box.stamp").read_bytes() + b"".join(map(Path.read_bytes, _own_files()))
    ).hexdigest()
    if not (stamp.exists() and stamp.read_text() == fingerprint):
        stamp.unlink(missing_ok=True)
        image.unlink(missing_ok=True)
        system = PLACE / "system"
        shutil.rmtree(system, ignore_errors=True)
        _run("cp", "-a", "--reflink=auto", str(box), str(system))
        _run("cp", "-a", str(kernel / "usr/lib/modules"), str(system / "usr/lib"))
        _furnish(system)
        _run("mke2fs", "-q", "-t", "ext4", "-L", "root", "-d", str(system), str(image), DISK)
        shutil.rmtree(system)
        stamp.write_text(fingerprint)
    (boot,) = (kernel / "boot").glob("vmlinuz-*")
    (first,) = (kernel / "boot").glob("initrd.img-*")
    return boot, first, image


def _box():
    """The folder with the installed box; FORMBOX_KMS_BOX=kept takes the one that is there, however old."""
    if os.environ.get("FORMBOX_KMS_BOX") == "kept" and (rootfs.PLACE / "box.stamp").exists():
        return rootfs.PLACE / "box"
    return rootfs.installed_box()


def _own_files():
    return (Path(__file__), Path(__file__).with_name("watched.py"))


def _kernel():
    """A bare system with a kernel, of which only the kernel is used."""
    system, stamp = PLACE / "kernel", PLACE / "kernel.stamp"
    if stamp.exists():
        return system
    shutil.rmtree(system, ignore_errors=True)
    _run("cp", "-a", "--reflink=auto", str(rootfs._bare()), str(system))
    shutil.copy(rootfs.PLACE / "apt.conf", system / "etc/apt/apt.conf.d/99machine")
    settings = system / "etc/initramfs-tools"
    (settings / "conf.d").mkdir(parents=True)
    (settings / "conf.d/list").write_text("MODULES=list\n")
    (settings / "modules").write_text("\n".join(MODULES) + "\n")
    rootfs.inside(
        system, "sh", "-c",
        "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends"
        f" -o Dpkg::Options::=--force-confold {KERNEL} initramfs-tools kmod",
    )  # fmt: skip
    stamp.touch()
    return system


def lesson_picture():
    """A picture of the lesson: grey (height, width)."""
    film = cv2.VideoCapture(str(PLACE / "lesson.mp4"))
    _, picture = film.read()
    film.release()
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)


def _furnish(system):
    """The lesson with its poses, the unit that plays it, and patience."""
    (system / "etc/fstab").write_text("/dev/vda / ext4 defaults 0 1\n")
    place = system / "opt/kms"
    place.mkdir()
    render(LESSON, PLACE / "lesson.mp4")
    shutil.copy(PLACE / "lesson.mp4", system / FILM[1:])
    # a lesson is known again by its time, of which the disk keeps whole seconds
    os.utime(system / FILM[1:], (FILMED_AT, FILMED_AT))
    shutil.copy(Path(__file__).with_name("watched.py"), system / WATCHED[1:])
    units = system / "etc/systemd/system"
    (units / "formbox-station.service.d").mkdir(exist_ok=True)
    (units / "formbox-station.service.d/patient.conf").write_text(PATIENT)
    (units / "formbox-shown.service").write_text(_shown((units / "formbox-station.service").read_text()))
    # as the night would: where the lesson's people are is known before the evening
    rootfs.inside(
        system, "env", "FORMBOX_CACHE=/var/cache/formbox/models",
        "NUMBA_CACHE_DIR=/var/cache/formbox/station/kernels",
        "SDL_VIDEODRIVER=dummy", "SDL_AUDIODRIVER=dummy", *ANY_PROCESSOR,
        PYTHON, "-m", "device", "match", FILM, "--camera", "none", "--screen", "headless",
    )  # fmt: skip
    rootfs.inside(
        system,
        "sh",
        "-c",
        "chown -R formbox:formbox /var/cache/formbox/station; chmod -R a+rX /var/cache/formbox /opt/kms",
    )
    for name in ("proc", "dev", "sys", "mnt", "root/.cache/pip"):
        with contextlib.suppress(OSError):
            (system / name).rmdir()
            (system / name).mkdir()


def _shown(unit):
    """The station's unit, made to play a lesson."""
    lines = []
    for line in unit.splitlines():
        key = line.split("=")[0]
        if (
            key not in DROPPED
            and key not in CHANGED
            and line != "[Install]"
            and not line.startswith("WantedBy")
        ):
            lines.append(line)
        if line == "[Service]":
            lines += [f"{key}={value.format(title=TITLE)}" for key, value in CHANGED.items()]
            lines.append(f"Environment={' '.join(ANY_PROCESSOR)}")
    return "\n".join(lines).replace("[Unit]\n", DEVICES_FIRST) + "\n"


def _run(*command):
    subprocess.run(command, check=True)
