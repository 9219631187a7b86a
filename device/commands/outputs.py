"""What a command writes: checked before the long work begins, so that nothing is lost at its end."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import cv2

from device.errors import OutputError
from device.match.play.recorder import RATE_FPS, Recorder
from device.match.results.report import as_json, as_table
from device.messages import MatchResult, Moments
from device.ports import Screen
from device.store.tracks import save_track
from device.tv.television import Television
from device.views import Ended, ResultView
from device.words.lookup import words
from models.files import write_atomic

# How long the result stays at the end of a film.
RESULT_S: Final = 4.0


def check_outputs(outputs: Iterable[Path | None], inputs: Iterable[Path] = ()) -> None:
    """Raise OutputError when one of `outputs` cannot be written, or would replace an input or another one."""
    taken = {path.resolve() for path in inputs}
    for path in outputs:
        if path is None:
            continue
        _check(path)
        if path.resolve() in taken:
            raise OutputError(f"{path} would replace a file that this command reads or writes as well.")
        taken.add(path.resolve())


def _check(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder; a file name is needed.")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path} is no ordinary file.")
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}.")
    trial = path.parent / f".{path.name}.try"
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise OutputError(f"{path.parent} cannot be written: {error.strerror}.") from error


def of_people(path: Path | None, people: int) -> tuple[Path, ...]:
    """Where something of each person goes: at `path`, the second person's beside it with -2 in its name."""
    if path is None:
        return ()
    return (path, path.with_stem(f"{path.stem}-2"))[:people]


def keep(results: Sequence[MatchResult], options: argparse.Namespace, track: Path | None = None) -> None:
    """Write the JSON that was asked for and each person's own poses, and print the table."""
    if options.json is not None:
        write_atomic(options.json, as_json(results).encode())
    for place, result in zip(of_people(track, len(results)), results, strict=False):
        save_track(place, result.track)
    print(as_table(results, words(options.language)), flush=True)


def show_result(screen: Screen, results: Sequence[MatchResult], moments: Sequence[Moments] = ()) -> None:
    """The end of a match on the screen; moments: each person's best and worst, if there are any."""
    known = (*moments, *((None, None),) * len(results))
    people = (
        Ended(result, best=best, worst=worst, repetitions=result.repetitions)
        for result, (best, worst) in zip(results, known, strict=False)
    )
    screen.show(ResultView(tuple(people)))


def add_result(recorder: Recorder, screen: Television, from_s: float) -> None:
    """Let the result screen stand at the end of a film."""
    picture = screen.picture()
    for number in range(round(RESULT_S * RATE_FPS)):
        recorder.add(picture, from_s + number / RATE_FPS, wait=True)


def write_picture(path: Path, screen: Television) -> None:
    """What the screen shows, as a PNG."""
    good, data = cv2.imencode(".png", cv2.cvtColor(screen.picture(), cv2.COLOR_RGB2BGR))
    if not good:
        raise OutputError(f"{path} could not be made.")
    write_atomic(path, data.tobytes())
