"""How long a large `.bib` takes to import, where the time goes, and how much memory it takes.

Writes a synthetic file (or takes yours), reads it with bibtexparser alone, then imports it into a
new library, once more unchanged, and once more with one changed entry. Each is done in a process
of its own, whose largest memory is what is told, and whose seconds of work (CPU) beside those that
passed: they tell more where other programs are busy.

    python -m benchmarks.import_bib [--entries 100000] [--file refs.bib] [--suggestions]
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bibtexparser.splitter import Splitter

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.folder import prepare_folder

_WORDS = """
adaptive analysis approach bounds causal coding complexity computation convergence data deep design
discrete dynamics efficient estimation evidence fields flow functions games graphs inference kernel
language learning limits linear logic machines matrices memory methods models networks noise
optimal parallel planning policies probability proofs quantum random reasoning recursive search
signals sparse spectral stochastic structure symbolic systems theory time transfer trees variance
""".split()
_NAMES = """
Abel Banach Cantor Dedekind Euler Fermat Gauss Hilbert Ito Jordan Kovalevskaya Lagrange Markov
Noether Ostrogradsky Poincare Ramanujan Riemann Sylvester Turing Ulam Venn Weierstrass Young Zermelo
""".split()
_LAST_PAGES = re.compile(r"(pages = \{)([^}]*)")


def entry(number: int, rng: random.Random) -> str:
    """One article with an abstract of some 900 characters, as a reference manager exports it."""
    title = " ".join(rng.choices(_WORDS, k=8)).capitalize()
    authors = " and ".join(f"{name}, {rng.choice('ABCDEFG')}." for name in rng.choices(_NAMES, k=3))
    sentences = (" ".join(rng.choices(_WORDS, k=12)).capitalize() for _ in range(9))
    return (
        f"@article{{key{number},\n  title = {{{{{title}}} {number}}},\n  author = {{{authors}}},\n"
        f"  journal = {{Journal of {rng.choice(_WORDS)} {{\\'e}}tudes}},\n"
        f"  year = {{{rng.randint(1950, 2025)}}},\n  volume = {{{rng.randint(1, 99)}}},\n"
        f"  pages = {{{number}--{number + 12}}},\n  doi = {{10.1000/synthetic.{number}}},\n"
        f"  abstract = {{{', and '.join(sentences)}.}}\n}}\n\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--suggestions", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path, folder = Path(name) / "large.bib", Path(name) / "library"
        if arguments.file:
            path.write_bytes(arguments.file.read_bytes())
        else:
            _write(path, arguments.entries)
        print(f"{path.stat().st_size / 1024**2:.0f} MB")
        _measured("bibtexparser alone: text to blocks", _parse, path)
        _measured("import into a new library", _import, path, folder)
        _measured("import of the unchanged file", _import, path, folder)
        _change_one(path)
        _measured("import of the file with one changed entry", _import, path, folder)
        if arguments.suggestions:
            _measured("all suggestions", _suggest, folder)


def _write(path: Path, entries: int) -> None:
    rng = random.Random(1)  # noqa: S311 - the same file each time
    with path.open("w", encoding="utf-8") as file:
        file.writelines(entry(number, rng) for number in range(entries))
    print(f"{entries:,} entries, ", end="")


def _change_one(path: Path) -> None:
    text = path.read_text("utf-8")
    middle = _LAST_PAGES.search(text, len(text) // 2)
    if middle:
        text = f"{text[: middle.start()]}{middle[1]}1--2{text[middle.end() :]}"
        path.write_text(text, "utf-8")


def _measured(what: str, work: Callable[..., str], *arguments: Path) -> None:
    """Do something in a new process; print how long it took and its largest memory."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, worked, megabytes, more = pool.apply(_timed, (work, *arguments))
    figures = f"{seconds:8.1f} s{worked:8.1f} s CPU   peak {megabytes:5.0f} MB"
    print(f"{what:<44}{figures}{more}", flush=True)


def _timed(work: Callable[..., str], *arguments: Path) -> tuple[float, float, float, str]:
    logging.disable(logging.WARNING)
    start, begun = time.perf_counter(), time.process_time()
    more = work(*arguments)
    seconds, worked = time.perf_counter() - start, time.process_time() - begun
    return seconds, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, more


def _parse(path: Path) -> str:
    return f"\n    {len(Splitter(path.read_text('utf-8')).split().blocks):,} blocks"


def _import(path: Path, folder: Path) -> str:
    phases = _Phases()
    with Library(prepare_folder(folder)) as library:
        report = library.import_file(path, progress=phases.tell)
    return (
        f"\n    {report.new:,} new, {report.merged:,} merged, {report.unchanged:,} unchanged, "
        f"{len(report.problems):,} problems{phases}"
    )


def _suggest(folder: Path) -> str:
    with Library(folder) as library:
        return f"\n    {sum(1 for _ in library.suggestions()):,} pairs"


class _Phases:
    """Where the work of an import goes: seconds of CPU between what is told of its progress."""

    _NAMES = (
        "decoding, comparing with the last time",
        "text to blocks and fields (bibtexparser and macros)",
        "fields to records (LaTeX, names, dates)",
        "records into the library (matching, keys, storing)",
    )

    def __init__(self) -> None:
        self._seconds = [0.0] * len(self._NAMES)
        self._phase, self._since = 0, time.process_time()

    def tell(self, phase: str, done: int, total: int) -> None:
        now = time.process_time()
        self._seconds[self._phase] += now - self._since
        self._since = now
        self._phase = 3 if phase == "storing" else 2 if total and 2 * done >= total else 1

    def __str__(self) -> str:
        self.tell("storing", 0, 0)
        lines = zip(self._NAMES, self._seconds, strict=True)
        return "".join(f"\n    {name:<52}{seconds:8.2f} s" for name, seconds in lines)


if __name__ == "__main__":
    main()
