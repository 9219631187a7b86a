"""`python -m models.recogniser train [--method NAME]`: train what recognises exercises, and write its file.

Needs what `make recogniser` installs into .venv-train; nothing else of Formbox does.
"""

import argparse
import sys
from pathlib import Path

from models.mannequin.library import LIBRARY
from models.recogniser.method import Chosen
from models.recogniser.methods import METHODS

# of the files in the tree
SEED = 12


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 0, or 2 with one sentence on stderr."""
    chosen = _parser().parse_args(arguments)
    for name in chosen.method:
        sets = METHODS[name].sets if chosen.sets is None else chosen.sets
        how = Chosen(names=tuple(chosen.names), sets=sets, seed=chosen.seed, out=chosen.out)
        try:
            lines = METHODS[name].train(how)
        except ImportError:
            print("Training needs its own environment: run make recogniser.", file=sys.stderr)
            return 2
        except (ValueError, OSError) as error:
            print(error, file=sys.stderr)
            return 2
        print(f"{name}: {METHODS[name].about}", *lines, sep="\n  ")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.recogniser", description=__doc__)
    command = parser.add_subparsers(required=True).add_parser("train", help="train and write")
    command.add_argument(
        "--method", nargs="+", choices=sorted(METHODS), default=sorted(METHODS), help="which (default: all)"
    )
    command.add_argument(
        "--names", nargs="+", choices=sorted(LIBRARY), default=list(LIBRARY), metavar="NAME",
        help="which exercises (default: all)",
    )  # fmt: skip
    command.add_argument(
        "--sets", type=int, help="made-up sets of each name (default: as many as the file in the tree had)"
    )
    command.add_argument("--seed", type=int, default=SEED)
    command.add_argument("--out", type=Path, help="the file to write (default: the one in the tree)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
