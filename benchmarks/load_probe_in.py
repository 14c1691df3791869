"""Lets the probe into a server that is going to be started."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from harness.checkout import imports_the_checkout  # noqa: E402

PROBE = "paperlookup_load_probe"


def probe_in(folder: Path) -> tuple[Path, dict[str, str]]:
    """The file that the probe will write, and the variables that the server must be started with.

    Args:
        folder: Where everything that the server writes will go.
    """
    (folder / "probe").mkdir(parents=True)
    shutil.copy(ROOT / "benchmarks" / "load_probe.py", folder / "probe" / f"{PROBE}.py")
    enabled = folder / "config" / "jupyter_server_config.d" / "load_probe.json"
    enabled.parent.mkdir(parents=True)
    probed = {"ServerApp": {"jpserver_extensions": {PROBE: True}}}
    enabled.write_text(json.dumps(probed))
    path = [str(folder / "probe"), *([str(ROOT)] if imports_the_checkout() else [])]
    file = folder / "probe.jsonl"
    return file, {"PYTHONPATH": os.pathsep.join(path), "PAPERLOOKUP_LOAD_PROBE": str(file)}
