"""`python -m models.references [--out FILE]`: make the table of movements and views of `keypoint_dtw`."""

import argparse
import errno
import sys
from pathlib import Path

from models.references.make import FILE, made, write


def main(arguments: list[str] | None = None) -> int:
    """Make the table. Returns 0, or 2 with one sentence on stderr when it cannot be written."""
    parser = argparse.ArgumentParser(prog="python -m models.references", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE, help="the file to write (the one in the tree)")
    path = parser.parse_args(arguments).out
    try:
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path.parent))
        write(made(), path)
    except OSError as error:
        print(f"cannot write {path}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
