"""`python -m models fetch [lite|full|heavy|detector|all|fonts|samples]`: networks and more into the cache."""

import argparse
import sys
from typing import Final

from models.errors import ModelError
from models.fetching.fetch import MATCH_MODELS, fetch, fetch_font
from models.fetching.manifest import manifest
from models.fetching.samples import sample, sample_names

# words that bring something else than a network
NO_NETWORK: Final = ("fonts", "samples")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 with one sentence on stderr."""
    everything = [model.name for model in manifest().models]
    parser = argparse.ArgumentParser(prog="python -m models", description="Bring the networks of the box.")
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
