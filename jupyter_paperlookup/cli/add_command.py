"""`paperlookup add`: records typed by hand, by their identifiers, or as pasted entries."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import cut, problem_as_json, tell, tell_problems
from jupyter_paperlookup.cli.values import is_setting, settings
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.recognising import LONGEST_PASTED
from jupyter_paperlookup.records import Problem, Record

_STDIN = "-"


class _Done(msgspec.Struct):
    """What became of the arguments."""

    added: list[Record] = []
    known: list[str] = []
    problems: list[Problem] = []


@click.command("add")
@click.argument("arguments", nargs=-1, required=True, metavar="VARIABLE=VALUE... | ID... | -")
@click.option("--key", metavar="KEY", help="The key of the new record; one is made without it.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context, arguments: tuple[str, ...], key: str | None, *, as_json: bool
) -> int:
    """Add records by hand.

    VARIABLE=VALUE says what is known of one work, in CSL's variables: title, author, issued, type,
    container-title, volume, DOI ... Names are written as in BibTeX, dates as 2023-10-11.

    An ID (a DOI, arXiv id, PubMed number, ISBN or web address) begins a record that only says
    this; nothing is looked up online. With VARIABLE=VALUE it says that as well.

    - reads entries in any format of bibliographies from standard input.

    A work that the library has already is named, and stays as it is.

    \b
    Example:
      paperlookup add type=book title="The TeXbook" author="Knuth, Donald E." issued=1984
      paperlookup add 10.1112/plms/s2-42.1.230 title="On Computable Numbers"
      paperlookup add - < entry.bib
    """  # noqa: D301
    values = settings(argument for argument in arguments if is_setting(argument))
    others = [argument for argument in arguments if not is_setting(argument)]
    if key and len(others) > 1:
        raise click.UsageError("--key is for one record.", context)
    item = values | ({"citation-key": key} if key else {})
    with opened_library(context) as library:
        done = _add(library, others, item, context)
    if as_json:
        problems = [problem_as_json(problem) for problem in done.problems]
        added = [record.key for record in done.added]
        echo_json({"added": added, "known": done.known, "problems": problems})
    else:
        _tell(done)
    return 1 if done.problems else 0


def _add(
    library: Library, others: Sequence[str], item: dict[str, Any], context: click.Context
) -> _Done:
    if not others:
        return _Done(added=[library.add(item)])
    if item and (len(others) > 1 or _STDIN in others):
        raise click.UsageError("VARIABLE=VALUE and --key are for one record.", context)
    done = _Done()
    recognised = [(text, library.recognise(text)) for text in map(_read, others)]
    for text, found in recognised:  # before anything is added
        if found.kind == "nothing":
            reason = f"{cut(text.strip())!r} is no identifier, entry or VARIABLE=VALUE."
            raise click.UsageError(reason, context)
    for text, found in recognised:
        if found.kind == "entries":
            added = library.add_entries(text)
            done.added += library.records(added.added)
            done.known += added.known
            done.problems += added.problems
        elif found.known:
            done.known += found.known
        else:
            done.added.append(library.add({**found.item, **item}))
    return done


def _read(argument: str) -> str:
    if argument != _STDIN:
        return argument
    data: bytes = sys.stdin.buffer.read(4 * LONGEST_PASTED + 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError("Standard input is not UTF-8 text.") from None


def _tell(done: _Done) -> None:
    tell_problems(done.problems)
    for record in done.added:
        missing = f"; not known: {', '.join(record.incomplete)}" if record.incomplete else ""
        tell(f"{record.key} added{missing}")
    for key in done.known:
        tell(f"{key} is there already")
