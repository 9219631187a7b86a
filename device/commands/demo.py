"""`formbox demo`: the whole box without a camera: a lesson, a user who is late and a little wrong, a match.

The lesson and its user are mannequins, rendered once, or with `--real` two cameras of one motion. The match
is the one of `formbox match`, at real speed, with a film in place of the camera.
"""

import argparse
from pathlib import Path
from typing import Final

import models.mannequin
from device.commands import match
from device.errors import OutputError

SCRIPTS: Final = Path(models.mannequin.__file__).parent / "scripts"
# The real clips are a few seconds long; so often they make a match of about half a minute.
REAL_LOOPS: Final = 6
REAL_FPS: Final = 60


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("demo", help="play a match that needs neither camera nor lesson")
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where everything is written")
    parser.add_argument("--real", action="store_true", help="real people instead of mannequins")
    parser.add_argument(
        "--screen", choices=("auto", "fullscreen", "window", "headless"), default="auto", help="where to draw"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the films if they are not there, play, and say where everything lies."""
    folder: Path = options.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    lesson, user = _real_films(folder) if options.real else _mannequin_films(folder)
    words = argparse.Namespace(
        lesson=lesson,
        title="Follow the real tutor" if options.real else "Morning mix",
        camera=str(user),
        screen="window" if options.screen == "auto" and _windowed() else options.screen,
        method="paper",
        model="lite",
        threads=1,
        silent=False,
        record=folder / "match.mp4",
        picture=folder / "result.png",
        json=folder / "result.json",
        track=folder / "track.npz",
    )
    status = match.run(words)
    print(f"\n{words.record}\n{words.picture}\n{words.json}")
    return status
