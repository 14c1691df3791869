"""What imports did, told and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import counted, problem_as_json, tell, tell_problems
from jupyter_paperlookup.messages.printable import printable

if TYPE_CHECKING:
    from jupyter_paperlookup.library import ImportReport


def tell_reports(reports: Sequence[ImportReport], *, as_json: bool) -> int:
    """Tell what several imports did together; returns the exit code.

    Problems and entries that could not keep their keys stand on stderr, each with its line.
    """
    if as_json:
        echo_json(_as_json(reports))
    else:
        _tell(reports)
    return 1 if any(report.problems for report in reports) else 0


def _counts(reports: Sequence[ImportReport]) -> dict[str, int]:
    return {
        "new": sum(report.new for report in reports),
        "merged": sum(report.merged for report in reports),
        "unchanged": sum(report.unchanged for report in reports),
    }


def _as_json(reports: Sequence[ImportReport]) -> dict[str, Any]:
    renamed = [
        {"source": each.source, "line": each.line, "wanted": each.wanted, "key": each.key}
        for report in reports
        for each in report.renamed
    ]
    problems = [problem_as_json(each) for report in reports for each in report.problems]
    gone = sum(report.gone for report in reports)
    return {**_counts(reports), "problems": problems, "renamed": renamed, "gone": gone}


def _tell(reports: Sequence[ImportReport]) -> None:
    for report in reports:
        tell_problems(report.problems)
        for each in report.renamed:
            told = (
                f"{each.source}:{each.line}: The key {each.wanted} is not free: {each.key} it is."
            )
            click.echo(printable(told), err=True)
    said = [f"{count} {name}" for name, count in _counts(reports).items()]
    said.append(counted(sum(len(report.problems) for report in reports), "problem"))
    if renamed := sum(len(report.renamed) for report in reports):
        said.append(f"{renamed} renamed")
    if gone := sum(report.gone for report in reports):
        said.append(f"{gone} gone (their records stay)")
    tell(", ".join(said))
