"""Writes the lock files of this folder from pyproject.toml, and prints what changed: `make lock`.

`box.txt` is the product. A file with the name of an extra holds what that extra adds to it, so box.txt and
links.txt are installed together. `build.txt` is what builds our own package; `peers.txt`, `train.txt` and
`lock.txt` are environments of their own.

Only files that one of `ENVIRONMENTS` can use are locked: wheels, and the source where a package has no wheel.
A line without a marker holds in all of them. Comments name the files: a test sees from them what is missing.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

HERE = Path(__file__).parent
PROJECT = HERE.parent / "pyproject.toml"
HEAD = "# Written by `make lock` from pyproject.toml: do not edit.\n"
LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>.*))?")
PYTHONS = (11, 12, 13)
MACHINES = ("x86_64", "aarch64")
GLIBC = 36  # 2.36: Debian 12
# what uv says of every package, because it was asked for this Python and newer ones
ALWAYS = f"python_full_version >= '3.{PYTHONS[0]}'"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """A Python and a processor that we support."""

    minor: int
    machine: str

    def __str__(self) -> str:
        return f"3.{self.minor}-{self.machine}"

    def brings(self, marker: str) -> bool:
        """Whether a line with this marker (empty: any) is installed here."""
        values = {
            "python_version": f"3.{self.minor}",
            "python_full_version": f"3.{self.minor}.0",
            "platform_machine": self.machine,
            "sys_platform": "linux",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }
        return not marker or Marker(marker).evaluate(values)

    def tags(self) -> set[Tag]:
        """What a wheel may be called that is installed here."""
        platforms = [f"manylinux_2_{minor}_{self.machine}" for minor in range(GLIBC, 4, -1)]
        platforms += [f"manylinux{year}_{self.machine}" for year in (2014, 2010, 1)]
        version, abi = (3, self.minor), f"cp3{self.minor}"
        return {
            *cpython_tags(version, [abi], platforms),
            *compatible_tags(version, abi, platforms),
        }


ENVIRONMENTS = [Environment(minor=minor, machine=machine) for minor, machine in product(PYTHONS, MACHINES)]


@dataclass(frozen=True, kw_only=True)
class Locked:
    """A package in exactly one version, where its marker holds (empty: everywhere)."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    files: tuple[str, ...]

    def __str__(self) -> str:
        marker = f" ; {self.marker}" if self.marker else ""
        hashes = "".join(f" \\\n    --hash={value}" for value in self.hashes)
        files = "".join(f"#   {file}\n" for file in self.files)
        return f"{self.name}=={self.version}{marker}{hashes}\n{files}"


def wanted() -> dict[str, list[str]]:
    """By the lock file's name: the requirements in pyproject.toml that it is made from."""
    project = tomllib.loads(PROJECT.read_text())
    return {
        "build": project["build-system"]["requires"],
        "box": project["project"]["dependencies"],
        **project["project"]["optional-dependencies"],
        **project["dependency-groups"],
    }


def extras() -> list[str]:
    """The lock files that add to box.txt."""
    return list(tomllib.loads(PROJECT.read_text())["project"]["optional-dependencies"])


def read(name: str) -> list[Locked]:
    """The packages of a lock file. Raises ValueError at a line that does not lock a package."""
    packages = []
    text = (HERE / f"{name}.txt").read_text().replace("\\\n", " ")
    for requirement, files in re.findall(r"^([^#\n].*)\n((?:#   .*\n)*)", text + "\n", re.MULTILINE):
        line, *hashes = re.split(r"\s+--hash=", requirement)
        found = LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"this locks no package: {line}")
        packages.append(
            Locked(
                name=found["name"],
                version=found["version"],
                marker=found["marker"] or "",
                hashes=tuple(hashes),
                files=tuple(file.removeprefix("#   ") for file in files.splitlines()),
            )
        )
    return packages


def resolve(requirements: Iterable[str], within: Path | None = None) -> list[Locked]:
    """The newest packages that fit together in all environments.

    within: a lock file, whose versions are kept. Raises CalledProcessError when nothing fits; uv printed why.
    """
    command = [
        str(Path(sys.executable).with_name("uv")), "pip", "compile", "-", "--universal", "--quiet",
        "--python-version", f"3.{PYTHONS[0]}", "--format", "pylock.toml", "--no-header",
    ]  # fmt: skip
    if within is not None:
        command += ["--constraints", str(within)]
    done = subprocess.run(
        command, input="\n".join(requirements), stdout=subprocess.PIPE, text=True, check=True, cwd=HERE.parent
    )
    found = (_locked(package) for package in tomllib.loads(done.stdout)["packages"])
    return [package for package in found if package.files]


def _locked(package: Mapping) -> Locked:
    """A package of uv's answer with the files that our environments can use; none when it is for others."""
    marker = re.sub(rf"{re.escape(ALWAYS)}(?: and )?", "", package.get("marker", ""))
    bringing = [environment for environment in ENVIRONMENTS if environment.brings(marker)]
    chosen: dict[str, str] = {}
    for environment in bringing:
        tags = environment.tags()
        usable = {
            file: each["hashes"]["sha256"]
            for each in package.get("wheels", [])
            if parse_wheel_filename(file := each["url"].rpartition("/")[2])[3] & tags
        }
        source = package.get("sdist")
        if not usable and source:
            usable = {source["url"].rpartition("/")[2]: source["hashes"]["sha256"]}
        chosen |= usable
    return Locked(
        name=package["name"],
        version=package["version"],
        marker="" if bringing == ENVIRONMENTS else marker,
        hashes=tuple(f"sha256:{value}" for _, value in sorted(chosen.items())),
        files=tuple(sorted(chosen)),
    )


def lock() -> None:
    """Write every file anew."""
    asked = wanted()
    box = asked.pop("box")
    # all extras at once first, so that any two of them agree
    whole = HERE / "whole.txt"
    try:
        _write(whole, resolve(box + [line for extra in extras() for line in asked[extra]]))
        in_box = resolve(box, whole)
        _write(HERE / "box.txt", in_box)
        for extra in extras():
            added = [package for package in resolve(box + asked.pop(extra), whole) if package not in in_box]
            _write(HERE / f"{extra}.txt", added)
        # the encoder is trained with the NumPy that it will run with
        _write(HERE / "train.txt", resolve(asked.pop("train"), whole))
    finally:
        whole.unlink(missing_ok=True)
    for name, requirements in asked.items():
        _write(HERE / f"{name}.txt", resolve(requirements))


def _write(path: Path, packages: Iterable[Locked]) -> None:
    path.write_text(HEAD + "".join(map(str, packages)))


def versions() -> dict[tuple[str, str], str]:
    """By lock file and package: its version, or versions where they depend on the Python or the processor."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(HERE.glob("*.txt")):
        for package in read(path.stem):
            found.setdefault((path.stem, package.name), []).append(package.version)
    return {key: ", ".join(sorted(values)) for key, values in found.items()}


def changes(before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """What was added, removed and replaced: a line for each package and file."""
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, "none"), after.get(key, "none")
        if old != new:
            yield f"{key[0]}: {key[1]} {old} -> {new}"


if __name__ == "__main__":
    earlier = versions()
    lock()
    print("\n".join(changes(earlier, versions())) or "Nothing changed.")
