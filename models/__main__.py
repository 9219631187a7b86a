"""`python -m models fetch [NAME ...]`: fetch networks, fonts and sample clips into the cache folder.

NAME: lite, full, heavy, detector, all (of these four), fonts, samples; without one, what a match needs. Exit
status 2, with one sentence on stderr, when something cannot be had.
"""

import argparse
import sys
from typing import Final

from models.errors import ModelError
from models.fetching.fetch import MATCH_MODELS, fetch, fetch_font
from models.fetching.manifest import manifest
from models.fetching.samples import sample, sample_names

# names that stand for something else than a network
NO_NETWORK: Final = ("fonts", "samples")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status, 0 or 2."""
    everything = [model.name for model in manifest().models]
    parser = argparse.ArgumentParser(
        prog="python -m models", description="Fetch the pose networks, fonts and sample clips."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    fetching = commands.add_parser("fetch", help="fetch networks (default: what a match needs)")
    fetching.add_argument(
        "what",
        nargs="*",
        metavar="NAME",
        help=f"{', '.join(everything)}, all, fonts (letters for Chinese and Korean), or samples (test clips)",
    )
    chosen = parser.parse_args(arguments).what or list(MATCH_MODELS)
    unknown = sorted(set(chosen) - {*everything, "all", *NO_NETWORK})
    if unknown:
        parser.error(f"there is no network called {', '.join(unknown)}")
    try:
        networks = everything if "all" in chosen else [name for name in chosen if name not in NO_NETWORK]
        paths = list(fetch(networks).values())
        if "fonts" in chosen:
            paths += [fetch_font(font.name) for font in manifest().fonts]
        if "samples" in chosen:
            paths += [sample(name) for name in sample_names()]
    except ModelError as error:
        print(error, file=sys.stderr)
        return 2
    for path in paths:
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
