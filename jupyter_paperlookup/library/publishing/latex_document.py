r"""A document for LaTeX: natbib's commands, a `.bib` file, and `\bibliography` in its place."""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path

import msgspec

from jupyter_paperlookup.citing.bibliography import BIBLIOGRAPHY_FILE, FoundBibliography
from jupyter_paperlookup.citing.citation import FoundCitation
from jupyter_paperlookup.citing.natbib import NatbibMode, write_natbib
from jupyter_paperlookup.formats.registry import format_named
from jupyter_paperlookup.formatting.markup import write
from jupyter_paperlookup.formatting.styled_text import Run
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.library.document_works import items_in, one_key_per_work
from jupyter_paperlookup.library.publishing.cited_document import CitedCell, CitedDocument
from jupyter_paperlookup.library.publishing.plain_names import (
    NOT_OF_FILES,
    NOT_OF_KEYS,
    plain_names,
)
from jupyter_paperlookup.library.publishing.published import PublishedDocument
from jupyter_paperlookup.library.publishing.set_cell import set_cell
from jupyter_paperlookup.library.publishing.tex_limits import within_limits
from jupyter_paperlookup.records import Cite, from_csl

_MODES: dict[str, NatbibMode] = {"numeric": "numeric", "label": "numeric", "note": "note"}
_NUMBERS = "numbers,square,sort&compress"
_OPTIONS: dict[NatbibMode, str] = {
    "author-date": "authoryear,round",
    "note": "authoryear,round",
    "numeric": _NUMBERS,
}
_BST: dict[NatbibMode, str] = {
    "author-date": "plainnat",
    "note": "plainnat",
    "numeric": "unsrtnat",
}
# Styles of BibTeX that name authors and years as natbib needs it; with others it can only number.
_AUTHOR_DATE_BST = frozenset("plainnat abbrvnat unsrtnat apalike agsm dcu kluwer".split())
_STYLE = re.compile(r"\\bibliographystyle\{([^{}]*)\}")
_FILES = re.compile(r"\\bibliography\{([^{}]*)\}")
_ITEM = re.compile(r"\\bibitem(?:\s*\[[^\[\]]*\])?\s*\{([^{}]*)\}")
_BY_HAND = r"\begin{thebibliography}"
_RAW_LATEX = frozenset({"", "latex", "text/latex", "tex", "text/tex"})
# A command that natbib has stays as somebody wrote it.
_NATBIB = re.compile(r"\\[Cc]ite(?:year|author|fullauthor|alt|alp|num|[tp]alias)\*?(?![A-Za-z])")
_MARK = "% Written by paperlookup"


