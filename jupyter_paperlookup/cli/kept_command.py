"""`paperlookup kept`: the `.bib` files that are kept up to date."""

from __future__ import annotations

from pathlib import Path

import click

from jupyter_paperlookup.cli.kept_rows import kept_as_json, kept_row
from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.table import write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.messages.printable import printable


@click.command("kept")
@click.option("--update", is_flag=True, help="Bring all of them up to date now.")
@click.option(
    "--forget",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep FILE up to date no longer; it stays as it is.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, *, update: bool, forget: Path | None, as_json: bool) -> int:
    """List the files that are kept up to date, with what they follow.

    They follow by themselves while JupyterLab runs, else by --update. Entries that others wrote
    or changed are never touched. What stands in the way is said, and the exit code is 1.

    \b
    Example:
      paperlookup export --cited-in chapter.ipynb --keep -o references.bib
      paperlookup kept --update
      paperlookup kept --forget references.bib
    """  # noqa: D301
    if update and forget:
        raise click.UsageError("Do one thing at a time.", context)
    with opened_library(context) as library:
        if forget:
            library.forget_kept_file(forget)
        changed = library.update_kept_files() if update else ()
        files = library.kept_files()
    messages = [kept for kept in files if kept.message]
    if as_json:
        changes = {"updated": list(changed)} if update else {}
        echo_json({**changes, "files": [kept_as_json(kept) for kept in files]})
    else:
        if files:
            write_table([kept_row(kept) for kept in files])
        for path in changed:
            click.echo(f"{printable(path)} was brought up to date", err=True)
        for kept in messages:
            click.echo(f"{printable(kept.path)}: {printable(kept.message)}", err=True)
    return 1 if messages else 0
