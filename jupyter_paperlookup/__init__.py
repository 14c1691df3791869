"""Citation lookup where people write: the public names and the hooks that Jupyter calls."""

from __future__ import annotations

from typing import Any

try:
    from ._version import __version__
except ImportError:  # a checkout that was never built: the build writes the file
    __version__ = "0+unbuilt"

__all__ = ["__version__"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyter-paperlookup"}]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "jupyter_paperlookup"}]


def _load_jupyter_server_extension(server_app: Any) -> None:
    server_app.log.info("paperlookup %s is loaded", __version__)
