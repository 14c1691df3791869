"""How long a large `.bib` takes to import, and where the time goes.

Writes a synthetic file, reads it with bibtexparser alone, then imports it into a new library, once
more unchanged, and once more with one changed entry.

    python -m benchmarks.import_bib [ENTRIES] [--suggestions]
"""

from __future__ import annotations

import argparse
import logging
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bibtexparser.splitter import Splitter

from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.formats.registry import format_named
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


def entry(number: int, rng: random.Random) -> str:
    """One article, of some 600 characters, as an export of a reference manager looks."""
    title = " ".join(rng.choices(_WORDS, k=8)).capitalize()
    authors = " and ".join(f"{name}, {rng.choice('ABCDEFG')}." for name in rng.choices(_NAMES, k=3))
    abstract = " ".join(rng.choices(_WORDS, k=40))
    return (
        f"@article{{key{number},\n  title = {{{{{title}}} {number}}},\n  author = {{{authors}}},\n"
        f"  journal = {{Journal of {rng.choice(_WORDS)} {{\\'e}}tudes}},\n"
        f"  year = {{{rng.randint(1950, 2025)}}},\n  volume = {{{rng.randint(1, 99)}}},\n"
        f"  pages = {{{number}--{number + 12}}},\n  doi = {{10.1000/synthetic.{number}}},\n"
        f"  abstract = {{{abstract}}}\n}}\n\n"
    )


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took, and the most memory that was ever in use."""
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<56}{seconds:8.2f} s   peak {megabytes:6.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("entries", nargs="?", type=int, default=100_000)
    parser.add_argument("--suggestions", action="store_true")
    arguments = parser.parse_args()
    rng = random.Random(1)  # noqa: S311 - the same file each time
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "synthetic.bib"
        path.write_text("".join(entry(n, rng) for n in range(arguments.entries)), "utf-8")
        print(f"{arguments.entries:,} entries, {path.stat().st_size / 1024**2:.0f} MB")
        measure(path, Path(name) / "library", with_suggestions=arguments.suggestions)


def measure(path: Path, folder: Path, *, with_suggestions: bool) -> None:
    """All figures for one file."""
    text = path.read_text("utf-8")
    with timed("bibtexparser alone: text to blocks"):
        Splitter(text).split()
    with timed("paperlookup's reading: text to records"):
        format_named("bibtex").read(text, path.name, ReadOptions())
    with Library(prepare_folder(folder)) as library:
        with timed("import into a new library (reading, matching, storing)"):
            report = library.import_file(path)
        print(f"    {report.new:,} new, {len(report.problems):,} problems")
        with timed("import of the unchanged file"):
            library.import_file(path)
        path.write_text(text.replace("pages = {5--17}", "pages = {5--18}"), "utf-8")
        with timed("import of the file with one changed entry"):
            report = library.import_file(path)
        print(f"    {report.merged:,} changed, {report.unchanged:,} unchanged")
        if with_suggestions:
            with timed("all suggestions"):
                count = sum(1 for _ in library.suggestions())
            print(f"    {count:,} pairs")


if __name__ == "__main__":
    main()
