"""Every key of the words is used by the product, so that nobody translates what no screen shows."""

import ast
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

import device
from device.choices import CAMERA_AUTO, CAMERA_NONE, CAMERA_SIMULATED, LAYOUTS, METHODS
from device.failure_reasons import Reason
from device.store.rescue.healing import Loss
from device.store.settings import BoxSettings
from device.trouble import Trouble
from device.words.languages import DEFAULT_LANGUAGE, FILE, FOLDER
from scoring.limb import Limb
from scoring.repetitions.repetition import Verdict

PRODUCT = Path(device.__file__).parent
# Keys that are put together: the part that stands in the code, and what may follow it.
FAMILIES = {
    "text": {
        "trouble_": set(Trouble),
        "layout_": set(LAYOUTS),
        "method_": set(METHODS),
        "camera_": {CAMERA_AUTO, CAMERA_NONE, CAMERA_SIMULATED, "usb", "pi", "film"},
        "set_": set(BoxSettings.__dataclass_fields__),
        "colours_": {"true", "false"},
        "verdict_": set(Verdict),
    },
    "sentence": {
        "failed_": set(Reason),
        "lost_": set(Loss),
        "ignored_": {"_".join(limbs) for count in range(1, len(Limb)) for limbs in combinations(Limb, count)},
        "set_": {f"{key}_note" for key in BoxSettings.__dataclass_fields__},
    },
}


@cache
def written():
    """The strings that stand in the product, and the beginnings of those that it puts together."""
    whole, beginnings = set(), set()
    for path in PRODUCT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(node.values[0].value)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
    return whole, beginnings


def keys(table):
    for path in (FOLDER / DEFAULT_LANGUAGE).glob("*.toml"):
        if path.name != FILE:
            yield from tomllib.loads(path.read_text()).get(table, {})


@pytest.mark.parametrize("table", FAMILIES)
def test_every_key_is_used(table):
    whole, _ = written()
    made = {beginning + end for beginning, ends in FAMILIES[table].items() for end in ends}
    assert not [key for key in keys(table) if key not in whole | made]


@pytest.mark.parametrize("table", FAMILIES)
def test_every_family_is_put_together_somewhere(table):
    assert set(FAMILIES[table]) <= written()[1]


@pytest.mark.parametrize("table", FAMILIES)
def test_everything_that_the_families_can_ask_for_is_there(table):
    known = set(keys(table))
    for beginning, ends in FAMILIES[table].items():
        if beginning != "set_":  # most settings are only on the page
            assert {beginning + end for end in ends} <= known
