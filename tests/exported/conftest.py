"""The tools with which notebooks are exported, as far as they are here.

With `PAPERLOOKUP_REQUIRE_TOOLS` set a missing one fails instead of being skipped.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

import pytest
from paper import ITEMS

from jupyter_paperlookup.formats.registry import format_named
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.records import from_csl


@pytest.fixture(autouse=True)
def no_library(tmp_path, monkeypatch):
    """There is no library, and no export may make one."""
    folder = tmp_path / "no library"
    monkeypatch.setenv("PAPERLOOKUP_HOME", str(folder))
    yield
    assert not folder.exists()


@pytest.fixture(autouse=True)
def pandoc_on_path(monkeypatch):
    """nbconvert looks for pandoc there."""
    folder = str(Pandoc().program().parent)
    monkeypatch.setenv("PATH", os.pathsep.join([os.environ["PATH"], folder]))


@pytest.fixture
def project(tmp_path):
    """A folder with the works as `references.bib`."""
    folder = tmp_path / "project"
    folder.mkdir()
    records = [from_csl(item | {"id": key}) for key, item in ITEMS.items()]
    (folder / "references.bib").write_text(format_named("bibtex").write(records), "utf-8")
    return folder


@pytest.fixture(scope="session")
def tex():
    """Run `pdflatex`, `xelatex` or `bibtex` in a folder."""
    for name in ("pdflatex", "xelatex", "bibtex"):
        if shutil.which(name) is None:
            _missing(f"{name} is missing: install TeX Live")

    def run(program, folder, *arguments):
        done = subprocess.run(
            [program, *arguments], cwd=folder, capture_output=True, check=False, timeout=120
        )
        return done.stdout.decode("utf-8", "replace")

    return run


@pytest.fixture(scope="session")
def myst():
    """The program `myst`."""
    program = os.environ.get("PAPERLOOKUP_MYST") or shutil.which("myst")
    return program or _missing("myst is missing: npm install -g mystmd, or set PAPERLOOKUP_MYST")


@pytest.fixture(scope="session")
def sphinx():
    """A Python that has Sphinx, MyST-NB and sphinxcontrib-bibtex."""
    if python := os.environ.get("PAPERLOOKUP_SPHINX_PYTHON"):
        return python
    names = ("sphinx", "myst_nb", "sphinxcontrib")
    if all(importlib.util.find_spec(name) for name in names):
        return sys.executable
    return _missing(
        "Sphinx is missing: pip install myst-nb sphinxcontrib-bibtex, or set "
        "PAPERLOOKUP_SPHINX_PYTHON to a Python that has them"
    )


def _missing(why):
    if os.environ.get("PAPERLOOKUP_REQUIRE_TOOLS"):
        pytest.fail(why)
    pytest.skip(why)
