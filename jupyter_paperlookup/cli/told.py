"""What commands tell: counts, problems and records, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import Problem, Record, to_csl


def counted(number: int, noun: str) -> str:
    """`1 problem`, `2 problems`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tell(sentence: str) -> None:
    """One line for the person."""
    click.echo(printable(sentence))


def tell_problems(problems: Iterable[Problem]) -> None:
    """Each problem on a line of stderr, as compilers write theirs."""
    for problem in problems:
        click.echo(printable(str(problem)), err=True)


def problem_as_json(problem: Problem) -> dict[str, str | int]:
    """A problem with all that is known of it."""
    return {
        "source": problem.source,
        "line": problem.line,
        "reason": problem.reason,
        "raw": problem.raw,
    }


def tell_record(record: Record, sentence: str, *, as_json: bool) -> None:
    """A sentence about a record, or the record itself as a CSL-JSON item."""
    if as_json:
        echo_json(to_csl(record))
    else:
        tell(sentence)


def retraction(record: Record) -> str:
    """What must not be overlooked of a record that was retracted; empty for all others."""
    service = record.facts.retracted
    said = f"Retracted, says {printable(service)}"
    return click.style(said, fg="red", bold=True) if service else ""


def cut(text: str, longest: int = 60) -> str:
    """The beginning of a text that may be long."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def brief(record: Record) -> dict[str, Any]:
    """A record in a few words, as JSON."""
    return {"key": record.key, "title": record.title, "year": record.year}
