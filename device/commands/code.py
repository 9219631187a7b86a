"""`formbox code`: prints the page's addresses and the pairing code, with a QR code, as the TV shows them."""

import argparse
from datetime import datetime

from device.admin.web.addresses import noted_addresses, qr_text, start_address
from device.errors import StoreError
from device.store import attempts
from device.store.box import open_box
from device.store.clock.box_time import BoxTime
from device.store.codes import CODE_GUESSES, fresh_code, shown_code
from device.store.database import Database
from device.store.folder import box_folder
from device.store.members import member_named, set_secret


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("code", help="show the pairing code for a phone")
    parser.add_argument("--new", action="store_true", help="make a new code; the old one expires")
    parser.add_argument("--forgotten", metavar="NAME", help="let NAME choose a new PIN with the code")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print them."""
    folder = box_folder()
    with open_box(folder) as database:
        now = BoxTime(database, folder)()
        digits, minutes = _code(database, options, now)
    there = noted_addresses(folder)
    print(qr_text(start_address(there[0], digits)))
    for address in there:
        print(f"  {address}/start")
    print(f"\n  code {digits[:3]} {digits[3:]}, valid for {minutes} minutes and one person")
    return 0


def _code(database: Database, options: argparse.Namespace, now: datetime) -> tuple[str, int]:
    """The digits, and for how many minutes they are valid."""
    with database.session() as session:
        attempts.clear(session, CODE_GUESSES)
        if options.forgotten:
            member = member_named(session, options.forgotten)
            if member is None:
                raise StoreError(f"There is no member called {options.forgotten}.")
            set_secret(member, "")
            code = fresh_code(session, now, member.id)
        else:
            code = (fresh_code if options.new else shown_code)(session, now)
        return code.digits, max(1, round((code.expires_at - now).total_seconds() / 60))
