"""`python -m models.mannequin render SCRIPT.toml OUT.mp4 [--truth TRUTH.npz] [--threads N]`.

Renders the script to a film, and writes its truth.
"""

import argparse
import errno
import sys
from pathlib import Path

from tqdm import tqdm

from models.mannequin.filming import render
from models.mannequin.limits import ScriptError
from models.mannequin.script_file import read_script
from models.mannequin.truth import save_truth

BAD_INPUT = 2


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one thread is needed")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Returns 0, or 2 with one sentence on stderr for a bad script or an unwritable file."""
    parser = argparse.ArgumentParser(prog="python -m models.mannequin", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("render", help="make a film of a script")
    command.add_argument("script", type=Path)
    command.add_argument("film", type=Path)
    command.add_argument("--truth", type=Path, help="write landmarks, angles and repetitions here (.npz)")
    command.add_argument("--threads", type=_count, default=None, help="drawing threads (all cores)")
    chosen = parser.parse_args(arguments)
    try:
        script = read_script(chosen.script)
        # checked first, so that no film is left beside a truth that could not be written
        if chosen.truth is not None and not chosen.truth.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(chosen.truth))
        with tqdm(unit="frame", desc=chosen.film.name, dynamic_ncols=True) as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            performance = render(script, chosen.film, advance, chosen.threads)
        if chosen.truth is not None:
            save_truth(performance.truth, chosen.truth)
    except ScriptError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"cannot write {error.filename or chosen.film}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return 0


if __name__ == "__main__":
    sys.exit(main())
