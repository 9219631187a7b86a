"""`formbox fetch`: downloads the videos of the links that the night put into the inbox, and ends.

Started by systemd when there is such a link (systemd/formbox-fetch.path), or by `formbox overnight`.
"""

import argparse

from device.overnight.links.fetch import fetch_all
from device.overnight.links.spool import spool_of
from device.store.folder import box_folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("fetch", help="download the videos of links for the night")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Download for every link in the spool."""
    fetch_all(spool_of(box_folder()))
    return 0
