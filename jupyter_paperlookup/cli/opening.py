"""Open the library that the command line names, and show what takes long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import click

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.messages.printable import printable

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Library
    from jupyter_paperlookup.library.importing import ImportPhase

_LARGEST = 64 * 1024 * 1024
"""Of a larger library, nobody has to wait for the backup: JupyterLab makes it, or `backup`."""

Progress = Callable[[int, int], None]
ImportProgress = Callable[["ImportPhase", int, int], None]


@contextmanager
def opened_library(context: click.Context) -> Iterator[Library]:
    """The library of `--library`, closed afterwards."""
    from jupyter_paperlookup.library import Library  # noqa: PLC0415  # `--help` need not wait for it

    with Library.open(context.obj) as library:
        _tell_of_mending(library.mended)
        told, revision = library.mended, library.revision
        try:
            yield library
        finally:
            if library.mended != told:
                _tell_of_mending(library.mended)
        if library.revision != revision:
            library.back_up_if_due(_LARGEST)


def _tell_of_mending(sentence: str) -> None:
    if sentence:
        click.echo(f"paperlookup: {printable(sentence)}", err=True)


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A function to report progress to: a bar on stderr where a person watches, else nothing.

    The bar appears with the first report, so work that is already done shows none.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with ExitStack() as stack:
        bar = None

        def report(done: int, total: int) -> None:
            nonlocal bar
            if bar is None:
                bar = stack.enter_context(
                    click.progressbar(length=total, label=label, file=sys.stderr)
                )
            bar.update(done - bar.pos)

        yield report


def prepare_search(library: Library, *, semantic: bool) -> None:
    """Bring up to date what a search needs, with a bar for each that takes long."""
    # Words are found without an index, too, and the answer says so.
    with suppress(*() if semantic else (IndexUnavailable,)), progress_bar("Indexing") as progress:
        library.ensure_index(progress)
    if semantic:
        with progress_bar("Embedding") as progress:
            library.embed(progress)


@contextmanager
def import_bars(name: str) -> Iterator[ImportProgress]:
    """As `progress_bar`, for an import: one bar while a file is read, one while it is stored."""
    with ExitStack() as stack:
        bars: dict[str, Progress] = {}

        def report(phase: str, done: int, total: int) -> None:
            if phase not in bars:
                stack.close()  # the bar of the phase before
                label = f"{phase.capitalize()} {printable(name)}"
                bars[phase] = stack.enter_context(progress_bar(label))
            if total:
                bars[phase](done, total)

        yield report
