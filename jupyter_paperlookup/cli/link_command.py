"""`paperlookup link`: a preprint and its published version."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell


@click.command("link")
@click.argument("preprint")
@click.argument("published")
@click.option("--remove", is_flag=True, help="They are no longer linked.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context, preprint: str, published: str, *, remove: bool, as_json: bool
) -> None:
    """Link the record PREPRINT with PUBLISHED, the same work as it was published.

    Both stay records, and both can be cited.

    \b
    Example:
      paperlookup link he2015deep he2016deep
      paperlookup link he2015deep he2016deep --remove
    """  # noqa: D301
    with opened_library(context) as library:
        if remove:
            library.unlink(preprint, published)
        else:
            library.link(preprint, published)
        first, second = (library.get(key).key for key in (preprint, published))
        versions = library.related_versions(first)
    if as_json:
        related = [{"relation": each.relation, "key": each.record.key} for each in versions]
        echo_json({"key": first, "versions": related})
    elif remove:
        tell(f"{first} and {second} are no longer linked.")
    else:
        tell(f"{first} is the preprint of {second}.")
