"""`python -m tests.tools.judge.people`: how fair the scores are to real people, into build/people.json."""

import json
import sys

from tests.tools.judge.clips import STORE
from tests.tools.judge.people import table
from tests.tools.judge.people.measure import measure


def main():
    """Measure, print and write."""
    report = measure()
    if report is not None:
        table.show(report)
        (STORE.parent / "people.json").write_text(json.dumps(report, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
