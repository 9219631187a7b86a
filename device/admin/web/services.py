"""What every page works with: the box's folder, database and clock, and threads, carried by the Flask app."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import current_app, g

from device.store.clock.box_time import utc_now
from device.store.database import Database
from device.store.folder import Folder
from device.store.settings import BoxSettings, load

EXTENSION: Final = "formbox"


def in_thread(name: str, work: Callable[[], None]) -> None:
    """Do `work` in a daemon thread of this name."""
    threading.Thread(target=work, name=name, daemon=True).start()


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of one app.

    clock: gives a time with its zone; is_sure: whether a time server has set it; may_delete: whether it is
    likely enough to delete by it; run_in_background: does work, by name, while the request is answered.
    """

    folder: Folder
    database: Database
    clock: Callable[[], datetime] = utc_now
    is_sure: Callable[[], bool] = lambda: True
    may_delete: Callable[[], bool] = lambda: True
    run_in_background: Callable[[str, Callable[[], None]], None] = in_thread


def services() -> Services:
    """The services of the app that answers this request."""
    found: Services = current_app.extensions[EXTENSION]
    return found


def box_settings() -> BoxSettings:
    """The owner's settings, read once in each request."""
    if "box_settings" not in g:
        with services().database.reading() as rows:
            g.box_settings = load(rows)
    found: BoxSettings = g.box_settings
    return found
