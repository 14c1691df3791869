"""Inputs that once went wrong: kept as files, run again by every run of the tests."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOUND = Path(__file__).parent / "found"


def keep(target: str, data: bytes, folder: Path = FOUND) -> Path:
    """Write an input down; its name is made of what is in it."""
    file = folder / target / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def found_inputs(folder: Path = FOUND) -> list[Path]:
    """All inputs that are kept, each in the folder of its target."""
    return sorted(folder.glob("*/*.bin"))
