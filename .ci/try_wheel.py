"""Installs a wheel where there is no Node, and tries what a user meets first.

`python .ci/try_wheel.py WHEEL`, with the interpreter of an empty environment.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.executable).parent
PAPERS = 315
PAGES = 5
NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": "See [@chen2023fit, p. 2]."}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 4,
}


def output(*command: str, **variables: str) -> str:
    done = subprocess.run(
        command,
        check=True,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.stdout


def expect(holds: object, what: str, said: str) -> None:
    """Stop with what was said when something does not hold."""
    if not holds:
        sys.exit(f"FAILED: {what}\n{said}")
    print(f"ok: {what}")


def main(wheel: str) -> None:
    for name in ("node", "npm"):
        expect(shutil.which(name) is None, f"{name} is not on PATH", str(shutil.which(name)))
    output(sys.executable, "-m", "pip", "install", wheel)
    jupyter = str(BIN / "jupyter")
    said = output(jupyter, "labextension", "list")
    lines = [line for line in said.splitlines() if "jupyter-paperlookup" in line]
    expect(lines and all("enabled" in line and "OK" in line for line in lines), "front end", said)
    said = output(jupyter, "server", "extension", "list")
    expect("jupyter_paperlookup" in said, "server half is known", said)
    expect(
        any("OK" in line for line in said.splitlines() if "jupyter_paperlookup" in line),
        "server half",
        said,
    )
    with tempfile.TemporaryDirectory() as home:
        said = output(str(BIN / "paperlookup"), "status", "--json", PAPERLOOKUP_HOME=home)
        status = json.loads(said)
        expect(status["records"] == PAPERS, f"{PAPERS} papers", said)
        pages = [each for each in status["sources"] if each["kind"] == "captured_page"]
        expect(len(pages) == PAGES, f"{PAGES} pages", said)
        said = output(jupyter, "paperlookup", "search", "far-reaching", PAPERLOOKUP_HOME=home)
        expect("chen2023fit" in said, "search", said)
        said = output(str(BIN / "paperlookup"), "cite", "chen2023fit", PAPERLOOKUP_HOME=home)
        expect("Far-reaching Interleaved" in said, "reference", said)
        notebook = Path(home, "paper.ipynb")
        notebook.write_text(json.dumps(NOTEBOOK), encoding="utf-8")
        by_template = ("--to", "html", "--template", "paperlookup")
        for wanted in (by_template, ("--to", "latex_with_citations")):
            said = output(jupyter, "nbconvert", *wanted, str(notebook), PAPERLOOKUP_HOME=home)
        shown = notebook.with_suffix(".html").read_text(encoding="utf-8")
        expect('<a href="#ref-chen2023fit">' in shown, "HTML by nbconvert", said)
        shown = notebook.with_suffix(".tex").read_text(encoding="utf-8")
        expect(r"\citep[p.~2]{chen2023fit}" in shown, "LaTeX by nbconvert", said)


if __name__ == "__main__":
    main(sys.argv[1])
