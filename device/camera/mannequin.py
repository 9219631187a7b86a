"""The demo's two films of rendered mannequins, for a box without a camera or people.

A film is rendered once, which takes minutes, and again after a change in models/mannequin.
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
# The names of films made here; no other file is ever removed.
RENDERED: Final = re.compile(r"(lesson|user)-[0-9a-f]{12}\.mp4")
# The longest time, s, that a Raspberry Pi needs to render a film on one core.
RENDERING_MAX_S: Final = 1800.0


def mannequin_film(
    role: Literal["lesson", "user"],
    folder: Path,
    progress: Progress | None = None,
    threads: int | None = None,
) -> Path:
    """The film of the demo's lesson or of the user who follows it; made in `folder` when it is missing.

    `progress(done, total)` is called after every rendered picture. Raises OSError.
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
