"""One target, fed by atheris, which looks for inputs that reach code not yet reached.

    python -m tests.fuzzing.guided TARGET CORPUS FOUND [libFuzzer's options]

The process ends as libFuzzer ends it, so a run of several targets starts one of these for each.
What raises, or takes too long, is kept once for each place in the code, and the run goes on.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jupyter_paperlookup", "bibtexparser", "rispy"]):
    from .targets import TARGETS

from .found import keep
from .target import LONGEST, SECONDS, Target


def main() -> None:
    name, corpus, found = sys.argv[1:4]
    target = TARGETS[name]
    folder = Path(corpus)
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    options = [
        f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=3000",
        f"-artifact_prefix={Path(found) / name}-", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    if target.words:  # libFuzzer refuses a dictionary without words
        words = folder.parent / f"{name}.dict"
        words.write_text("".join(f"{_quoted(word)}\n" for word in target.words), encoding="ascii")
        options.append(f"-dict={words}")
    atheris.Setup(
        [sys.argv[0], *options, *sys.argv[4:], str(folder)], _watched(target, Path(found))
    )
    atheris.Fuzz()


def _watched(target: Target, found: Path) -> Callable[[bytes], None]:
    """The target, with what goes wrong in it written down instead of ending the run."""
    places: set[str] = set()

    def run(data: bytes) -> None:
        started = time.process_time()
        try:
            target.run(data)
            place, told = "slow", f"took more than {SECONDS} s"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}"
            told = "".join(traceback.format_exception(error, limit=-4))
        else:
            if time.process_time() - started < SECONDS:
                return
        if place not in places:
            places.add(place)
            file = keep(target.name, data, found)
            print(f"FOUND {target.name}: {file}\n{told}", file=sys.stderr, flush=True)

    return run


def _quoted(word: str) -> str:
    """A word as libFuzzer's dictionaries have it."""
    signs = word.encode("utf-8", "surrogatepass")
    return '"' + "".join(f"\\x{sign:02x}" for sign in signs) + '"'


if __name__ == "__main__":
    main()
