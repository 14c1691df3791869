r"""Citations as LaTeX's package natbib sets them, for documents that are made to be printed.

natbib is in every TeX distribution, works with BibTeX, which nbconvert runs, and with most
journals' styles; BibLaTeX would need Biber, which nbconvert does not run. It has no notes for each
work of one citation, and no footnotes: these are put together here from its parts.

Source: natbib's manual, 2.3 to 2.9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from jupyter_paperlookup.citing.latex_citation import escape_note
from jupyter_paperlookup.citing.locators import write_note
from jupyter_paperlookup.records import Cite

NatbibMode = Literal["author-date", "numeric", "note"]

# Signs with which pandoc's Markdown would end a table's cell or begin HTML.
_NAMED = {"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}"}
_BEFORE_NUMBER = re.compile(r"(?<=\w\.) (?=\d)")


def write_natbib(cites: Sequence[Cite], mode: NatbibMode, keys: Mapping[str, str]) -> str:
    """A citation in commands of natbib.

    Args:
        cites: The works, in order; at least one.
        mode: Whether the style names authors and years, numbers, or writes footnotes.
        keys: The key of each work in the `.bib` file.
    """
    if mode == "note":
        return _in_footnote(cites, keys)
    command = _one_command(cites, mode)
    if command and not _has_inner_notes(cites):
        listed = ",".join(keys[cite.key] for cite in cites)
        return f"\\{command}{_notes(cites[0].prefix, cites[-1])}{{{listed}}}"
    if command == "citet":
        return "; ".join(_work("citet", cite, keys) for cite in cites)
    bare = "; ".join(_bare(cite, mode, keys) for cite in cites)
    author = f"\\citeauthor{{{keys[cites[0].key]}}} " if cites[0].author_in_text else ""
    return f"{author}\\citetext{{{bare}}}"


def _one_command(cites: Sequence[Cite], mode: NatbibMode) -> str:
    """The command that says all works alike; empty where none does."""
    if all(cite.author_in_text for cite in cites):
        return "citet"
    if any(cite.author_in_text for cite in cites):
        return ""
    left_out = [cite.suppress_author for cite in cites]
    if mode == "numeric" or not any(left_out):
        return "citep"
    return "citeyearpar" if all(left_out) else ""


def _in_footnote(cites: Sequence[Cite], keys: Mapping[str, str]) -> str:
    author = f"\\citeauthor{{{keys[cites[0].key]}}}" if cites[0].author_in_text else ""
    works = "; ".join(_work("citealp", cite, keys) for cite in cites)
    return f"{author}\\footnote{{{works}.}}"


def _bare(cite: Cite, mode: NatbibMode, keys: Mapping[str, str]) -> str:
    """A work without brackets around it."""
    no_author = (cite.suppress_author or cite.author_in_text) and mode == "author-date"
    return _work("citeyear" if no_author else "citealp", cite, keys)


def _work(command: str, cite: Cite, keys: Mapping[str, str]) -> str:
    return f"\\{command}{_notes(cite.prefix, cite)}{{{keys[cite.key]}}}"


def _has_inner_notes(cites: Sequence[Cite]) -> bool:
    return any(cite.prefix for cite in cites[1:]) or any(
        cite.locator or cite.suffix for cite in cites[:-1]
    )


def _notes(prefix: str, last: Cite) -> str:
    note = write_note(last.label, last.locator, last.suffix, escape=_escape)
    after = _BEFORE_NUMBER.sub("~", ", ".join(part for part in note if part != "{}"))
    if prefix:
        return f"[{_escape(prefix)}][{after}]"
    return f"[{after}]" if after else ""


def _escape(text: str) -> str:
    return re.sub("[<>|]", lambda match: _NAMED[match[0]], escape_note(text))
