"""Which part of the tree may import which: each part imports only from the floors below its own."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# By package: its modules and rooms from the ground up. What stands on one floor does not import each other.
FLOORS = {
    "device": (
        {
            "errors",
            "effects",
            "presses",
            "choices",
            "grades",
            "limbs",
            "lost",
            "trouble",
            "night_hours",
            "spelling",
            "look_alikes",
            "health",
        },
        {"messages", "words", "failure_reasons"},
        {"views", "store"},
        {"ports"},
        {"runtime"},
        {"media", "input", "remote", "pose"},
        {"camera", "gestures", "voice"},
        {"match"},
        {"tv", "admin", "overnight"},
        {"scenes"},
        {"commands"},
        {"__main__"},
    ),
    "device.match": (
        {"lesson", "slice_network", "lift"},
        {"recognition", "own_examples"},
        {"cut", "judging"},
        {"play", "ready", "free"},
        {"results"},
    ),
    "device.scenes": (
        {"colours", "focus", "current_settings", "settings_effects", "troubles", "done", "dates"},
        {"match_request", "alerts", "hands"},
        {"context"},
        {"destinations"},
        {"scene"},
        {"idle", "library", "play", "settings", "free"},
        {"scenes"},
        {"loop"},
    ),
    "device.tv": (
        {"drawing", "sound", "view_checks", "disabled"},
        {"display", "screens"},
        {"television"},
    ),
    "device.admin": (
        {"web"},
        {"lessons", "remote", "history", "people", "server"},
        {"box", "uploads"},
        {"app"},
    ),
    "device.overnight": (
        {"landlock", "system_calls"},
        {"confinement"},
        {"links", "prepare"},
        {"supervision", "watch", "keeping", "upkeep"},
        {"night"},
    ),
    "scoring": (
        {"calibration", "limb", "dtw", "sliding", "sequence", "exercises"},
        {"demands"},
        {"body"},
        {"scorer"},
        {"joint_scores", "guidance", "moments", "repetitions", "recognition", "adaptive", "paper"},
        {"cosine", "keypoint_dtw", "autoencoder", "summary", "offset"},
    ),
    "models": (
        {"errors", "files", "deterministic"},
        {"film", "fetching", "pruning"},
        {"mannequin"},
        {"autoencoder", "references"},
        {"recogniser"},
        {"__main__"},
    ),
}


def name_of(path):
    """The dotted name of a module's file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    name_of(path): path for part in ("device", "scoring", "models") for path in (ROOT / part).rglob("*.py")
}


def imports_of(path):
    """Names of our own modules that a module imports when it is loaded or later, types aside."""
    tree = ast.parse(path.read_text())
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in named)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def place(module, package):
    """The part of a package that a module belongs to; None outside of it."""
    return module[len(package) + 1 :].split(".")[0] if module.startswith(f"{package}.") else None


@pytest.mark.parametrize("package", FLOORS)
def test_imports_lead_downwards(package):
    floor_of = {name: number for number, names in enumerate(FLOORS[package]) for name in names}
    upward = []
    for module, path in MODULES.items():
        here = place(module, package)
        if here is None:
            continue
        for imported in imports_of(path):
            there = place(imported, package)
            if there is not None and there != here and floor_of[there] >= floor_of[here]:
                upward.append(f"{module} imports {imported}")
    assert not upward


@pytest.mark.parametrize("package", FLOORS)
def test_every_part_has_its_floor(package):
    there = {place(module, package) for module in MODULES} - {None}
    assert there == set().union(*FLOORS[package])


def test_no_modules_import_each_other_in_a_circle():
    graph = {
        module: {name for name in imports_of(path) if name in MODULES and name != module}
        for module, path in MODULES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


def test_no_folder_is_crowded():
    """A folder with more than 25 modules wants rooms."""
    folders = {}
    for path in MODULES.values():
        folders.setdefault(path.parent, []).append(path)
    assert not {str(folder): len(found) for folder, found in folders.items() if len(found) > 25 + 1}
