"""`paperlookup zotero`: libraries of Zotero as sources."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal

import click

from jupyter_paperlookup.cli.import_reports import tell_reports
from jupyter_paperlookup.cli.opening import import_bars, opened_library
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Library, ZoteroLibrary

_LONGEST_KEY = 1000


@click.command("zotero")
@click.option(
    "--local", "where", flag_value="local", default="local", help="Zotero on this machine."
)
@click.option("--web", "where", flag_value="web", help="zotero.org, with a key.")
@click.option("--list", "lists", is_flag=True, help="List what can be added; so does no option.")
@click.option("--add", metavar="PATH", help="Make a library a source, or read it again.")
@click.option("--set-key", is_flag=True, help="Ask for the key for zotero.org, and store it.")
@click.option("--forget-key", is_flag=True, help="Remove the stored key.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    *,
    where: Literal["local", "web"],
    lists: bool,
    add: str | None,
    set_key: bool,
    forget_key: bool,
    as_json: bool,
) -> int:
    """List the libraries of Zotero, or make one of them a source.

    PATH is users/0 for one's own library on this machine, groups/12345 for that of a group. The
    key is asked for where nobody sees it, or read from stdin, and kept in a file that only you
    can read. 'paperlookup sources --refresh NAME' reads what changed.

    \b
    Example:
      paperlookup zotero
      paperlookup zotero --add users/0
      paperlookup zotero --web --set-key
      paperlookup zotero --web --add groups/12345
    """  # noqa: D301
    if sum((lists, bool(add), set_key, forget_key)) > 1:
        raise click.UsageError("Do one thing at a time.", context)
    with opened_library(context) as library:
        if add:
            with import_bars("Zotero") as progress:
                report = library.add_zotero(where, add, progress)
            return tell_reports([report], as_json=as_json)
        if set_key or forget_key:
            library.set_zotero_key(_typed_key() if set_key else None)
            _tell_key(library, as_json=as_json)
            return 0
        return _list(library, where, as_json=as_json)


def _typed_key() -> str:
    """The key, from a prompt that shows nothing, or from a pipe; never from the arguments."""
    if sys.stdin.isatty():
        return str(click.prompt("Key for zotero.org", hide_input=True, err=True))
    return sys.stdin.readline(_LONGEST_KEY).strip()


def _tell_key(library: Library, *, as_json: bool) -> None:
    if as_json:
        echo_json({"hasKey": library.has_zotero_key})
    else:
        tell("The key is stored." if library.has_zotero_key else "No key is stored.")


def _list(library: Library, where: Literal["local", "web"], *, as_json: bool) -> int:
    found = library.zotero_libraries(where)
    has_key = library.has_zotero_key
    if as_json:
        echo_json({"hasKey": has_key, "libraries": [_as_json(each) for each in found]})
    elif found:
        write_table(
            [
                (
                    Cell(each.path),
                    Cell(each.name),
                    Cell(f"source {each.source}" if each.source else ""),
                )
                for each in found
            ]
        )
    elif where == "web" and not has_key:
        tell(
            "No key is stored: make one at https://www.zotero.org/settings/keys, then "
            "'paperlookup zotero --web --set-key'."
        )
    else:
        tell("The stored key may read no library.")
    return 0 if found else 1


def _as_json(library: ZoteroLibrary) -> dict[str, Any]:
    return {
        "kind": library.kind,
        "path": library.path,
        "name": library.name,
        "source": library.source,
    }
