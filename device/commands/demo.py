"""`formbox demo`: plays a match without camera and lesson: rendered films of a tutor and of a user.

The user is a mannequin that is late and a little wrong. With `--real` the films are of people, from two
cameras of one motion. The match is that of `formbox match`, in real time, with a film as camera.
"""

import argparse
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from tqdm import tqdm

from device.camera.mannequin import MANNEQUIN, mannequin_film
from device.choices import SCREEN_MODES
from device.commands import match
from device.errors import OutputError
from device.media.video import frames
from device.messages import Frame
from device.tv.display.display import window_or_headless
from models.fetching.samples import sample
from models.film import FilmWriter
from models.mannequin.script_file import read_script

ROLES: Final[tuple[Literal["lesson", "user"], ...]] = ("lesson", "user")
# Of four cameras that filmed one motion, the two nearest to each other.
REAL_TUTOR: Final = "single_cam03"
REAL_USER: Final = "single_cam04"
REAL_TITLE: Final = "Follow the real tutor"
# Length of the match; the clips last a few seconds and are repeated.
REAL_MATCH_S: Final = 24.0
REAL_FIT: Final = (1280, 960)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("demo", help="play a match that needs neither camera nor lesson")
    parser.add_argument(
        "--folder", type=Path, default=Path("demo"), help="folder for all files (default: demo)"
    )
    parser.add_argument("--real", action="store_true", help="films of people instead of mannequins")
    parser.add_argument("--screen", choices=SCREEN_MODES, default="auto", help="where to draw")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the films if they are missing, play, and print the paths of all files."""
    folder: Path = options.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    lesson, user, title = _real_films(folder) if options.real else mannequin_films(folder)
    screen = window_or_headless() if options.screen == "auto" else options.screen
    words = ["match", str(lesson), "--camera", str(user), "--title", title, "--screen", screen]
    outputs = {"record": "match.mp4", "picture": "result.png", "json": "result.json", "track": "track.npz"}
    for option, name in outputs.items():
        (folder / name).unlink(missing_ok=True)
        words += [f"--{option}", str(folder / name)]
    parser = argparse.ArgumentParser()
    match.add(parser.add_subparsers())
    status = match.run(parser.parse_args(words))
    print("\n" + "\n".join(str(folder / name) for name in outputs.values() if (folder / name).exists()))
    return status


def mannequin_films(folder: Path) -> tuple[Path, Path, str]:
    """(lesson, user, title): rendered films; rendered again when the mannequin's code or scripts changed."""
    films = []
    for role in ROLES:
        with tqdm(desc=f"rendering the {role}", unit=" pictures", delay=1) as bar:

            def progress(done: int, total: int, bar: "tqdm[None]" = bar) -> None:
                bar.total = total
                bar.update(done - bar.n)

            films.append(mannequin_film(role, folder, progress))
    title = read_script(MANNEQUIN / "scripts" / "demo_lesson.toml").title
    return films[0], films[1], title


def _real_films(folder: Path) -> tuple[Path, Path, str]:
    """(lesson, user, title): two cameras of one motion, each clip repeated for the length of a match."""
    films = []
    for name, clip in (("lesson", REAL_TUTOR), ("user", REAL_USER)):
        film = folder / f"real-{name}-{clip}.mp4"
        if not film.exists():
            _repeat(sample(clip), film)
        films.append(film)
    return films[0], films[1], REAL_TITLE


def _repeat(clip: Path, film: Path) -> None:
    pictures = list(frames(clip, REAL_FIT))
    step = pictures[-1].time_s / (len(pictures) - 1)
    height, width = pictures[0].image.shape[:2]
    with FilmWriter(film, width, height, 1 / step) as writer:
        for frame in itertools.takewhile(lambda frame: frame.time_s < REAL_MATCH_S, _again(pictures, step)):
            writer.add(frame.image, frame.time_s)


def _again(pictures: list[Frame], step_s: float) -> Iterator[Frame]:
    """The pictures forwards and backwards in turn, endlessly, so that nothing jumps."""
    order = [*pictures, *pictures[-2:0:-1]]
    return (Frame(number * step_s, frame.image) for number, frame in enumerate(itertools.cycle(order)))
