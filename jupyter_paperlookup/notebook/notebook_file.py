"""The file of the notebook that a kernel runs for, which not every front end tells."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_paperlookup.citing import is_document
from jupyter_paperlookup.errors import InvalidRequest

# Jupyter Server tells it to the kernels that it starts, VS Code leaves it in the namespace.
_OF_JUPYTER = "JPY_SESSION_NAME"
_OF_VSCODE = "__vsc_ipynb_file__"


def notebook_file(named: str, namespace: Mapping[str, Any]) -> Path:
    """The file that is named, else that of the kernel's own notebook, as it was last saved.

    Args:
        named: A path, relative to the kernel's folder; empty for the own notebook.
        namespace: The kernel's variables.

    Raises:
        InvalidRequest: None is named, and the kernel does not know its own.
    """
    path = Path(named).expanduser() if named else own_notebook(namespace)
    if path is None:
        raise InvalidRequest(
            "This kernel does not know the file of its notebook: save it and name it, "
            "as %bibliography paper.ipynb."
        )
    return path


def own_notebook(namespace: Mapping[str, Any]) -> Path | None:
    """The file of the kernel's own notebook, where a front end tells it."""
    for told in (namespace.get(_OF_VSCODE), os.environ.get(_OF_JUPYTER)):
        path = Path(told) if isinstance(told, str) and told and "\0" not in told else None
        if path and is_document(path) and path.is_file():
            return path
    return None
