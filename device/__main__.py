"""The command line: `formbox COMMAND`. A plain sentence and status 2 when something cannot be done."""

import argparse
import importlib
import logging
import sys
from typing import Final

from device.errors import FormboxError
from device.runtime import ending
from models.errors import ModelError

# name of the command and of its file in device/commands
COMMANDS: Final = (
    "run", "station", "admin", "overnight", "code", "match", "compare", "pose", "demo",
    "doctor", "backup", "restore", "orphans", "fetch",
)  # fmt: skip
INTERRUPTED: Final = 130  # 128 + SIGINT, as a shell reports it


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did its work, 2 with one sentence on stderr when it could not."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    ending.listen()  # everything is put away and nothing half-written stays
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except (FormboxError, ModelError) as error:
        print(f"formbox: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        # a full disk, a folder that vanished: the system's own words are plain enough
        print(f"formbox: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="formbox", description="A box under the TV that sees you train.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # only the chosen command is imported: the others' parts would cost a match memory and time
    for name in words[:1] if words[:1] and words[0] in COMMANDS else COMMANDS:
        importlib.import_module(f"device.commands.{name}").add(commands)
    options = parser.parse_args(words)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
