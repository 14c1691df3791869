"""pandoc on the notebook as it is; Quarto hands the same Markdown to the same pandoc."""

from __future__ import annotations

import subprocess

import pytest
from paper import TITLES, write_paper

from jupyter_paperlookup.formatting.pandoc import Pandoc


@pytest.mark.parametrize("dialect", ["pandoc", "html", "text"])
def test_pandoc_resolves_every_citation(project, dialect):
    path = write_paper(project, dialect)
    form = "--from=ipynb+citations+fenced_divs+footnotes"
    command = [
        Pandoc().program(),
        form,
        "--citeproc",
        "--bibliography=references.bib",
        "--wrap=none",
    ]
    done = subprocess.run(
        [*command, "--to=plain", path.name],
        cwd=project,
        capture_output=True,
        check=True,
        timeout=60,
    )
    text = " ".join(done.stdout.decode().replace("“", "").split())
    assert done.stderr.decode() == ""
    assert [title for title in TITLES if title.lower() not in text.lower()] == []
    expected = ["Turing", "Church", "Shannon", "Gödel", "Lovelace", "99 years on", "379", "ii, A"]
    assert [each for each in expected if each not in text] == []
    assert "@turing" not in text
    assert "?" not in text
    assert "paperlookup" not in text
