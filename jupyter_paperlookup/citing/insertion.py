"""What is written into a cell, and how a BibTeX stub stands in one."""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

InsertionKind = Literal["citation", "reference", "bibtex"]


class Insertion(msgspec.Struct, frozen=True):
    """A text for a Markdown cell and the data of the works that it cites.

    Attributes:
        kind: What the text is.
        text: Safe to stand in a Markdown cell as it is.
        is_block: Whether it needs lines of its own, an empty line before and after it.
        items: CSL-JSON by citation key, for the notebook's metadata.
        html: How it reads, safe HTML; empty for BibTeX.
        words: The words of a citation, where its dialect keeps them in the text; else empty.
    """

    kind: InsertionKind
    text: str
    is_block: bool
    items: dict[str, dict[str, Any]]
    html: str = ""
    words: str = ""


def fenced_bibtex(stub: str) -> str:
    """A BibTeX stub as a fenced code block; the fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`+", stub)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}bibtex\n{stub.rstrip()}\n{fence}"
