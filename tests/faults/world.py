"""A library, a notebook and a `.bib` file to do the worst to; copied for each attempt."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.folder import prepare_folder

PEOPLE = "Turing Noether Hopper Lovelace Gödel Church Hilbert Kolmogorov Shannon Ramanujan".split()
TOPICS = "computation rings compilers engines proofs calculus spaces chance channels series".split()
QUERIES = ("rings", "author:noether", "calculus of compilers", "shelf3", "year:1936..1940 proofs")
CITED = ("shelf0", "shelf1", "shelf4", "note2")


class World:
    """One folder with everything in it; its path never changes, as libraries remember paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library"
        self.documents = folder / "documents"

    def arguments(self, *words: str) -> list[str]:
        """Those of `paperlookup`, with the places of this world put in."""
        places = {"{documents}": str(self.documents), "{library}": str(self.library)}
        filled = list(words)
        for name, place in places.items():
            filled = [word.replace(name, place) for word in filled]
        return ["--library", str(self.library), *filled]

    def keep_as(self, template: Path) -> None:
        """Remember this world as it is now."""
        shutil.rmtree(template, ignore_errors=True)
        shutil.copytree(self.folder, template, symlinks=True)

    def become(self, template: Path) -> None:
        """Be as a world was that is remembered."""
        shutil.rmtree(self.folder)
        shutil.copytree(template, self.folder, symlinks=True)

    def files(self) -> dict[str, bytes]:
        """The documents as they are, by name, without what is removed by the next that writes."""
        return {
            path.name: path.read_bytes()
            for path in sorted(self.documents.iterdir())
            if not (path.name.startswith(".") and path.name.endswith(".paperlookup"))
        }


def entry(key: str, number: int, title: str = "") -> str:
    """A BibTeX entry that is the same for the same arguments."""
    first, second = PEOPLE[number % 10], PEOPLE[(number * 7 + 3) % 10]
    topic, other = TOPICS[number % 10], TOPICS[(number * 3 + 1) % 10]
    title = title or f"On the {topic} of {other}, part {number}"
    return (
        f"@article{{{key}{number},\n  title = {{{title}}},\n"
        f"  author = {{{first}, A. and {second}, B.}},\n  year = {{{1900 + number * 3 % 60}}},\n"
        f"  journal = {{Annals of {topic}}},\n  doi = {{10.5555/{key}.{number}}},\n"
        f"  abstract = {{What is known of {topic}, {other} and their {number} forms.}}\n}}\n"
    )


def entries(key: str, count: int, *, but: tuple[int, ...] = (), title: str = "") -> str:
    """Some entries; those of `but` have another title."""
    return "\n".join(entry(key, n, title if n in but else "") for n in range(count))


def built(folder: Path) -> World:
    """A new world with a small library, its index, and documents that cite from it."""
    world = World(folder)
    world.documents.mkdir(parents=True)
    _write_documents(world.documents)
    with Library(prepare_folder(world.library)) as library:
        library._store.set_fact("seeded", "1")
        library.import_file(world.documents / "shelf.bib")
        library.import_file(world.documents / "notes.bib")
        library.rename_key("shelf9", "ninth")
        library.keep_file(world.documents / "kept.bib")
        library.keep_file(world.documents / "cited.bib", notebook=world.documents / "paper.ipynb")
        library.ensure_index()
    return world


def _write_documents(folder: Path) -> None:
    texts = {
        "shelf.bib": entries("shelf", 20),
        "notes.bib": entries("note", 6),
        "new.bib": entries("new", 30),
        "kept.bib": "% Mine: stays as it is.\n@string{me = {Turing}}\n\n",
        "written.bib": "% Written before.\n",
        "digest.html": "<p>of last week</p>\n",
        "paper.ipynb": _notebook(),
        "old.ipynb": _cite2c(),
        "chapter.md": "# A chapter\n\n[@shelf3, p. 12; @note1] and @shelf5.\n\n::: {#refs}\n:::\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")


def _notebook() -> str:
    cells = [
        f"As is known [@{CITED[0]}; @{CITED[1]}, p. 7], all is well.\n",
        f"@{CITED[2]} says otherwise, and [@{CITED[3]}] agrees.\n",
        "::: {#refs}\n:::\n",
    ]
    return json.dumps(_as_notebook(cells, {}), indent=1, ensure_ascii=False) + "\n"


def _cite2c() -> str:
    item = {"id": "x/1", "type": "book", "title": "A Book of Rings"}
    item |= {"author": [{"family": "Noether", "given": "Emmy"}], "issued": {"year": 1921}}
    cells = ['So it is <cite data-cite="x/1">(Noether, 1921)</cite>.\n', "None here.\n"]
    facts = {"cite2c": {"citations": {"x/1": item}}}
    return json.dumps(_as_notebook(cells, facts), indent=1) + "\n"


def _as_notebook(cells: list[str], metadata: dict[str, object]) -> dict[str, object]:
    return {
        "cells": [
            {"cell_type": "markdown", "id": f"cell{n}", "metadata": {}, "source": [source]}
            for n, source in enumerate(cells)
        ],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
