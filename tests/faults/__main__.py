"""Does the worst on purpose: `python -m tests.faults --kills 1000 --flips 1000`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from .everything import PARTS, SERVER, Everything
from .operations import BY_NAME


def main(arguments: list[str]) -> int:
    """Run what is asked for; the answer is the exit code: 1 where something gave."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="over all operations; %(default)s")
    parser.add_argument("--flips", type=int, default=200, help="of store and index; %(default)s")
    parser.add_argument("--seconds", type=float, default=10, help="of two servers at once")
    parser.add_argument("--seed", type=int, default=1, help="decides where; %(default)s")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME",
        choices=[*PARTS, *BY_NAME, SERVER],
        help=f"one of {', '.join(PARTS)}, or an operation to kill; may be said several times",
    )
    parser.add_argument("--short", action="store_true", help="fewer tries of each lack")
    parser.add_argument("--json", action="store_true", help="write JSON")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        everything = Everything(Path(folder), chosen.seed)
        everything.run(
            chosen.only,
            kills=chosen.kills,
            flips=chosen.flips,
            seconds=chosen.seconds,
            is_short=chosen.short,
        )
    if chosen.json:
        json.dump(everything.as_json(), sys.stdout, indent=1)
    else:
        everything.write_tables()
    return 1 if everything.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
