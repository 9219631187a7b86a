"""The admin page as a Flask app: which parts it has, in which order a request passes them.

The order is host, origin, who asks, token, view. What each decides is in its own module; how the app is
served is decided in `serving`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from flask import Flask

from device.admin.box import pages as box
from device.admin.box import settings
from device.admin.history import pages as history
from device.admin.lessons import from_link
from device.admin.lessons import pages as lessons
from device.admin.people import account, members, pairing, sign_in
from device.admin.remote import pages as remote
from device.admin.uploads import pages as uploads
from device.admin.web import home
from device.admin.web.access import guard, is_owner, member_or_none
from device.admin.web.assets import serve_assets
from device.admin.web.error_pages import explain
from device.admin.web.languages import speak
from device.admin.web.security import protect, protect_forms
from device.admin.web.services import EXTENSION, Services, utc_now
from device.store.database import Database
from device.store.folder import Folder

BLUEPRINTS: Final = (
    home.blueprint,
    pairing.blueprint,
    sign_in.blueprint,
    account.blueprint,
    members.blueprint,
    settings.blueprint,
    box.blueprint,
    lessons.blueprint,
    uploads.blueprint,
    from_link.blueprint,
    history.blueprint,
    remote.blueprint,
)
# Who has not come for so long signs in again.
SESSION_KEPT: Final = timedelta(days=180)
# What a form may have; uploads say themselves how much they take (`access.body_up_to`).
BODY_MAX: Final = 1024 * 1024


def create_app(
    folder: Folder,
    database: Database,
    *,
    clock: Callable[[], datetime] = utc_now,
    testing: bool = False,
) -> Flask:
    """The page over one folder and one open database. `clock` gives times with a zone."""
    app = Flask(__name__)
    app.extensions[EXTENSION] = Services(folder, database, clock)
    app.config.update(TESTING=testing, PERMANENT_SESSION_LIFETIME=SESSION_KEPT, MAX_CONTENT_LENGTH=BODY_MAX)
    app.url_map.strict_slashes = False
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    protect(app)
    guard(app)
    protect_forms(app)
    speak(app)
    serve_assets(app)
    explain(app)
    app.jinja_env.globals.update(member=member_or_none, is_owner=is_owner)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
