"""`formbox demo`: the whole box without a camera: a lesson, a user who is late and a little wrong, a match.

The lesson and its user are mannequins, rendered once, or with `--real` two cameras of one motion. The match
is the one of `formbox match`, at real speed, with a film in place of the camera.
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
# Two of four cameras that filmed one motion at once, the two that stand nearest to each other.
REAL_TUTOR: Final = "single_cam03"
REAL_USER: Final = "single_cam04"
REAL_TITLE: Final = "Follow the real tutor"
# The real clips last a few seconds: repeated, they make a match of this length.
REAL_MATCH_S: Final = 24.0
REAL_FIT: Final = (1280, 960)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("demo", help="play a match that needs neither camera nor lesson")
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where everything is written")
    parser.add_argument("--real", action="store_true", help="real people instead of mannequins")
    parser.add_argument("--screen", choices=SCREEN_MODES, default="auto", help="where to draw")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the films if they are not there, play, and say where everything lies."""
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
    """The rendered lesson, its user, and the lesson's title; rendered again when the mannequin changed."""
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
    """Two cameras of one motion, each repeated until they fill a match."""
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
    """The pictures forwards and backwards in turn, without a jump, for ever."""
    order = [*pictures, *pictures[-2:0:-1]]
    return (Frame(number * step_s, frame.image) for number, frame in enumerate(itertools.cycle(order)))
