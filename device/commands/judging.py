"""Options that several commands share: people, scoring method, what a lesson asks, language, pose network."""

import argparse
from dataclasses import replace
from typing import Any, Final

from device.choices import DEFAULT_METHOD, METHODS, PEOPLE, POSE_MODELS
from device.words.languages import DEFAULT_LANGUAGE, LANGUAGES
from scoring.demands import Demands
from scoring.limb import Limb

AUTO: Final = "auto"
ON_BEAT: Final = "beat"
TIMINGS: Final = (AUTO, ON_BEAT, "free")


class _LeaveOut(argparse.Action):
    """Collects limbs in a frozenset; refuses the last one that would count."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - its interface
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,  # noqa: ARG002 - its interface
    ) -> None:
        """Add one."""
        left_out = getattr(namespace, self.dest) | {Limb(values)}
        if left_out == set(Limb):
            raise argparse.ArgumentError(self, "something must count: arms, legs or head")
        setattr(namespace, self.dest, left_out)


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that score people, and those of `add_network`."""
    parser.add_argument(
        "--people", type=int, choices=PEOPLE, default=1, help="number of people who follow the tutor"
    )
    parser.add_argument("--method", choices=METHODS, default=DEFAULT_METHOD, help="scoring method")
    parser.add_argument(
        "--ignore",
        action=_LeaveOut,
        choices=tuple(Limb),
        default=frozenset[Limb](),
        help="a limb that does not matter; may be given twice",
    )
    parser.add_argument(
        "--timing",
        choices=TIMINGS,
        default=AUTO,
        help="whether being late costs points: as on a beat, freely, or by whether the tutor has a beat",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help="language of the TV and of the table"
    )
    add_network(parser)


def demands_of(found: Demands, options: argparse.Namespace) -> Demands:
    """What is asked of people, by the options. found: in the tutor's film."""
    on_beat = found.on_beat if options.timing == AUTO else options.timing == ON_BEAT
    return replace(found, ignored=options.ignore, on_beat=on_beat)


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
