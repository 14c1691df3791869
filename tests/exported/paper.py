"""One small paper in every dialect: citations of every form, a note, a table, a bibliography."""

from __future__ import annotations

import json

from jupyter_paperlookup import Library

ITEMS = {
    "turing1936": {
        "type": "article-journal",
        "title": "On Computable Numbers, with an Application to the Entscheidungsproblem",
        "author": [{"family": "Turing", "given": "A. M."}],
        "container-title": "Proceedings of the London Mathematical Society",
        "volume": "42",
        "page": "230-265",
        "issued": {"date-parts": [[1936]]},
        "DOI": "10.1112/plms/s2-42.1.230",
    },
    "church1936": {
        "type": "article-journal",
        "title": "An Unsolvable Problem of Elementary Number Theory",
        "author": [{"family": "Church", "given": "Alonzo"}],
        "container-title": "American Journal of Mathematics",
        "volume": "58",
        "page": "345-363",
        "issued": {"date-parts": [[1936]]},
    },
    "shannon1948": {
        "type": "article-journal",
        "title": "A Mathematical Theory of Communication",
        "author": [{"family": "Shannon", "given": "C. E."}],
        "container-title": "Bell System Technical Journal",
        "volume": "27",
        "page": "379-423",
        "issued": {"date-parts": [[1948, 7]]},
    },
    "hopper1952": {
        "type": "paper-conference",
        "title": "The Education of a Computer",
        "author": [{"family": "Hopper", "given": "Grace Murray"}],
        "container-title": "Proceedings of the Association for Computing Machinery",
        "issued": {"date-parts": [[1952]]},
    },
    "goedel_1931": {
        "type": "article-journal",
        "title": "Über formal unentscheidbare Sätze & verwandte Systeme I",
        "author": [{"family": "Gödel", "given": "Kurt"}],
        "container-title": "Monatshefte für Mathematik und Physik",
        "volume": "38",
        "page": "173-198",
        "issued": {"date-parts": [[1931]]},
    },
    "lovelace1843": {
        "type": "chapter",
        "title": "Notes by the Translator",
        "author": [{"family": "Lovelace", "given": "Ada"}],
        "container-title": "Scientific Memoirs",
        "editor": [{"family": "Taylor", "given": "Richard"}],
        "publisher": "Richard and John E. Taylor",
        "publisher-place": "London",
        "issued": {"date-parts": [[1843]]},
    },
}
TITLES = [item["title"] for item in ITEMS.values()]
FAMILIES = ["Turing", "Church", "Shannon", "Hopper", "Gödel", "Lovelace"]

# Said in pandoc's form, from which every other one is made.
CELLS = [
    """# A small paper

A machine computes [@turing1936], and *no machine decides* [@turing1936; @church1936].""",
    """## Information [see @shannon1948, p. 379, and after]

- Entropy [@shannon1948, chaps. 3-4];
- computing [see @turing1936, p. 230; @church1936, p. 346].

| who | what |
|---|---|
| @hopper1952 | compiles |
| @shannon1948 [p. 12] | measures |""",
    """Later [-@hopper1952], and so do @turing1936 [@church1936].
Proofs [@goedel_1931, {pp. ii, A}] stand [@goedel_1931, {}, 99 years on].

A footnote.[^1]

[^1]: Notes [@lovelace1843, sec. 3; see also @goedel_1931].""",
    """## References

::: {#refs}
:::""",
]
COUNT = 12


def write_paper(folder, dialect, *, style="apa", items=None, name="paper", cells=CELLS):
    """The notebook in a dialect, as a file in a folder, and nothing beside it; its path."""
    facts = {"version": 1, "style": style, "items": ITEMS if items is None else items}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    listed = [
        {"cell_type": "markdown", "id": f"cell{number}", "metadata": {}, "source": source}
        for number, source in enumerate(cells, 1)
    ]
    code = {"cell_type": "code", "id": "code", "metadata": {}, "execution_count": 1, "outputs": []}
    listed.insert(1, code | {"source": "print('[@nobody]')"})
    content = {
        "cells": listed,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    content["metadata"]["paperlookup"] = facts
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps(content), "utf-8")
    if dialect != "pandoc":
        with Library.borrowed(folder / "no library") as library:
            library.convert(path, dialect, style=style).write()
    return path
