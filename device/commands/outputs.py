"""The files that a command writes; paths are checked before the long work, so that no result is lost."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import cv2

from device.errors import OutputError
from device.match.play.recorder import RATE_FPS, Recorder
from device.match.results.offset import Offset
from device.match.results.report import as_json, as_table
from device.messages import MatchResult, Moments
from device.ports import Screen
from device.store.tracks import save_track
from device.tv.television import Television
from device.views import Ended, ResultView
from device.words.lookup import words
from models.files import write_atomic
from scoring.demands import Demands

# Seconds of the result screen at the end of a film.
RESULT_S: Final = 4.0


def check_outputs(outputs: Iterable[Path | None], inputs: Iterable[Path] = ()) -> None:
    """Raise OutputError if an output cannot be written, or would replace an input or another output."""
    taken = {path.resolve() for path in inputs}
    for path in outputs:
        if path is None:
            continue
        _check(path)
        if path.resolve() in taken:
            raise OutputError(f"{path} is another input or output of this command, too.")
        taken.add(path.resolve())


def _check(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder; a file name is needed.")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path} is not a regular file.")
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}.")
    trial = path.parent / f".{path.name}.try"
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise OutputError(f"{path.parent} cannot be written: {error.strerror}.") from error


def person_paths(path: Path | None, people: int) -> tuple[Path, ...]:
    """A path per person: `path`, for the second with -2 in its name; () for None."""
    if path is None:
        return ()
    return (path, path.with_stem(f"{path.stem}-2"))[:people]


def write_results(
    results: Sequence[MatchResult],
    options: argparse.Namespace,
    track: Path | None = None,
    *,
    demands: Demands,
    offset: Offset | None = None,
) -> None:
    """Write the requested JSON and each person's poses (track), and print the table.

    demands: what was asked of people; offset: of a recording, None of a match.
    """
    if options.json is not None:
        write_atomic(options.json, as_json(results, demands=demands, offset=offset).encode())
    for place, result in zip(person_paths(track, len(results)), results, strict=False):
        save_track(place, result.track)
    print(as_table(results, words(options.language)), flush=True)


def show_result(screen: Screen, results: Sequence[MatchResult], moments: Sequence[Moments] = ()) -> None:
    """Show the result screen. moments: each person's best and worst, if known."""
    known = (*moments, *((None, None),) * len(results))
    people = (
        Ended(result, best=best, worst=worst, repetitions=result.repetitions)
        for result, (best, worst) in zip(results, known, strict=False)
    )
    screen.show(ResultView(tuple(people)))


def add_result(recorder: Recorder, screen: Television, from_s: float) -> None:
    """Append RESULT_S of the screen's picture to a film, from second `from_s` on."""
    picture = screen.picture()
    for number in range(round(RESULT_S * RATE_FPS)):
        recorder.add(picture, from_s + number / RATE_FPS, wait=True)


def write_picture(path: Path, screen: Television) -> None:
    """Write the screen's picture as a PNG. Raises OutputError when it cannot be encoded."""
    good, data = cv2.imencode(".png", cv2.cvtColor(screen.picture(), cv2.COLOR_RGB2BGR))
    if not good:
        raise OutputError(f"{path} could not be encoded.")
    write_atomic(path, data.tobytes())
