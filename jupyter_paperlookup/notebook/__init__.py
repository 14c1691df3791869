"""FACE: the kernel. Magics, rich results and the picker widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load(ipython: InteractiveShell) -> None:
    """Add `%paper`, `%cite`, `%bibtex` and `%%bibliography` to a kernel."""
    from jupyter_paperlookup.notebook.magics import PaperLookupMagics  # noqa: PLC0415  # IPython

    ipython.register_magics(PaperLookupMagics)
