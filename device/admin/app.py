"""The page for phones as a Flask app: its parts, and the order in which a request passes them.

The order is host, origin, member, token, view.
"""

from datetime import timedelta
from typing import Final

from flask import Flask

from device.admin.box import pages as box
from device.admin.box import settings
from device.admin.history import pages as history
from device.admin.lessons import from_link
from device.admin.lessons import pages as lessons
from device.admin.people import account, members, pairing, phones, sign_in
from device.admin.remote import pages as remote
from device.admin.uploads import pages as uploads
from device.admin.web import home
from device.admin.web.access import guard, is_owner, member_or_none
from device.admin.web.assets import serve_assets
from device.admin.web.error_pages import explain
from device.admin.web.languages import speak
from device.admin.web.numbers import RowNumber
from device.admin.web.phone import mark_phones
from device.admin.web.security import protect, protect_forms
from device.admin.web.services import EXTENSION, Services
from device.spelling import typed_max
from device.store.columns import NAME_MAX

BLUEPRINTS: Final = (
    home.blueprint,
    pairing.blueprint,
    sign_in.blueprint,
    account.blueprint,
    phones.blueprint,
    members.blueprint,
    settings.blueprint,
    box.blueprint,
    lessons.blueprint,
    uploads.blueprint,
    from_link.blueprint,
    history.blueprint,
    remote.blueprint,
)
# A member who has not come for so long signs in again.
SESSION_KEPT: Final = timedelta(days=180)
# The most that a form may hold, in bytes. Uploads set their own limit (`access.body_up_to`).
BODY_MAX: Final = 1024 * 1024


def create_app(services: Services) -> Flask:
    """The page over one box."""
    app = Flask(__name__)
    app.extensions[EXTENSION] = services
    app.config.update(PERMANENT_SESSION_LIFETIME=SESSION_KEPT, MAX_CONTENT_LENGTH=BODY_MAX)
    app.url_map.strict_slashes = False
    app.url_map.converters["int"] = RowNumber
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    protect(app)
    guard(app)
    mark_phones(app)
    protect_forms(app)
    speak(app)
    serve_assets(app)
    explain(app)
    app.jinja_env.globals.update(member=member_or_none, is_owner=is_owner, name_units=typed_max(NAME_MAX))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
