"""`paperlookup backup`: a copy of the library in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import counted, tell

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Backup


@click.command("backup")
@click.option("--list", "is_list", is_flag=True, help="List the backups there are, newest first.")
@click.option(
    "-o",
    "--output",
    "to",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file instead of the library's folder 'backups'.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, *, is_list: bool, to: Path | None, as_json: bool) -> None:
    """Make a backup of the library: records, keys, sources, undo, settings and your styles.

    JupyterLab makes one each day by itself when something changed, and so does a command that
    changes something. Passwords and keys of services are in none.

    \b
    Example:
      paperlookup backup
      paperlookup backup --list
      paperlookup backup --output /media/usb/papers.sqlite
    """  # noqa: D301
    if is_list and to:
        raise click.UsageError("--list writes no file.", context)
    with opened_library(context) as library:
        found = library.backups() if is_list else (library.back_up(to),)
    if as_json:
        listed = [_as_json(backup) for backup in found]
        echo_json({"backups": listed} if is_list else listed[0])
    elif is_list:
        _write(found)
    else:
        tell(f"Backup of {counted(found[0].records, 'record')}: {found[0].path}")


def _write(backups: tuple[Backup, ...]) -> None:
    if not backups:
        tell("There is no backup yet.")
        return
    write_table(
        [
            tuple(map(Cell, (each.name, counted(each.records, "record"), _size(each), each.reason)))
            for each in backups
        ]
    )


def _size(backup: Backup) -> str:
    return f"{backup.size / 1e6:.1f} MB"


def _as_json(backup: Backup) -> dict[str, Any]:
    return {
        "name": backup.name,
        "moment": backup.moment.isoformat(),
        "records": backup.records,
        "reason": backup.reason,
        "size": backup.size,
        "path": backup.path,
    }
