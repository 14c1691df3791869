"""`paperlookup fetch`: lists of papers and feeds from the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from jupyter_paperlookup.cli.import_reports import tell_reports
from jupyter_paperlookup.cli.opening import ImportProgress, import_bars, opened_library

if TYPE_CHECKING:
    from jupyter_paperlookup.library import ImportReport, Library

Kind = Literal["daily", "arxiv", "feed"]


@click.command("fetch")
@click.argument("what", metavar="daily|arxiv|feed", type=click.Choice(["daily", "arxiv", "feed"]))
@click.argument("which", metavar="[WHICH]", default="")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, what: Kind, which: str, *, as_json: bool) -> int:
    """Fetch a list of papers, or a feed, as a source.

    daily fetches Daily Papers of a day, week or month (2026-11-20, 2026-W47, 2026-11), without
    WHICH of the newest day; arxiv the new papers of a category, such as cs.CL; feed any RSS or Atom
    feed by its address. Votes, comments and stars are kept with the day on which they were fetched.
    'paperlookup network allow' must have been said once.

    \b
    Example:
      paperlookup fetch daily 2026-11-20
      paperlookup fetch arxiv cs.CL
      paperlookup fetch feed https://export.arxiv.org/rss/math.LO
    """  # noqa: D301
    if what != "daily" and not which:
        wanted = "a category, such as cs.CL" if what == "arxiv" else "the address of a feed"
        raise click.UsageError(f"Say what to fetch: {wanted}.", context)
    with opened_library(context) as library, import_bars(which or what) as progress:
        report = _fetched(library, what, which, progress)
    return tell_reports([report], as_json=as_json)


def _fetched(library: Library, what: Kind, which: str, progress: ImportProgress) -> ImportReport:
    match what:
        case "daily":
            return library.fetch_daily(which, progress)
        case "arxiv":
            return library.fetch_arxiv(which, progress)
        case "feed":
            return library.fetch_feed(which, progress)
