"""The command line: `formbox COMMAND`. Errors are one sentence on stderr and exit status 2."""

import argparse
import importlib
import logging
import sys
from typing import Final

from device.errors import FormboxError
from device.runtime import ending
from models.errors import ModelError

# names of the commands and of their files in device/commands
COMMANDS: Final = (
    "run", "station", "admin", "overnight", "code", "match", "compare", "recognise", "pose", "demo",
    "doctor", "backup", "restore", "orphans", "fetch",
)  # fmt: skip
INTERRUPTED: Final = 130  # 128 + SIGINT, as a shell reports it


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0, 2 after an error, INTERRUPTED, or the command's own."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    ending.listen()  # SIGTERM unwinds the stack, so that everything is closed
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except (FormboxError, ModelError) as error:
        print(f"formbox: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        # as a full disk or a missing folder: the system's message is plain enough
        print(f"formbox: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="formbox", description="Plays lessons on a TV and scores how well you follow them."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # import only the chosen command: the others would cost memory and time
    for name in words[:1] if words[:1] and words[0] in COMMANDS else COMMANDS:
        importlib.import_module(f"device.commands.{name}").add(commands)
    options = parser.parse_args(words)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
