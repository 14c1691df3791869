"""Where a library lives on disk: known without opening, or even importing, anything of it."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

MAILS_FILE = "digest-is-mailed"
"""An empty file in the folder of a library whose digest is to be mailed while Jupyter runs."""


def default_folder() -> Path:
    """`PAPERLOOKUP_HOME`, else `paperlookup` under Jupyter's data directory."""
    home = os.environ.get("PAPERLOOKUP_HOME")
    return Path(home).expanduser() if home else Path(jupyter_data_dir()) / "paperlookup"
