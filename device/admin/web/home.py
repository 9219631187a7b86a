"""The first page, and the page of everything that is rarely used."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def first() -> ResponseReturnValue:
    """The library."""
    return redirect("/lessons")


@blueprint.get("/more")
def more() -> ResponseReturnValue:
    """Links to account, people, settings and the box."""
    return render_template("web/more.html")
