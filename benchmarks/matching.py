"""Whether what services say is attached to the right works: real near misses, by kind.

    python -m benchmarks.matching [--file tests/resolvers/near_misses.jsonl] [--show]

Each pair is judged without knowing whether it is one work. Nothing may be attached to another work;
what is the same should be attached, or suggested to a person.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from jupyter_paperlookup.records import from_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.matching import matches

PAIRS = Path(__file__).resolve().parent.parent / "tests" / "resolvers" / "near_misses.jsonl"
TRUTHS = {True: "one work", False: "two works", "version": "preprint, article"}


def decision(pair: dict[str, Any]) -> str:
    """What becomes of a pair."""
    candidate = Candidate(from_csl(pair["candidate"]), "service")
    found = matches(from_csl(pair["record"]), [candidate])
    return found[0].decision if found else "nothing"


def is_false(truth: object, decided: str) -> bool:
    """Whether something was attached, or linked, that must not be."""
    allowed = {True: ("attach",), "version": ("link",)}.get(truth, ())  # type: ignore[call-overload]
    return decided in ("attach", "link") and decided not in allowed


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--file", type=Path, default=PAIRS)
    options.add_argument("--show", action="store_true", help="each pair that is wrong or lost")
    chosen = options.parse_args()
    counts: Counter[tuple[str, str, str]] = Counter()
    false = lost = 0
    for line in chosen.file.read_text("utf-8").splitlines():
        pair = json.loads(line)
        decided = decision(pair)
        counts[TRUTHS[pair["same"]], pair["kind"], decided] += 1
        is_lost = bool(pair["same"]) and decided == "nothing"
        false += is_false(pair["same"], decided)
        lost += is_lost
        if chosen.show and (is_lost or is_false(pair["same"], decided)):
            print(decided, json.dumps(pair, ensure_ascii=False))
    decisions = ("attach", "link", "suggest", "nothing")
    print(f"{'':20}{'':42}" + "".join(f"{each:>9}" for each in decisions))
    for truth, kind in sorted({(truth, kind) for truth, kind, _ in counts}):
        row = "".join(f"{counts[truth, kind, each]:>9}" for each in decisions)
        print(f"{truth:20}{kind:42}{row}")
    same = sum(count for (truth, _, _), count in counts.items() if truth != TRUTHS[False])
    print(
        f"{counts.total()} pairs, {false} false; "
        f"{same - lost} of {same} that are the same attached, linked or suggested"
    )
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main())
