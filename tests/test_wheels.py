"""Every dependency has a wheel for a 64-bit Raspberry Pi, on each Python that we say we run on."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
# glibc of Debian 12 is 2.36
GLIBC = (17, 24, 26, 27, 28, 31, 34, 35, 36)
PLATFORMS = [f"manylinux_2_{minor}_aarch64" for minor in GLIBC] + ["manylinux2014_aarch64"]


def requirements(version):
    """What pyproject asks for on that Python; pip would ask the Python that runs it instead."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for line in project["dependencies"]:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"python_version": version}):
            requirement.marker = None
            yield str(requirement)


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_everything_installs_on_a_pi(version, tmp_path):
    platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run",
        "--ignore-installed", "--target", str(tmp_path), "--only-binary=:all:", "--implementation", "cp",
        "--python-version", version, *platforms, *requirements(version),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280)
    if "Failed to establish a new connection" in done.stderr or "Could not fetch URL" in done.stderr:
        pytest.skip("the package index does not answer")
    assert done.returncode == 0, done.stderr
