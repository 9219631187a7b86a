"""The lock files bring what pyproject.toml asks for, everywhere, as wheels with hashes."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from requirements import lock

FILES = sorted(path.stem for path in lock.HERE.glob("*.txt"))
# what one environment is made from; the other files have an environment each
BOX = ("build", "box", *lock.extras())
TOGETHER = [BOX, *((name,) for name in FILES if name not in BOX)]
# picamera2 asks for two packages that have no wheel; install.sh brings the compiler for them
SOURCE_ONLY = {"python-prctl", "pidng"}


def locked(names, environment):
    """What lock files bring to an environment: the same line in two of them counts once."""
    packages = {str(package): package for name in names for package in lock.read(name)}
    return [package for package in packages.values() if environment.brings(package.marker)]


def test_there_is_a_file_for_everything_that_is_asked_for():
    assert sorted(lock.wanted()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_hashes(name):
    packages = lock.read(name)
    assert packages
    for package in packages:
        assert package.hashes, package.name
        assert len(package.hashes) == len(package.files), package.name
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", value) for value in package.hashes), package.name


@pytest.mark.parametrize("name", FILES)
def test_no_file_says_where_packages_come_from(name):
    text = (lock.HERE / f"{name}.txt").read_text()
    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)


@pytest.mark.parametrize("environment", lock.ENVIRONMENTS, ids=str)
@pytest.mark.parametrize("name", FILES)
def test_what_is_asked_for_is_locked_in_a_version_that_is_allowed(name, environment):
    together = ("box", name) if name in lock.extras() else (name,)
    found = {package.name: package.version for package in locked(together, environment)}
    for requirement in map(Requirement, lock.wanted()[name]):
        if environment.brings(str(requirement.marker or "")):
            version = found.get(canonicalize_name(requirement.name))
            assert version, f"{requirement} is not locked: make lock"
            assert requirement.specifier.contains(version), f"{requirement} is locked as {version}: make lock"


@pytest.mark.parametrize("environment", lock.ENVIRONMENTS, ids=str)
@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[-1])
def test_what_is_installed_together_has_one_version(names, environment):
    found = [package.name for package in locked(names, environment)]
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("environment", lock.ENVIRONMENTS, ids=str)
@pytest.mark.parametrize("name", FILES)
def test_everything_is_a_wheel(name, environment):
    tags = environment.tags()
    for package in locked([name], environment):
        wheels = [file for file in package.files if file.endswith(".whl")]
        usable = any(parse_wheel_filename(file)[3] & tags for file in wheels)
        assert usable or package.name in SOURCE_ONLY, package.name


def test_a_lock_file_is_read_as_it_was_written(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "HERE", tmp_path)
    old, new = (
        lock.Locked(
            name="numpy", version=version, marker=marker, hashes=("sha256:a", "sha256:b"), files=("a", "b")
        )
        for version, marker in (("1.26.4", "python_full_version < '3.12'"), ("2.5.5", ""))
    )
    (tmp_path / "box.txt").write_text(f"{lock.HEAD}{old}{new}")
    assert lock.read("box") == [old, new]
    (tmp_path / "box.txt").write_text("numpy>=1.26")
    with pytest.raises(ValueError, match=r"numpy>=1\.26"):
        lock.read("box")


def test_what_changed_is_a_line_for_each_package():
    before = {("box", "babel"): "2.18.0", ("box", "numpy"): "1.26.4, 2.4.0", ("test", "pytest"): "9.2.0"}
    after = {("box", "babel"): "2.19.0", ("box", "numpy"): "1.26.4, 2.4.0", ("box", "flask"): "3.1.3"}
    assert list(lock.changes(before, after)) == [
        "box: babel 2.18.0 -> 2.19.0",
        "box: flask none -> 3.1.3",
        "test: pytest 9.2.0 -> none",
    ]
