"""Runs every check that needs no server and no browser: `python .ci/checks.py [NAME...]`.

Python's tools are those of the running interpreter, npm is the one on PATH. A check that passes is
one line; one that fails shows what it said, and the others still run.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NPM = shutil.which("npm") or "npm"


def tool(name: str) -> str:
    """A console script of the running interpreter's environment."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or name


CHECKS = {
    "ruff": [tool("ruff"), "check", "."],
    "format": [tool("ruff"), "format", "--check", "."],
    "mypy": [tool("mypy")],
    "imports": [tool("lint-imports"), "--no-cache"],
    "eslint": [NPM, "run", "--silent", "eslint:check"],
    "prettier": [NPM, "run", "--silent", "prettier:check"],
    "tsc": [NPM, "run", "--silent", "typecheck"],
    "types": [NPM, "run", "--silent", "types:check"],
    "vitest": [NPM, "run", "--silent", "test"],
}


def passes(name: str) -> bool:
    """Run one check and tell how it went."""
    begin = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    seconds = time.monotonic() - begin
    has_passed = done.returncode == 0
    # At once, so that no other check writes between.
    said = "" if has_passed else f"\n{done.stdout}"
    print(f"{name:<9} {'passed' if has_passed else 'FAILED'}  {seconds:5.1f} s{said}", flush=True)
    return has_passed


def main(names: list[str]) -> int:
    """Run the named checks, or all; the answer is the exit code."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"No such check: {', '.join(unknown)}. There are: {', '.join(CHECKS)}.")
        return 2
    asked = names or list(CHECKS)
    with ThreadPoolExecutor(os.cpu_count() or 1) as at_once:
        outcomes = dict(zip(asked, at_once.map(passes, asked), strict=True))
    failed = [name for name, has_passed in outcomes.items() if not has_passed]
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
