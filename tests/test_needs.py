"""A skipped test says what it lacks and which command brings it."""

import ast
from pathlib import Path

import pytest

from tests.needs import Need, summary

TESTS = Path(__file__).parent
NEEDS = TESTS / "needs.py"


def own_skips(path):
    """Where a file skips by pytest's own means: pytest.skip, pytest.importorskip, pytest.mark.skipif ..."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Attribute)
            and "skip" in node.attr
            and ast.unparse(node).startswith("pytest.")
        ):
            yield f"{path.relative_to(TESTS)}:{node.lineno}"


def test_every_skip_names_a_need():
    assert list(own_skips(NEEDS))
    assert not [
        place for path in TESTS.rglob("test_*.py") if path != Path(__file__) for place in own_skips(path)
    ]
    assert not [place for path in TESTS.rglob("conftest.py") for place in own_skips(path)]


def test_a_need_has_a_command():
    assert len({need.value[0] for need in Need}) == len(Need)
    for need in Need:
        assert all(need.value), need.name


def test_each_need_is_one_line_with_the_most_tests_first():
    with pytest.raises(pytest.skip.Exception) as skipped:
        Need.MEDIAPIPE.skip("no .venv-peers")
    voice = f"Skipped: {Need.VOICE}"
    assert "[no .venv-peers]" in str(skipped.value)
    assert summary([str(skipped.value), voice, voice]) == [
        f"2 skipped: {Need.VOICE}",
        "1 skipped: no MediaPipe: make peers",
    ]


def test_a_mark_skips_without_what_is_needed():
    (without, there) = (Need.VOICE.unless(here) for here in ("", "/usr/bin/espeak-ng"))
    assert (without.args, there.args) == ((True,), (False,))
    assert without.kwargs == {"reason": str(Need.VOICE)}
