"""A disk that is full, and a user whom permissions bind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .world import World

NOBODY = 65534


@contextmanager
def small_disk(folder: Path) -> Iterator[object]:
    """Put a library on a small disk of its own; None where nobody may mount one."""
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(folder)]
    is_mounted = (
        sys.platform == "linux"
        and os.geteuid() == 0
        and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    )
    try:
        if is_mounted:
            shutil.copytree(aside, folder, dirs_exist_ok=True)
        yield is_mounted or None
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)  # noqa: S607
        folder.rmdir()
        aside.rename(folder)


def fill(folder: Path) -> None:
    """Leave not one byte of a disk."""
    with (folder / "filling").open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def as_nobody() -> None:
    """Let this process have no rights over what is not its own."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@contextmanager
def owned_by_nobody(world: World) -> Iterator[None]:
    """Permissions bind nobody more than root: let a user without rights have the world."""
    if os.geteuid() != 0:
        yield
        return
    above = world.folder.parent
    mode = above.stat().st_mode
    above.chmod(0o711)
    for path in (world.folder, *world.folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    try:
        yield
    finally:
        above.chmod(mode)
