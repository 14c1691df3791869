"""`myst build`, and Sphinx with MyST-NB and sphinxcontrib-bibtex, on the notebook as it is."""

from __future__ import annotations

import json
import subprocess

import pytest
from bs4 import BeautifulSoup
from paper import ITEMS, TITLES, write_paper

MYST_PROJECT = "version: 1\nproject: {}\nsite:\n  template: book-theme\n"
SPHINX_PROJECT = """
extensions = ["myst_nb", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
nb_execution_mode = "off"
master_doc = "paper"
"""


@pytest.mark.parametrize("dialect", ["myst", "html", "text"])
def test_myst_resolves_every_citation(myst, project, dialect):
    write_paper(project, dialect)
    (project / "myst.yml").write_text(MYST_PROJECT, "utf-8")
    # Themes are downloaded; the content of the site, with which this begins, needs none.
    done = subprocess.run(
        [myst, "build", "--ci"],
        cwd=project,
        capture_output=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    told = (done.stdout + done.stderr).decode()
    page = json.loads((project / "_build/site/content/paper.json").read_text("utf-8"))
    nodes = list(nodes_of(page["mdast"]))
    text = " ".join(words_of(page["mdast"]).split())
    if dialect == "myst":
        assert "Could not link citation" not in told
        assert set(page["references"]["cite"]["data"]) == set(ITEMS)
        cites = [node for node in nodes if node["type"] == "cite"]
        assert all("error" not in cite and cite["enumerator"] for cite in cites)
        assert len(cites) == 16
    else:
        assert "(Turing, 1936), and" in text
        assert [title for title in TITLES if title not in text] == []
    assert "{cite" not in text
    assert "@" not in text.replace("[@nobody]", "")


@pytest.mark.parametrize("dialect", ["myst", "html", "text"])
def test_sphinx_resolves_every_citation(sphinx, project, dialect):
    write_paper(project, dialect)
    (project / "conf.py").write_text(SPHINX_PROJECT, "utf-8")
    command = [sphinx, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", ".", "_html"]
    done = subprocess.run(command, cwd=project, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    html = (project / "_html" / "paper.html").read_text("utf-8")
    page = BeautifulSoup(html, "html.parser").find(role="main")
    text = " ".join(page.get_text().split())
    assert [title for title in TITLES if title not in text] == []
    assert "{cite" not in text
    assert "paperlookup" not in text
    if dialect == "myst":
        entries = page.select(".citation")
        assert len(entries) == len(ITEMS)
        led_to = {link["href"][1:] for link in page.select("a.reference.internal[href^='#id']")}
        assert {entry["id"] for entry in entries} <= led_to
    else:
        assert "(Turing, 1936), and" in text


def nodes_of(node):
    yield node
    for child in node.get("children", []):
        yield from nodes_of(child)


def words_of(node):
    own = "" if node["type"] == "comment" else node.get("value", "")
    return (
        own + "".join(map(words_of, node.get("children", []))) + " " * (node["type"] == "paragraph")
    )
