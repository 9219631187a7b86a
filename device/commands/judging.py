"""Options that several commands share: people, scoring method, language, pose network."""

import argparse

from device.choices import DEFAULT_METHOD, METHODS, PEOPLE, POSE_MODELS
from device.words.languages import DEFAULT_LANGUAGE, LANGUAGES


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that score people, and those of `add_network`."""
    parser.add_argument(
        "--people", type=int, choices=PEOPLE, default=1, help="number of people who follow the tutor"
    )
    parser.add_argument("--method", choices=METHODS, default=DEFAULT_METHOD, help="scoring method")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help="language of the TV and of the table"
    )
    add_network(parser)


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add the options of the pose network."""
    parser.add_argument(
        "--model",
        choices=POSE_MODELS,
        default="lite",
        help="pose network; a larger one is slower and more exact",
    )
    add_threads(parser)


def add_threads(parser: argparse.ArgumentParser) -> None:
    """Add --threads: processor threads of the pose network."""
    parser.add_argument(
        "--threads",
        type=int,
        choices=range(1, 9),
        default=1,
        metavar="1..8",
        help="CPU threads of the pose network",
    )