class LatexDocument:
    """A document on its way to LaTeX."""

    def __init__(self, cited: CitedDocument, styles: Styles) -> None:
        self._cited = cited
        self._styles = styles
        self._blocks = [
            (cell, block) for cell in cited.cells if _is_latex(cell) for block in cell.blocks
        ]
        written = [cell.source[block.start : block.end] for cell, block in self._blocks]
        self._items_by_hand = {
            key.strip() for text in written if _BY_HAND in text for key in _ITEM.findall(text)
        }
        self._own_style, self._own_files = _own_settings(written, cited.path.parent)
        folder = cited.path.parent
        self._own_keys = {
            item["id"] for name in self._own_files for item in items_in(folder / f"{name}.bib")
        }
        self._mode = self._natbib_mode()
        self._keys: dict[str, str] = {}

    def publish(self) -> PublishedDocument:
        """The document with natbib's commands."""
        bib = self._bib()
        name = _bib_name(self._cited.path)
        used = [*self._own_files, *([name.removesuffix(".bib")] if bib else [])]
        sources: dict[int, str] = {}
        for cell in self._cited.cells:
            if _is_latex(cell):
                sources[cell.cell.number] = self._cell(cell, used)
        ending = ""
        if used and not self._blocks:
            ending = _block(self._bibliography(None, 0, used))
        return PublishedDocument(
            sources=sources,
            ending=ending,
            files={name: f"{_MARK}; an export writes it anew.\n\n{bib}"} if bib else {},
            natbib=_NUMBERS if self._is_numbered() else _OPTIONS[self._mode],
            title=self._cited.title,
            warnings=tuple(self._cited.warnings),
        )

    def _bib(self) -> str:
        """The `.bib` file: all works that no file of the document's own has."""
        cited = [self._cited.known(found) for _, found in self._cited.citations()]
        alone = [[Cite(key)] for key in self._cited.listed if key in self._cited.items]
        groups, works = one_key_per_work([*cited, *alone], self._cited.items)
        names = plain_names((item["id"] for item in works), NOT_OF_KEYS)
        for before, after in zip([*cited, *alone], groups, strict=True):
            for cite, one in zip(before, after, strict=True):
                own = cite.key if cite.key in self._own_keys | self._items_by_hand else ""
                self._keys[cite.key] = own or names[one.key]
        for key in self._own_keys | self._items_by_hand:
            self._keys.setdefault(key, key)
        records = [
            msgspec.structs.replace(
                from_csl(within_limits(item)), key=names[item["id"]], abstract=""
            )
            for item in works
            if item["id"] not in self._own_keys | self._items_by_hand
        ]
        return format_named("bibtex").write(records) if records else ""

    def _cell(self, cell: CitedCell, files: list[str]) -> str:
        blocks: dict[FoundBibliography, str] = {}
        for block in cell.blocks:
            if _BY_HAND in cell.source[block.start : block.end]:
                continue
            is_first = self._blocks[0][1] is block
            text = self._bibliography(cell, block.start, files) if is_first and files else ""
            blocks[block] = text if cell.cell.kind == "raw" or not text else _block(text)
        if cell.cell.kind == "raw":
            return set_cell(cell, {}, blocks)
        texts: dict[FoundCitation, str] = {}
        notes: set[FoundCitation] = set()
        for found in cell.citations:
            if found.start < cell.front:
                continue
            set_as = self._citation(cell, found)
            if set_as is not None:
                texts[found] = set_as
            if set_as and _is_note(set_as):
                notes.add(found)
        return set_cell(cell, texts, blocks, notes=frozenset(notes))

    def _citation(self, cell: CitedCell, found: FoundCitation) -> str | None:
        """What stands for a citation; None leaves it."""
        form = cell.form(found)
        known = [cite for cite in found.cites if cite.key in self._keys]
        unknown = [cite.key for cite in found.cites if cite.key not in self._keys]
        written = cell.source[found.start : found.end]
        if form == "nocite":
            keys = ",".join(self._keys[cite.key] for cite in known)
            return _inline(f"\\nocite{{{keys}}}") if keys else ""
        if unknown:
            self._cited.warnings.append(
                f"{cell.place(found)}: nothing is known of {', '.join(unknown)}."
            )
            if found.words:
                return found.words
        elif _NATBIB.match(written):
            return None
        elif found.problem and not form:
            self._cited.warnings.append(f"{cell.place(found)}: {found.problem}")
        missing = "; ".join(write((Run(f"{key}?", strong=True),), "latex") for key in unknown)
        parts = [
            *([self._commands(cell, found, known)] if known else []),
            *([missing] if missing else []),
        ]
        return _inline(" ".join(parts))

    def _commands(self, cell: CitedCell, found: FoundCitation, cites: list[Cite]) -> str:
        form = cell.form(found)
        if form in {"author", "year"}:
            return f"\\cite{form}{{{','.join(self._keys[cite.key] for cite in cites)}}}"
        mode: NatbibMode = "note" if form == "note" else self._mode
        if mode == "note" and not cell.takes_note(found):
            mode = "author-date"
        return write_natbib(cites, mode, self._keys)

    def _bibliography(self, cell: CitedCell | None, place: int, files: list[str]) -> str:
        style = self._own_style or _BST[self._mode]
        command = f"\\bibliography{{{','.join(files)}}}"
        if self._cited.has_heading_before(cell, place):
            # The document has its own heading above the references.
            command = f"{{\\renewcommand{{\\bibsection}}{{}}{command}}}"
        keys = [self._keys[key] for key in self._cited.listed if key in self._keys]
        listed = "*" if self._cited.lists_all else ",".join(keys)
        nocite = f"\\nocite{{{listed}}}\n" if listed else ""
        return f"{nocite}\\bibliographystyle{{{style}}}\n{command}"

    def _natbib_mode(self) -> NatbibMode:
        kind = self._cited.style(self._styles).info.kind
        mode = _MODES.get(kind, "author-date")
        return "numeric" if self._is_numbered() and mode == "author-date" else mode

    def _is_numbered(self) -> bool:
        """Whether the document's own references can only be numbered."""
        own = self._own_style
        return bool(self._items_by_hand or (own and own not in _AUTHOR_DATE_BST))


def _is_latex(cell: CitedCell) -> bool:
    metadata = cell.cell.metadata
    kind = metadata.get("raw_mimetype") or metadata.get("format") or ""
    return cell.cell.kind == "markdown" or str(kind).lower() in _RAW_LATEX


def _is_note(text: str) -> bool:
    return r"\footnote{" in text and r"\citeauthor" not in text


def _own_settings(written: list[str], folder: Path) -> tuple[str, list[str]]:
    r"""The style and the files that a document's own `\bibliography` names, if they are there."""
    style = ""
    files: list[str] = []
    for text in written:
        named = [name.strip() for names in _FILES.findall(text) for name in names.split(",")]
        if named == [BIBLIOGRAPHY_FILE]:
            continue  # as paperlookup writes it
        style = style or next(iter(_STYLE.findall(text)), "")
        files += [name.removesuffix(".bib") for name in named if name]
    return style, [name for name in files if (folder / f"{name}.bib").is_file()]


def _bib_name(path: Path) -> str:
    """A name beside the document that no file of anybody else has."""
    name = plain_names([path.stem], NOT_OF_FILES)[path.stem]
    for number in count(1):
        candidate = f"{name}-references{'' if number == 1 else f'-{number}'}.bib"
        file = path.parent / candidate
        if not os.path.lexists(file) or _is_ours(file):
            break
    return candidate


def _is_ours(file: Path) -> bool:
    try:
        if not file.is_file():  # a named pipe would never end
            return False
        with file.open("rb") as opened:
            return opened.read(len(_MARK)) == _MARK.encode()
    except OSError:
        return False


def _inline(latex: str) -> str:
    """LaTeX in a line of pandoc's Markdown."""
    longest = max((len(run) for run in re.findall("`+", latex)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence}{latex}{fence}{{=latex}}"


def _block(latex: str) -> str:
    return f"```{{=latex}}\n{latex}\n```"
