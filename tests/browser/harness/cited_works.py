"""Works that only a notebook knows, and notebooks that cite them."""

from typing import Any

from .notebook_file import Cell

AUTHORS = ("Ackermann", "Bernays", "Church", "Dedekind", "Euler", "Frege", "Gauss", "Hilbert")


def article(family: str, year: int, title: str) -> dict[str, Any]:
    """The CSL-JSON of an article."""
    return {
        "type": "article-journal",
        "title": title,
        "author": [{"family": family, "given": "A."}],
        "issued": {"date-parts": [[year]]},
        "container-title": "Annals of Examples",
    }


def works(count: int) -> dict[str, dict[str, Any]]:
    """So many works by key, no two of the same author and year."""
    found = {}
    for number in range(count):
        family, year = AUTHORS[number % len(AUTHORS)], 1900 + number // len(AUTHORS)
        found[f"{family.lower()}{year}"] = article(family, year, f"Example {number + 1}")
    return found


def cite(key: str, words: str = "") -> str:
    """A citation in the dialect html; without words those of APA."""
    return f'<cite data-cite="{key}">{words or f"({key[:-4].title()}, {key[-4:]})"}</cite>'


def own(items: dict[str, dict[str, Any]], **choices: str) -> dict[str, Any]:
    """The metadata of a notebook that has works of its own."""
    facts = {"version": 1, "style": "apa", "locale": "en-US", "dialect": "html"} | choices
    return {"paperlookup": facts | {"items": items}}


def paper(count: int, each: int = 2) -> tuple[list[Cell], dict[str, Any]]:
    """The cells of a notebook with so many citations, and its metadata."""
    items = works(max(2, count // 2))
    keys = [*items] * 3
    cells: list[Cell] = []
    for begin in range(0, count, each):
        cites = " and ".join(cite(key) for key in keys[begin : min(begin + each, count)])
        cells.append(f"Paragraph {begin // each + 1} follows {cites}.")
    return cells, own(items)
