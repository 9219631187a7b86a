"""The addresses at which a phone reaches the box, and QR codes of them.

Nothing is sent to find out: the kernel says which of its addresses it would send from.
"""

import contextlib
import io
import ipaddress
import json
import socket
from typing import Any, Final

import segno

from device.store.folder import Folder
from models.files import write_atomic

DEFAULT_PORT: Final = 8080
NOTES_FILE: Final = "admin-addresses.json"
# RFC 5737 and RFC 3849: documentation addresses, which no home network uses itself
_AWAY: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def note_addresses(folder: Folder, port: int) -> None:
    """Write the page's addresses into a file, for the TV and the command line.

    The TV's process has no network and could not find them.
    """
    notes = {"port": port, "addresses": addresses(port)}
    if notes != _notes(folder):
        with contextlib.suppress(OSError):  # full, or not to be written: the next call tries again
            write_atomic(folder.run / NOTES_FILE, json.dumps(notes).encode())


def noted_addresses(folder: Folder) -> list[str]:
    """The addresses that were last written, those that work on every phone first; at least one."""
    notes = _notes(folder)
    return [str(one) for one in notes.get("addresses", ())] or addresses(DEFAULT_PORT)


def _notes(folder: Folder) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        notes = json.loads((folder.run / NOTES_FILE).read_bytes())
        if isinstance(notes, dict):
            return notes
    return {}


def addresses(port: int) -> list[str]:
    """The box's addresses in the home, those that work on every phone first."""
    hosts = [address for family, away in _AWAY if (address := _sender(family, away))]
    name = socket.gethostname().partition(".")[0]
    if name and name != "localhost":
        hosts.append(f"{name.lower()}.local")
    return [f"http://{host}:{port}" for host in hosts or ["localhost"]]


def start_address(base: str, digits: str) -> str:
    """The address in the QR code: the start page with the code filled in."""
    return f"{base.rstrip('/')}/start?code={digits}"


def qr_svg(text: str) -> str:
    """A QR code as an <svg>; dark on light in every theme, as cameras want it."""
    image = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        image, kind="svg", xmldecl=False, svgns=False, svgclass="qr", lineclass=None, border=3,
        dark="#0d1016", light="#ffffff", omitsize=True,
    )  # fmt: skip
    return image.getvalue().decode()


def qr_text(text: str) -> str:
    """A QR code for a terminal: two rows of modules in one line of text."""
    page = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(page, border=2, compact=True)
    return page.getvalue()


def _sender(family: socket.AddressFamily, away: str) -> str:
    """The private address from which this host would send to `away`; nothing is sent."""
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as channel:
        channel.connect((away, 9))
        address = ipaddress.ip_address(channel.getsockname()[0].partition("%")[0])
        if address.is_private and not address.is_loopback:
            return f"[{address}]" if address.version == 6 else str(address)
    return ""
