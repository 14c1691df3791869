"""`paperlookup restore`: the library as it was at a backup."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import counted, tell


@click.command("restore")
@click.argument("backup", default="")
@click.option("--dry-run", "is_tried", is_flag=True, help="Only say what would change.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, backup: str, *, is_tried: bool, as_json: bool) -> None:
    """Make the library what it was at BACKUP: a name of 'paperlookup backup --list', or a file.

    Without BACKUP it is the newest one. The present state is backed up first, so that restoring
    can be taken back by restoring that. JupyterLab and other programs may stay open.

    \b
    Example:
      paperlookup restore --dry-run
      paperlookup restore 2026-11-22T191500Z
    """  # noqa: D301
    with opened_library(context) as library:
        done = library.restore_backup(backup, is_tried=is_tried)
    if as_json:
        echo_json(
            {
                "backup": done.backup.name,
                "records": {"now": done.records, "then": done.backup.records},
                "added": done.added,
                "removed": done.removed,
                "changed": done.changed,
                "before": done.before.name if done.before else None,
            }
        )
        return
    would = "Would restore" if is_tried else "Restored"
    sentence = (
        f"{would} {done.backup.name}: {counted(done.records, 'record')} before, "
        f"{done.backup.records} after; {done.added} come back, {done.removed} go, "
        f"{done.changed} change."
    )
    if done.before:
        sentence += f" To take it back: paperlookup restore {done.before.name}"
    tell(sentence)
