"""Figures of the benchmarks in one file, which `benchmarks.plots` draws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def results(path: Path) -> dict[str, Any]:
    """What was measured so far, by benchmark."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def keep(path: Path | None, benchmark: str, figures: object) -> None:
    """Write what a benchmark measured, in place of what it did before; without a path nothing."""
    if path is not None:
        text = json.dumps(results(path) | {benchmark: figures}, indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")
