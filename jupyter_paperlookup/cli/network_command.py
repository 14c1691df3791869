"""`paperlookup network`: whether the network may be used, and who would be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell

if TYPE_CHECKING:
    from jupyter_paperlookup.library import NetworkState


@click.command("network")
@click.argument(
    "decision", metavar="[allow|forbid]", default="", type=click.Choice(["", "allow", "forbid"])
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context, decision: Literal["", "allow", "forbid"], *, as_json: bool
) -> int:
    """Say whether the network may be used, and who would be asked for what; or decide it.

    Nothing is asked of anybody until it is allowed, once for this library, and then only what you
    have fetched or looked up. Deciding it asks nobody.

    \b
    Example:
      paperlookup network
      paperlookup network allow
    """  # noqa: D301
    with opened_library(context) as library:
        state = library.allow_network(decision == "allow") if decision else library.network_state()
    if as_json:
        echo_json(_as_json(state))
    else:
        _tell(state)
    return 0


def _tell(state: NetworkState) -> None:
    tell("The network is allowed." if state.allowed else "The network is not allowed.")
    if state.message:
        tell(state.message)
    write_table(
        [
            (Cell(service.label), Cell(service.purpose), Cell(host or "the host of its address"))
            for service, host in state.services
        ]
    )


def _as_json(state: NetworkState) -> dict[str, Any]:
    return {
        "allowed": state.allowed,
        "fixed": state.is_fixed,
        "offline": state.is_offline,
        "message": state.message,
        "services": [
            {"name": service.name, "label": service.label, "purpose": service.purpose, "host": host}
            for service, host in state.services
        ],
    }
