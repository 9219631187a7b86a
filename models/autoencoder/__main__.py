"""`python -m models.autoencoder train`: train the encoder, write the file and print its evaluation.

Needs TensorFlow, which `make autoencoder` installs into .venv-train; nothing else of Formbox does.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np

from models.autoencoder import ENCODER, figures
from models.autoencoder.moments import Moments, moments, recorded
from models.files import write_atomic
from models.mannequin.movements import MOVEMENTS

# made-up moments to train on, and the seed of the file in the tree
COUNT = 40_000
SEED = 20


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 0, or 2 with one sentence on stderr."""
    chosen = _parser().parse_args(arguments)
    try:
        from models.autoencoder.train import train  # noqa: PLC0415 (only training needs TensorFlow)
    except ImportError:
        print("Training needs TensorFlow: run make autoencoder.", file=sys.stderr)
        return 2
    random = np.random.default_rng(chosen.seed)
    try:
        learn_from = moments(chosen.moments, random, frozenset(chosen.without))
        if chosen.tracks is not None:
            learn_from = _both(learn_from, recorded(chosen.tracks, random))
        trained = train(learn_from, chosen.seed, pull=chosen.pull)
        write_atomic(chosen.out, trained.graph)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(learn_from.clean)} moments, reconstruction error {trained.reconstruction:.3f}")
    print(f"{chosen.out}: {len(trained.graph)} bytes, sha256 {hashlib.sha256(trained.graph).hexdigest()}")
    figures.show(figures.scores(trained.encode, chosen.without or figures.EXERCISES))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.autoencoder", description=__doc__)
    command = parser.add_subparsers(required=True).add_parser("train", help="train, write and evaluate")
    command.add_argument("--out", type=Path, default=ENCODER, help="the file to write")
    command.add_argument("--tracks", type=Path, help="a folder with tracks of real people to train on too")
    command.add_argument("--moments", type=int, default=COUNT, help=f"number of made-up moments ({COUNT})")
    command.add_argument("--seed", type=int, default=SEED)
    command.add_argument("--pull", type=float, default=0.1, help="weight of the contrastive term (0.1)")
    command.add_argument(
        "--without", nargs="+", default=[], choices=sorted(MOVEMENTS), metavar="MOVEMENT",
        help="movements to leave out of training; only these are evaluated",
    )  # fmt: skip
    return parser


def _both(one: Moments, other: Moments) -> Moments:
    return Moments(
        *(np.concatenate([getattr(part, name) for part in (one, other)]) for name in Moments.__slots__)
    )


if __name__ == "__main__":
    sys.exit(main())
