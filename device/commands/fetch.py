"""`formbox fetch`: downloads the videos of the links that the night put into the inbox, and ends.

Started by systemd when there is such a link (systemd/formbox-fetch.path), or by `formbox overnight`.
"""

import argparse
import logging
from typing import Final

from device.overnight import confinement
from device.overnight.links.fetch import fetch_all
from device.overnight.links.spool import spool_of
from device.store.folder import box_folder

# MiB; the unit's limit is 512, at which the system would kill the process.
MEMORY_MB: Final = 384

log = logging.getLogger(__name__)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("fetch", help="download the videos of links for the night")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Download for every link in the spool; of the files of its user this process opens the spool's only."""
    spool = spool_of(box_folder())
    spool.make()
    confinement.limit_memory(MEMORY_MB)
    for lack in confinement.keep_to(
        read=(), written=(spool.wanted_folder, spool.fetched_folder), network=True
    ):
        log.warning("%s", lack)
    fetch_all(spool)
    return 0
