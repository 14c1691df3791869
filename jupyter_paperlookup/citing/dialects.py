"""How each dialect writes one citation, so that everything of it can be read again.

A dialect says what it can in its own grammar. Where that is not all, a comment that readers do not
see stands behind it, and other tools read what stands before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jupyter_paperlookup.citing.citation import DIALECTS, Dialect, canonical_cites
from jupyter_paperlookup.citing.exact_data import comment
from jupyter_paperlookup.citing.html_citation import write_html
from jupyter_paperlookup.citing.latex_citation import write_latex
from jupyter_paperlookup.citing.myst_citation import write_myst
from jupyter_paperlookup.citing.pandoc_citation import write_pandoc
from jupyter_paperlookup.citing.scanner import Scanner
from jupyter_paperlookup.records import Cite

__all__ = ["DIALECTS", "Dialect", "write_citation", "write_exactly", "write_visibly"]


def write_citation(cites: Sequence[Cite], words: str, dialect: Dialect) -> str:
    """One citation in a dialect; `citations_in` reads it back.

    Args:
        cites: The works, in order; at least one.
        words: The citation as the style says it, escaped for Markdown: `(Chen & Li, 2023)`.
            Only the dialects that keep the words in the text use it.
        dialect: One of `DIALECTS`. Of `text` only the words stand in the text: the works are
            noted beside it.
    """
    works = canonical_cites(cites)
    if dialect == "html":
        return write_html(works, words)
    if dialect == "text":
        return words
    written = write_visibly(works, dialect)
    read = Scanner(written, 0, write_visibly).read()
    is_whole = len(read) == 1 and (read[0].start, read[0].end) == (0, len(written))
    return written if is_whole and read[0].cites == works else write_exactly(works, words, dialect)


def write_exactly(cites: Sequence[Cite], words: str, dialect: Dialect) -> str:
    """As `write_citation`, always with the comment that says everything; HTML needs none.

    It also keeps a citation apart from what follows: a bracket behind `[@key]` makes it a link.
    """
    works = canonical_cites(cites)
    if dialect == "html":
        return write_html(works, words)
    visible = words if dialect == "text" else write_visibly(works, dialect)
    return visible + comment(works, dialect, words)


def write_visibly(cites: Sequence[Cite], dialect: Dialect) -> str:
    """What readers and other tools see of a citation, in a dialect without words."""
    return _WRITERS[dialect](cites)


def _myst(cites: Sequence[Cite]) -> str:
    return write_myst(cites) or write_pandoc(cites, braces=False)


_WRITERS: dict[Dialect, Callable[[Sequence[Cite]], str]] = {
    "pandoc": write_pandoc,
    "myst": _myst,
    "latex": write_latex,
}
