"""The form of a member: name, secret, colour, language; reads and checks it."""

from dataclasses import dataclass, field
from typing import Final

from flask import request
from flask_babel import gettext as _

from device.admin.people import passwords
from device.admin.web.languages import language
from device.look_alikes import can_be_seen
from device.spelling import is_visible, length, one_line
from device.store.columns import stored_name
from device.store.tables import Member
from device.words.languages import LANGUAGES

# letters: more does not fit beside a face on a phone, nor beside a score on the TV
NAME_MAX: Final = 24
# Easy to tell apart on TV and phone, by day and by night; dark letters are readable on each.
COLOURS: Final = ("#89a4ff", "#ff96d6", "#5ad1a0", "#ffb454", "#c59bff", "#5cc8f2", "#f28b82", "#d3d96b")


@dataclass(slots=True)
class Form:
    """The texts as typed, and a sentence for each field that is wrong."""

    name: str = ""
    secret: str = ""
    colour: str = COLOURS[0]
    language: str = "en"
    code: str = ""
    wrong: dict[str, str] = field(default_factory=dict)


def blank(taken: tuple[str, ...] = ()) -> Form:
    """An empty form: a colour that no member has, the language of the page."""
    free = [colour for colour in COLOURS if colour not in taken]
    return Form(colour=(free or COLOURS)[0], language=language())


def of(member: Member) -> Form:
    """A form with the values of a member."""
    return Form(name=member.name, colour=member.colour, language=member.language)


def read(*, secret: bool, code: bool = False) -> Form:
    """The form of this request, checked; with a new secret and a code if they belong to it."""
    typed = request.form.get("name", "")
    form = Form(
        name=one_line(typed),
        colour=request.form.get("colour", ""),
        language=request.form.get("language", ""),
    )
    fault = _name_fault(typed, form.name)
    if fault:
        form.wrong["name"] = fault
    if form.colour not in COLOURS:
        form.colour = COLOURS[0]
    if form.language not in LANGUAGES:
        form.language = language()
    if secret:
        form.secret = request.form.get("secret", "")
        if not passwords.acceptable(form.secret):
            form.wrong["secret"] = weak()
    if code:
        form.code = digits(request.form.get("code", ""))
        if not form.code:
            form.wrong["code"] = _("Please type the six digits on the TV.")
    return form


def _name_fault(typed: str, name: str) -> str:
    """A sentence for a name that is not accepted; "" for one that is. typed: as it came."""
    if not name:
        return _("Please enter your name.")
    if length(name) > NAME_MAX:
        return _("A name has at most %(most)s letters.", most=NAME_MAX)
    if not can_be_seen(name):
        return _("Parts of this name cannot be seen. Please use letters that everybody can see.")
    if not is_visible(typed.strip()) or stored_name(name) != name:
        return _("The box cannot keep this name: use plainer letters, or fewer emoji.")
    return ""


def weak() -> str:
    """The sentence for a secret that is not accepted."""
    return _(
        "A PIN needs at least 6 digits, a password at least 8 letters, and not one that is easily guessed."
    )


def looks_taken() -> str:
    """The sentence for a name that is taken for another member's."""
    return _("This looks like the name of somebody here. Please choose one that is easy to tell apart.")


def digits(text: str) -> str:
    """The six digits of a code as it was typed; "" if there are not six."""
    found = "".join(letter for letter in passwords.plain(text) if not letter.isspace() and letter != "-")
    return found if len(found) == 6 and found.isascii() and found.isdecimal() else ""


def waiting(seconds: float) -> str:
    """The sentence for too many guesses."""
    if seconds < 90:
        return _("Too many tries. Please wait %(seconds)s seconds.", seconds=max(1, round(seconds)))
    return _("Too many tries. Please wait %(minutes)s minutes.", minutes=round(seconds / 60))
