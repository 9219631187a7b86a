"""`formbox fetch`: brings the videos behind the links that the night left in the inbox, and ends.

Started by systemd when there is such a link (systemd/formbox-fetch.path), or by the night itself.
"""

import argparse

from device.overnight.links.fetch import fetch_all
from device.overnight.links.spool import spool_of
from device.store.folder import box_folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("fetch", help="bring the videos behind links that the night wants")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Work off every order."""
    fetch_all(spool_of(box_folder()))
    return 0
