"""What the waiting box shows, as a value: decided by the host, drawn by `idle_screen`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdleView:
    """address: where the page is, without "http://"; link: what the square of dots says; code: six digits for
    a new phone, if any; busy: a lesson is being made ready; notice: what went wrong, as a key of the words.
    """

    address: str
    link: str
    code: str | None = None
    busy: bool = False
    notice: str | None = None
