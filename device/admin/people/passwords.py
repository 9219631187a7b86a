"""What a secret may be, how it is kept, and how often it may be guessed.

A PIN of six digits or a password of eight letters, kept as scrypt. Guesses are counted by name and address,
and by the phone where it is known (`device.store.attempts`). Unknown names are counted like known ones, and
take as long.
"""

import hmac
import ipaddress
import unicodedata
from functools import cache
from typing import Final

from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from device.admin.web.phone import coming_in, present_mark
from device.admin.web.services import services
from device.store.attempts import admit, forgive
from device.store.members import member_named, name_key
from device.store.phones import known, signed_in
from device.store.tables import Member

PIN_MIN: Final = 6
PASSWORD_MIN: Final = 8
# scrypt reads all of it; more is an attack, not a password
SECRET_MAX: Final = 200
# N = 8192, r = 8, p = 1: 25 ms on the x86 core that this was measured on, 100 to 200 ms on a Raspberry Pi 4,
# and 8 MB while it runs. The usual 32768 would take a Pi a second, and the box's memory with four at once.
METHOD: Final = "scrypt:8192:8:1"
# The first that an attacker tries.
OBVIOUS: Final = frozenset(
    {"123456", "654321", "1234567", "12345678", "123456789", "password", "passwort", "formbox1", "qwertyui"}
)
# Bits of an IPv6 address that a household is given; its devices change the rest at will.
PREFIX_V6: Final = 64
# of a name in the key of its counter, which has room for the longest address too
NAME_LETTERS: Final = 100


class Wait(float):
    """Seconds until the next guess."""


def plain(secret: str) -> str:
    """The secret in one normal form: Asian keyboards type wide digits."""
    return unicodedata.normalize("NFKC", secret)


def acceptable(secret: str) -> bool:
    """Whether a new secret is long enough and not easily guessed."""
    secret = plain(secret)
    if len(secret) > SECRET_MAX or len(set(secret)) == 1 or secret.casefold() in OBVIOUS:
        return False
    return len(secret) >= (PIN_MIN if secret.isdecimal() else PASSWORD_MIN)


def hashed(secret: str) -> str:
    """The hash that is stored."""
    return generate_password_hash(plain(secret), METHOD)


def fits(kept: str, secret: str) -> bool:
    """Whether the secret has the hash `kept`. An empty hash fits no secret, and takes as long to check."""
    fine = check_password_hash(kept or _no_secret(), plain(secret[:SECRET_MAX]))
    return fine and bool(kept) and len(secret) <= SECRET_MAX


def sign_in(name: str, secret: str, address: str) -> tuple[Member, str] | Wait | None:
    """The member with this name and secret, and a token for this phone; None where they do not match."""
    parts = services()
    with parts.database.session() as rows:
        member = member_named(rows, name)
        keys, wide = _counters(rows, member, name, address)
        wait = admit(rows, parts.clock(), keys, wide)
        member_id, kept = (member.id, member.secret) if member is not None else (None, "")
    if wait:
        return Wait(wait)
    # outside every transaction: hashing takes long and would block other writers
    if not fits(kept, secret) or member_id is None:
        return None
    with parts.database.session() as rows:
        member = rows.get(Member, member_id, with_for_update=True)
        if member is None or not hmac.compare_digest(member.secret, kept):
            return None  # removed or changed meanwhile
        forgive(rows, [*keys, *wide])
        token = coming_in(rows, member)
    return member, token


def own_secret(member: Member, secret: str) -> bool | Wait:
    """Whether `secret` is that of this member, who is signed in; guesses on all their phones are counted."""
    keys = [f"own:{member.id}"]
    parts = services()
    with parts.database.session() as rows:
        wait = admit(rows, parts.clock(), keys)
    if wait:
        return Wait(wait)
    if not fits(member.secret, secret):
        return False
    with parts.database.session() as rows:
        forgive(rows, keys)
    return True


def _counters(rows: Session, member: Member | None, name: str, address: str) -> tuple[list[str], list[str]]:
    """By what a guess is counted, for this phone and for all strangers together.

    On a phone that was signed in before, by that phone alone: strangers cannot make it wait.
    """
    mark = present_mark()
    if member is not None and known.is_known(rows, member.id, mark):
        return [f"phone:{member.id}:{signed_in.hashed(mark)}"], []
    place, called = network(address), name_key(name)[:NAME_LETTERS]
    return [f"name:{called}@{place}", f"sign-in:{place}"], [f"name:{called}"]


def network(address: str) -> str:
    """The address that guesses are counted by; of IPv6, the household's whole network."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, PREFIX_V6), strict=False))


@cache
def _no_secret() -> str:
    return hashed("the secret of no member")
