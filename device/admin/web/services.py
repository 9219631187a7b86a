"""What every page works with: the box's folder, its database and its clock, carried by the Flask app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from flask import current_app, g

from device.store.database import Database
from device.store.folder import Folder
from device.store.settings import BoxSettings, load

EXTENSION: Final = "formbox"


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of one app; `clock` gives a time with its zone."""

    folder: Folder
    database: Database
    clock: Callable[[], datetime]


def services() -> Services:
    """Those of the app that answers this request."""
    found: Services = current_app.extensions[EXTENSION]
    return found


def box_settings() -> BoxSettings:
    """What the owner has decided, read once a request."""
    if "box_settings" not in g:
        with services().database.reading() as rows:
            g.box_settings = load(rows)
    found: BoxSettings = g.box_settings
    return found
