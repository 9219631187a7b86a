"""Addresses of static files that change with the contents, so that browsers may cache them."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask, url_for

STATIC: Final = Path(__file__).parents[1] / "static"
KEEP_S: Final = 365 * 24 * 3600


def serve_assets(app: Flask) -> None:
    """Give the templates `asset("style.css")`."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = KEEP_S
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a file under static/."""
    return url_for("static", filename=name, v=_version(name))


@cache
def _version(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
