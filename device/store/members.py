"""The people of the household as rows: found by name, added, changed, removed.

A secret is stored as the page hashed it. An empty hash fits no secret: its member needs a code to choose a
new one.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from device.errors import StoreError
from device.look_alikes import skeleton
from device.spelling import fold, one_line
from device.store.columns import NAME_MAX, stored_name
from device.store.phones import signed_in
from device.store.phones.signed_in import SEEN_EVERY_S
from device.store.tables import Member, Role

KEY_BYTES: Final = 16  # of a member's key: too many to guess
_KEY_HEAD: Final = NAME_MAX - 65  # letters of a long name that are left before "#" and 64 digits


class NameTakenError(StoreError):
    """A member of the household has this name already."""


class LooksAlikeError(NameTakenError):
    """A member of the household has a name that looks like this one."""


def name_key(name: str) -> str:
    """The name in the form that is compared: one case, one form of each letter, single spaces.

    One letter may become 18 in that form: what does not fit into the column ends in a hash of all of it.
    """
    key = one_line(unicodedata.normalize("NFKC", name).casefold())
    if len(key) <= NAME_MAX:
        return key
    return f"{key[:_KEY_HEAD]}#{hashlib.sha256(key.encode()).hexdigest()}"


def members(session: Session) -> Sequence[Member]:
    """All members, in the order in which they were added."""
    return session.scalars(select(Member).order_by(Member.id)).all()


def lock_household(session: Session) -> None:
    """Let no other transaction change any member until this one ends.

    Always in the same order, so that two do not wait for each other; SQLite lets one write at a time anyway.
    """
    session.scalars(select(Member.id).order_by(Member.id).with_for_update()).all()


def member_count(session: Session) -> int:
    """The number of members; 0 on a box without an owner."""
    return session.scalar(select(func.count()).select_from(Member)) or 0


def member_named(session: Session, name: str) -> Member | None:
    """The member of that name, however it is typed; without its accents, if only one is called so."""
    same = session.scalars(select(Member).where(Member.name_key == name_key(name))).one_or_none()
    if same is not None:
        return same
    alike = [member for member in members(session) if fold(member.name) == fold(name)]
    return alike[0] if len(alike) == 1 else None


def member_by_key(session: Session, member_id: int, key: str) -> Member | None:
    """The member whom a cookie of before names, unless they have been signed out everywhere since."""
    member = session.get(Member, member_id)
    if member is None or not member.key:  # a restored member has no key until they sign in
        return None
    return member if secrets.compare_digest(member.key, key) else None


def add_member(
    session: Session, now: datetime, name: str, role: Role, colour: str, language: str, secret: str
) -> Member:
    """A new member, with their id. Raises NameTakenError."""
    _free_name(session, name, None)
    member = Member(
        name=stored_name(name),
        name_key=name_key(name),
        role=role,
        colour=colour,
        language=language,
        secret=secret,
        key=secrets.token_hex(KEY_BYTES),
        created_at=now,
    )
    session.add(member)
    session.flush()
    return member


def rename(session: Session, member: Member, name: str) -> None:
    """Give a member another name. Raises NameTakenError."""
    _free_name(session, name, member.id)
    member.name, member.name_key = stored_name(name), name_key(name)


def set_secret(member: Member, secret: str) -> None:
    """Set another secret, and end every session of the member."""
    member.secret = secret
    sign_out_everywhere(member)


def sign_out_everywhere(member: Member) -> None:
    """End every session of a member, whose row is in a session of the database."""
    member.key = secrets.token_hex(KEY_BYTES)
    session = object_session(member)
    if session is not None:
        signed_in.end_all(session, member.id)


def note_seen(member: Member, now: datetime) -> None:
    """Update `seen_at` if it is older than SEEN_EVERY_S, or of a time to come: the clock was set back."""
    if is_news(member, now):
        member.seen_at = now


def is_news(member: Member, now: datetime) -> bool:
    """Whether `note_seen` would write."""
    return member.seen_at is None or abs((now - member.seen_at).total_seconds()) >= SEEN_EVERY_S


def owners(session: Session) -> int:
    """How many owners there are: the last one stays."""
    return session.scalar(select(func.count()).select_from(Member).where(Member.role == Role.OWNER)) or 0


def remove_member(session: Session, member: Member) -> None:
    """Remove a member from the household; their matches and lessons stay, without a name."""
    session.delete(member)


def _free_name(session: Session, name: str, member_id: int | None) -> None:
    holder = session.scalars(select(Member).where(Member.name_key == name_key(name))).one_or_none()
    if holder is not None and holder.id != member_id:
        raise NameTakenError(f"There is a {holder.name} already.")
    if holder is None and looks_taken(session, name, member_id):
        raise LooksAlikeError("Somebody here has a name that looks like this one.")


def looks_taken(session: Session, name: str, member_id: int | None = None) -> bool:
    """Whether the name of another member looks like this one."""
    looks = skeleton(name)
    return any(one.id != member_id and skeleton(one.name) == looks for one in members(session))
