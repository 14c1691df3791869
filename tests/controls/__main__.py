"""Takes each control of the threat model away, one at a time, and sees that its test fails.

    python -m tests.controls             all of them
    python -m tests.controls login mail-needs-tls
    python -m tests.controls --table     prints the table for docs/security.md

It works on a copy: the checkout stays as it is.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.controls.table import ROOT, Control, controls, table

_SECONDS = 600
_NO_TEST_RAN = (4, 5)  # of pytest: a wrong name is no failed test


@contextmanager
def _copy() -> Iterator[Path]:
    """The files of the checkout, and what they need beside them."""
    with tempfile.TemporaryDirectory(prefix="paperlookup-controls-") as folder:
        copy = Path(folder)
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607 - the one that made the checkout
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        for made in ("node_modules", "jupyter_paperlookup/labextension"):
            if (ROOT / made).is_dir():
                (copy / made).symlink_to(ROOT / made, target_is_directory=True)
        version = Path("jupyter_paperlookup", "_version.py")
        if (ROOT / version).is_file():  # where it was built
            shutil.copy2(ROOT / version, copy / version)
        yield copy


def _command(control: Control) -> list[str]:
    if control.is_of_the_browser:
        return ["npm", "test", "--", Path(control.test_file).name]
    return [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", control.test]


def _fails(control: Control, copy: Path) -> bool:
    """Whether its test fails as things are.

    Raises:
        RuntimeError: There is no such test.
    """
    settings = {"PYTHONPATH": str(copy), "CI": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        _command(control),
        cwd=copy,
        env=os.environ | settings,
        check=False,
        capture_output=True,
        timeout=_SECONDS,
    )
    if not control.is_of_the_browser and ended.returncode in _NO_TEST_RAN:
        raise RuntimeError(f"{control.test} is not found:\n{ended.stdout.decode()[-2000:]}")
    return ended.returncode != 0


def _verdict(control: Control, copy: Path) -> str:
    """Empty if the test passes with the control and fails without it, else what is wrong."""
    file = copy / control.file
    whole = file.read_text(encoding="utf-8")
    if _fails(control, copy):
        return "its test fails although the control is there"
    try:
        file.write_text(control.without(whole), encoding="utf-8")
        return "" if _fails(control, copy) else "its test passes without the control"
    finally:
        file.write_text(whole, encoding="utf-8")


def main(names: Sequence[str]) -> int:
    """Try the named controls, or all; the exit code says whether each one was missed."""
    chosen = [each for each in controls() if not names or each.name in names]
    wrong = 0
    with _copy() as copy:
        for control in chosen:
            begun = time.monotonic()
            verdict = _verdict(control, copy)
            wrong += bool(verdict)
            took = f"{time.monotonic() - begun:.0f} s"
            print(f"{verdict or 'missed':<45} {control.name}  ({control.test}, {took})", flush=True)
    print(f"{len(chosen) - wrong} of {len(chosen)} controls are missed by their tests.")
    return 1 if wrong or not chosen else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", nargs="*", help="of a control; all when none is named")
    parser.add_argument("--table", action="store_true", help="print the table, and try nothing")
    asked = parser.parse_args()
    if asked.table:
        print(table())
    else:
        sys.exit(main(asked.name))
