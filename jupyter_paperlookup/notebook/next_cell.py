"""Where no front end inserts for us: offer a text as the next cell, as IPython can everywhere."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython

_SOURCE = "set_next_input"


def offer_next_cell(text: str) -> bool:
    """Ask the front end to open a new cell with this text; False outside of a kernel.

    A front end does so when the next execution ends. Until then several texts are collected.
    """
    shell = get_ipython()
    if shell is None:
        return False
    waiting = _waiting(shell)
    text = f"{waiting['text']}\n\n{text}" if waiting else text
    shell.set_next_input(text)
    return True


def withdraw_next_cell(text: str) -> None:
    """Take back the text that was offered last, where it is still waiting."""
    shell: Any = get_ipython()
    waiting = _waiting(shell)
    if waiting is None or not waiting["text"].endswith(text):
        return
    remaining = waiting["text"].removesuffix(text).rstrip("\n")
    if remaining:
        shell.set_next_input(remaining)
    else:
        shell.payload_manager.read_payload().remove(waiting)


def _waiting(shell: Any) -> dict[str, Any] | None:
    """What an earlier call left in the kernel's reply that is still to be sent."""
    manager: Any = getattr(shell, "payload_manager", None)
    payload = manager.read_payload() if manager is not None else []
    texts = [part for part in payload if part.get("source") == _SOURCE and not part.get("replace")]
    return texts[0] if texts else None
