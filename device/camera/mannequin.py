"""The demo's mannequins as films: what the box sees when it has no camera and no people.

Rendered once, which takes minutes, and again when the mannequin changed.
"""

import hashlib
import re
from pathlib import Path
from typing import Final, Literal

import models.mannequin
from models.files import locked
from models.mannequin.filming import Progress, render
from models.mannequin.script_file import read_script

MANNEQUIN: Final = Path(models.mannequin.__file__).parent
# Only films that were made here are ever removed.
RENDERED: Final = re.compile(r"(lesson|user)-[0-9a-f]{12}\.mp4")
# Rendering on a Pi, one picture after another.
RENDERING_MAX_S: Final = 1800.0


def mannequin_film(
    role: Literal["lesson", "user"],
    folder: Path,
    progress: Progress | None = None,
    threads: int | None = None,
) -> Path:
    """The film of the demo's lesson or of who follows it, in `folder`, which is made when it is not there.

    `progress(done, total)` is called after every picture that has to be rendered. Raises OSError.
    """
    code = hashlib.sha256()
    for path in sorted((*MANNEQUIN.rglob("*.py"), *MANNEQUIN.rglob("*.toml"))):
        code.update(path.read_bytes())
    film = folder / f"{role}-{code.hexdigest()[:12]}.mp4"
    with locked(folder):
        if not film.exists():
            render(read_script(MANNEQUIN / "scripts" / f"demo_{role}.toml"), film, progress, threads)
            for old in folder.glob(f"{role}-*.mp4"):
                if RENDERED.fullmatch(old.name) and old != film:
                    old.unlink()
    return film
