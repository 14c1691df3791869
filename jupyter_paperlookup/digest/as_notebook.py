"""A digest as a notebook: a Markdown cell for each paper, to keep what one wants.

The format: https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any

from jupyter_paperlookup.digest.content import Digest, Paper, Section
from jupyter_paperlookup.records.printable import printable, printable_lines

# What means something anywhere, at the beginning of a paragraph, or after its number.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#!|~$^&@]|^[-+=:]|(?<=\d)\.(?=\s)")
_BACKTICKS = re.compile("`+")


def digest_as_notebook(digest: Digest) -> dict[str, Any]:
    """The notebook, as its JSON says it."""
    sources = [_beginning(digest)]
    for section in digest.sections:
        sources.append(_heading(section))
        sources += [_paper(paper) for paper in section.papers]
    return {
        "cells": [_cell(source, number) for number, source in enumerate(sources)],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(source: str, number: int) -> dict[str, Any]:
    # Of the content, so that the same digest is the same file.
    name = blake2b(f"{number} {source}".encode("utf-8", "replace"), digest_size=4).hexdigest()
    lines = source.splitlines(keepends=True)
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": lines}


def _beginning(digest: Digest) -> str:
    return "\n\n".join([f"# {_escaped(digest.title)}", *map(_escaped, digest.notes)])


def _heading(section: Section) -> str:
    more = f"{section.more} more are in the library." if section.more else ""
    lines = (f"## {_escaped(section.title)}", _escaped(section.note), more)
    return "\n\n".join(filter(None, lines))


def _paper(paper: Paper) -> str:
    links = [f"[{_escaped(each.label)}](<{each.url}>)" for each in paper.addresses]
    named = filter(None, (_escaped(paper.creators), _escaped(paper.date)))
    parts = (
        f"### {_escaped(paper.title) or '(no title)'}",
        " · ".join(named),
        " · ".join(f"*{_escaped(reason)}*" for reason in paper.reasons),
        _escaped(paper.abstract),
        " · ".join([*links, f"key {_code(paper.key)}"]),
        _fenced(paper.bibtex) if paper.bibtex else "",
    )
    return "\n\n".join(filter(None, parts))


def _escaped(text: str) -> str:
    """Text that is text in Markdown, too: every sign that may mean something is escaped."""
    return _MARKDOWN.sub(_escape, " ".join(printable(text).split()))


def _escape(match: re.Match[str]) -> str:
    # Where HTML is let through, it is even if a backslash stands before it.
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(match[0], f"\\{match[0]}")


def _code(text: str) -> str:
    text = printable(text)
    ticks = "`" * (_longest_run(text) + 1)
    return f"{ticks}{text}{ticks}"


def _fenced(text: str) -> str:
    text = printable_lines(text).strip("\n")
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}bibtex\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)
