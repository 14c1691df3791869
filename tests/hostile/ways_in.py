"""How a value gets in: one text for each format, with the value raw in its places and written well."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from hostile.corpus import WORD, item

from jupyter_paperlookup.formats import FORMATS
from jupyter_paperlookup.records import from_csl

Way = Callable[[str, str], str]
"""The name of a value, and the value; gives the text of a file."""


def _written(name: str) -> Way:
    return lambda key, value: FORMATS[name].write([from_csl(item(key, value, name))])


def _notebook(key: str, value: str) -> str:
    items = {f"hostile-{key}": item(key, value, "notebook"), value: item(key, value, "as its key")}
    metadata = {
        "paperlookup": {"version": 1, "items": items, "style": value, "dialect": value},
        "cite2c": {"citations": {value: item(key, value, "cite2c")}},
        "citation-manager": {"items": {value: {value: item(key, value, "manager")}}},
    }
    return json.dumps({"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _captured(key: str, value: str) -> str:
    line = " ".join(value.split())
    title = f"{line[:150]} {WORD} {key} captured"
    abstract = f"{line} We study how far a transformer can be cut without loss of quality. " * 5
    return f"byAK and the research community\n\nMar 14\n\n{title}\n\n{abstract}\n\n{title}\n\n{abstract}\n"


def _daily(key: str, value: str) -> str:
    paper = {
        "id": "1706.03762", "title": f"{value} {WORD} {key} daily", "summary": value,
        "authors": [{"name": value}], "publishedAt": value, "githubRepo": f"javascript:{value}",
        "organization": {"fullname": value}, "ai_keywords": [value],
    }  # fmt: skip
    return json.dumps([{"paper": paper, "title": value, "numComments": 2}])


def _feed(key: str, value: str) -> str:
    text = escape(value)
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item>'
        f"<title>{text} {WORD} {key} feed</title><link>javascript:{text}</link><author>{text}</author>"
        f"<guid>{text}</guid><description>{text}</description></item></channel></rss>"
    )


WAYS_IN: dict[str, tuple[str, Way]] = {
    "CSL-JSON": ("csl-json", lambda key, value: json.dumps([item(key, value, "json")])),
    "BibTeX, raw": ("bibtex", lambda key, value: f"@article{{{key},\n  title = {{{value} {WORD} {key} raw}},\n  author = {{{value}}},\n  url = {{{value}}},\n}}\n"),
    "BibTeX, quoted": ("bibtex", lambda key, value: f'@book{{{key}, title = "{value} {WORD} {key} quoted", {value} = {{x}}}}\n'),
    **{FORMATS[name].label: (name, _written(name)) for name in ("bibtex", "biblatex", "csl-yaml", "ris", "endnote-xml", "medline")},
    "RIS, raw": ("ris", lambda key, value: f"TY  - JOUR\nTI  - {value} {WORD} {key} rawris\nAU  - {value}\nUR  - {value}\nPY  - {value}\nER  - \n"),
    "MEDLINE, raw": ("medline", lambda key, value: f"PMID- 1\nTI  - {value} {WORD} {key} rawmedline\nFAU - {value}\nDP  - {value}\n"),
    "EndNote XML, raw": ("endnote-xml", lambda key, value: f"<xml><records><record><titles><title>{value} {WORD} {key} rawxml</title></titles></record></records></xml>"),
    "title facts": ("title_facts", lambda key, value: json.dumps({"title": f"{value} {WORD} {key} facts", "author": [{"family": value, "given": value}], "issued": [1936]})),
    "captured page": ("captured_page", _captured),
    "Daily Papers": ("daily-papers", _daily),
    "feed": ("feed", _feed),
    "notebook of a stranger": ("notebook", _notebook),
}  # fmt: skip


def pasted(key: str, value: str) -> str:
    """What somebody copied from a page of the web into the search box."""
    return (
        f"@article{{pasted{len(key)}, title = {{{value} {WORD} {key} pasted}}, note = {{{value}}}}}"
    )


OTHER_WAYS_IN = ("pasted", "files", "services", "Zotero")
"""What does not come as a text of a format: see the fixtures."""
