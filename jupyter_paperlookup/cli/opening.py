"""Open the library that the command line names, and show what takes long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Library

Progress = Callable[[int, int], None]


@contextmanager
def opened_library(context: click.Context) -> Iterator[Library]:
    """The library of `--library`, closed afterwards."""
    from jupyter_paperlookup.library import Library  # noqa: PLC0415  # `--help` need not wait for it

    with Library.open(context.obj) as library:
        yield library


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
