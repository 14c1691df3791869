"""Citation lookup where people write: the public names and the hooks that Jupyter calls.

Importing the package imports nothing else: server start-up and `%load_ext` pay only for what
they use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

try:
    from jupyter_paperlookup._version import __version__
except ImportError:  # a checkout that was never built: the build writes the file
    __version__ = "0+unbuilt"

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from jupyter_paperlookup.library import Library
    from jupyter_paperlookup.notebook.widget import PaperLookup

__all__ = ["Library", "PaperLookup", "__version__"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first asked for."""
    if name == "Library":
        from jupyter_paperlookup.library import Library

        return Library
    if name == "PaperLookup":
        from jupyter_paperlookup.notebook.widget import PaperLookup

        return PaperLookup
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(ipython: InteractiveShell) -> None:
    """`%load_ext jupyter_paperlookup`: add the magics to a kernel."""
    from jupyter_paperlookup.notebook import load

    load(ipython)


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyter-paperlookup"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    from jupyter_paperlookup.server.app import PaperLookupApp

    return [{"module": "jupyter_paperlookup.server.app", "app": PaperLookupApp}]
