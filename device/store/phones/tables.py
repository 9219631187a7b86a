"""The tables of phones. A backup holds neither: it must not sign its finder in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from device.store.columns import Base


class SignedInPhone(Base):
    """A browser in which a member is signed in. token_hash: SHA-256 of what its cookie holds; phone: what
    it is, in words ("iPhone · Safari"); brought_over: its cookie was made before there were rows; such a one
    is kept after its end, so that its old cookie does not begin it anew.
    """

    __tablename__ = "signed_in_phones"
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    phone: Mapped[str]
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    brought_over: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]


class KnownPhone(Base):
    """A browser in which a member was signed in at some time. It gives no rights: guesses of strangers do not
    make it wait. mark_hash: SHA-256 of its long-lived cookie.
    """

    __tablename__ = "known_phones"
    __table_args__ = (UniqueConstraint("member_id", "mark_hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    mark_hash: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime]
