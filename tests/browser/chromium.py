"""Chromium from Python: starts tests/browser/visit.mjs with a list of steps and gives what happened."""

import json
import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def missing():
    """Why there is no browser here, or nothing."""
    if not Path(CHROMIUM).exists():
        return f"no browser: {CHROMIUM} is not there"
    if shutil.which("node") is None:
        return "no browser: node is not there"
    if not (HERE / "node_modules" / "playwright-core").is_dir():
        return "no browser: `npm ci --prefix tests/browser` was not run"
    return ""


def visit(base, steps, *, timeout_s=120, **wishes):
    """The results of the steps (visit.mjs says which there are). Raises AssertionError when one fails.

    wishes: colorScheme, locale, width, height, javaScript, headers ...
    """
    wish = {"base": base, "steps": steps, **wishes}
    run = subprocess.run(
        ["node", HERE / "visit.mjs"],
        input=json.dumps(wish),
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    assert run.stdout, run.stderr
    answer = json.loads(run.stdout.strip().splitlines()[-1])
    assert answer["ok"], f"{answer['error']}\nat {answer['url']}\n{answer['console']}\n{answer['failed']}"
    return answer
