"""The rules of the tree, as tests."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = [path for part in ("device", "scoring", "models") for path in sorted((ROOT / part).rglob("*.py"))]
LINES_MAX = 400
STANDARD = set(sys.stdlib_module_names)
MAY_IMPORT = {
    "scoring": {"scoring", "numpy", "numba"},
    # tensorflow and scikit-learn (with threadpoolctl) only train, in an environment of their own
    "models": {
        "models",
        "scoring",
        "numpy",
        "numba",
        "av",
        "tqdm",
        "tensorflow",
        "sklearn",
        "threadpoolctl",
    },
}
NO_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_it_may(package):
    for path in (ROOT / package).rglob("*.py"):
        foreign = set(imports(path)) - STANDARD - MAY_IMPORT[package]
        assert not foreign, f"{path.relative_to(ROOT)} imports {foreign}"


def test_scoring_opens_no_file_and_asks_no_clock():
    for path in (ROOT / "scoring").rglob("*.py"):
        assert not set(imports(path)) & {"pathlib", "os", "time", "datetime", "io", "socket"}, path


def test_one_file_imports_the_network_runtime():
    users = [path for path in PRODUCT if {"tflite_runtime", "ai_edge_litert"} & set(imports(path))]
    assert [str(path.relative_to(ROOT)) for path in users] == ["device/pose/runtime.py"]


def test_tensorflow_trains_only():
    users = {str(path.relative_to(ROOT)) for path in PRODUCT if "tensorflow" in imports(path)}
    assert users == {
        "models/autoencoder/train.py",
        "models/deterministic.py",
        "models/recogniser/lift/network.py",
        "models/recogniser/lift/train.py",
        "models/recogniser/seeds/lstm.py",
        "models/recogniser/seeds/network.py",
        "models/recogniser/seeds/stgcn.py",
    }


def test_scikit_learn_trains_only():
    users = {str(path.relative_to(ROOT)) for path in PRODUCT if "sklearn" in imports(path)}
    seeds = {f"models/recogniser/seeds/{name}.py" for name in ("angles_forest", "clusters")}
    assert users == {"models/recogniser/train_forest.py", *seeds}


def test_pygame_is_known_in_the_tv_only():
    users = [path for path in PRODUCT if "pygame" in imports(path)]
    assert users
    assert all(path.is_relative_to(ROOT / "device/tv") for path in users)


def test_no_file_is_too_long():
    files = [*PRODUCT, *(ROOT / "tests").rglob("*.py")]
    long = {str(path.relative_to(ROOT)): count for path in files if (count := _lines(path)) > LINES_MAX}
    assert not long


def test_names_say_something():
    assert not [path for path in PRODUCT if path.stem in NO_NAMES]


def _lines(path):
    return len(path.read_text().splitlines())


def test_nobody_turns_the_decoders_log_on():
    """See device/media/video.py: it can lock the process up for ever."""
    assert not [path for path in PRODUCT if "logging.set_level" in path.read_text()]


def test_nothing_is_read_that_runs_what_it_says():
    """Pickles and their kind run commands when they are read; NumPy's archives are read without them."""
    runs = {"pickle", "marshal", "shelve", "joblib", "dill", "cloudpickle", "torch", "yaml"}
    for path in PRODUCT:
        assert not set(imports(path)) & runs, path
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            assert name not in {"eval", "exec"}, path
            if name in {"np.load", "numpy.load"}:
                said = {one.arg: ast.unparse(one.value) for one in node.keywords}
                assert said.get("allow_pickle") == "False", path
