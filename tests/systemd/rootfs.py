"""A Debian 12 in a folder, with the box installed in it by its own install.sh: what test_boot starts.

Kept in build/boot between runs: the bare system for ever, the installed box until the product changes.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from models.fetching.fetch import fetch, fetch_font
from models.fetching.manifest import manifest

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build" / "boot"
PRODUCT = ("device", "scoring", "models", "systemd", "requirements", "pyproject.toml")
# apt's and pip's own settings of this machine: how it reaches a mirror, and whose certificates it trusts
SETTINGS = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt", "/etc/pip.conf")
PACKAGES = "systemd,systemd-sysv,dbus,udev,python3,ca-certificates,iproute2"
DEBIAN = "bookworm"


def why_not():
    """Why a system cannot be made and started here, in one line; None when it can."""
    if os.environ.get("FORMBOX_BOOT") != "1":
        return "boots a whole system: only with FORMBOX_BOOT=1"
    if os.geteuid() != 0:
        return "booting a system needs root"
    missing = [tool for tool in ("mmdebstrap", "systemd-nspawn", "nsenter") if shutil.which(tool) is None]
    if missing:
        return f"not installed: {', '.join(missing)} (packages mmdebstrap, systemd-container)"
    return None


def installed_box():
    """The folder of a system in which the box is installed and not yet started."""
    box, stamp = PLACE / "box", PLACE / "box.stamp"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return box
    stamp.unlink(missing_ok=True)
    if not box.exists():
        _copy(_bare(), box)
    _bring_networks(box / "var/cache/formbox/models")
    install(box)
    stamp.write_text(fingerprint)
    return box


def scratch(name):
    """An empty folder for a machine's changes; not in /tmp, which may not carry an overlay."""
    place = PLACE / "scratch" / name
    shutil.rmtree(place, ignore_errors=True)
    return place


def install(box):
    """Run `systemd/install.sh` in a system that does not run, as root."""
    inside(box, "/mnt/systemd/install.sh")


def inside(system, *command):
    """Run a command in the folder of a system; its own mounts end with it."""
    mounts = (
        ("proc", "/proc"),
        ("dev", "/dev"),
        ("sys", "/sys"),
        ("mnt", str(ROOT)),
        ("root/.cache/pip", str(PLACE / "pip")),
    )
    lines = ["set -e"]
    (PLACE / "pip").mkdir(exist_ok=True)
    for place, source in mounts:
        (system / place).mkdir(parents=True, exist_ok=True)
        lines.append(f"mount --rbind '{source}' '{system / place}'")
    lines.append(f"exec chroot '{system}' \"$@\"")
    names = ("PIP_", "SSL_", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "http", "HTTP", "no_proxy", "NO_PROXY")
    settings = {key: value for key, value in os.environ.items() if key.startswith(names)}
    subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(lines), "sh", *command],
        check=True,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"} | settings,
    )


def _bare():
    bare, stamp = PLACE / "bare", PLACE / "bare.stamp"
    if stamp.exists():
        return bare
    PLACE.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(bare, ignore_errors=True)
    shown = subprocess.run(
        ["apt-config", "dump", "Acquire"], check=True, capture_output=True, text=True
    ).stdout
    chosen = PLACE / "apt.conf"
    chosen.write_text("".join(line for line in shown.splitlines(keepends=True) if '"' in line))
    sources = Path("/etc/apt/sources.list.d/debian.sources").read_text().splitlines()
    mirror = next(line.split()[1] for line in sources if line.startswith("URIs:"))
    subprocess.run(
        [
            "mmdebstrap", "--variant=minbase", f"--include={PACKAGES}", f"--aptopt={chosen}",
            DEBIAN, str(bare), f"deb {mirror} {DEBIAN} main",
        ],
        check=True,
    )  # fmt: skip
    for name in SETTINGS:
        if Path(name).exists():
            (bare / name[1:]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(name, bare / name[1:])
    stamp.touch()
    return bare


def _bring_networks(folder):
    """As this machine fetched them: the system in the folder need not have npm, the second source."""
    cached = list(fetch([model.name for model in manifest().models]).values())
    fonts = [fetch_font(font.name) for font in manifest().fonts]
    for files, place in ((cached, folder), (fonts, folder / "fonts")):
        place.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy(file, place)


def _copy(source, target):
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def _fingerprint():
    found = hashlib.sha256()
    for part in PRODUCT:
        place = ROOT / part
        files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
        for path in files:
            if "__pycache__" not in path.parts:
                found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
