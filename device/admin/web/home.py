"""The first page, and the one with everything that is not used every day."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def first() -> ResponseReturnValue:
    """The library."""
    return redirect("/lessons")


@blueprint.get("/more")
def more() -> ResponseReturnValue:
    """Ways to people, settings and the box."""
    return render_template("web/more.html")
