"""The words of a command that judges people: how many, how, and in which language they are told."""

import argparse

from device.choices import DEFAULT_METHOD, METHODS, PEOPLE, POSE_MODELS
from device.words.languages import DEFAULT_LANGUAGE, LANGUAGES


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add them, and those of the pose network."""
    parser.add_argument("--people", type=int, choices=PEOPLE, default=1, help="how many follow the tutor")
    parser.add_argument("--method", choices=METHODS, default=DEFAULT_METHOD, help="how to score")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help="what the TV and the table speak"
    )
    add_network(parser)


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add what the pose network is, and how much of the machine it takes."""
    parser.add_argument("--model", choices=POSE_MODELS, default="lite", help="pose network")
    parser.add_argument(
        "--threads", type=int, choices=range(1, 9), default=1, metavar="1..8", help="CPU threads"
    )
