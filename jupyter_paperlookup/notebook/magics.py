"""`%paper`, `%cite`, `%bibtex`, `%bibliography` and `%%bibliography`."""
# IPython's decorators for magics have no usable types:
# mypy: disable-error-code="no-untyped-call,untyped-decorator,misc"

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments

from jupyter_paperlookup.citing import written_cells
from jupyter_paperlookup.errors import IndexUnavailable, InvalidRequest, PaperLookupError
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.notebook.display import BibtexStubs, FoundPapers, References
from jupyter_paperlookup.notebook.indexing_note import wait_for_index
from jupyter_paperlookup.notebook.kernel_library import kernel_library
from jupyter_paperlookup.notebook.notebook_file import notebook_file

_LIMIT = re.compile(r"(?:^|\s)--limit[ =](\S+)")
_KEY = re.compile(r"[^\s,;@\[\]]+")
_HELP = {"-h", "--help"}


def _for_people(magic: Callable[..., Any]) -> Callable[..., Any]:
    """`-h` prints the help of a magic; an error becomes one line, not a traceback."""

    @functools.wraps(magic)
    def run(self: Magics, line: str, *cell: str) -> Any:
        if _HELP & set(line.split()):
            # The mark before the usage is for Sphinx, not for people.
            print((magic.__doc__ or "").removeprefix("::").strip())  # noqa: T201  # as IPython does
            return None
        try:
            return magic(self, line, *cell)
        except PaperLookupError as error:
            raise UsageError(printable(error.reason)) from None

    return run


def _style_arguments(magic: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every magic with formatted references has."""
    style = argument("--style", default="apa", help="Name of a CSL style (default: apa).")
    locale = argument("--locale", help="A CSL locale such as de-DE (default: the style's own).")
    decorated: Callable[..., Any] = style(locale(magic))
    return decorated


@magics_class
class PaperLookupMagics(Magics):
    """Look up papers from a cell and cite them."""

    @line_magic
    @_for_people
    @magic_arguments()
    @argument("words", nargs="*", help='Words, author:name, year:2023, "a phrase", -word ...')
    @argument("--limit", type=int, default=10, help="At most so many papers (default: 10).")
    def paper(self, line: str) -> FoundPapers:
        """Find papers, best match first; without words the newest ones.

        Example::

            %paper far-reaching transformers
            %paper author:chen year:2023 --limit 3
        """
        query, limit = _query_and_limit(line)
        library = kernel_library()
        with suppress(IndexUnavailable):  # words are found all the same, and the answer says so
            wait_for_index(library)
        return FoundPapers(library.search(query, limit=limit))

    @line_magic
    @_for_people
    @magic_arguments()
    @argument("keys", nargs="*", metavar="key", help="Citation keys.")
    @_style_arguments
    def cite(self, line: str) -> References:
        """Format the references of papers.

        Example::

            %cite chen2023fit
            %cite chen2023fit devvrit2023matformer --style ieee
        """
        asked = _parsed(self.cite, line)
        return _references(_keys(" ".join(asked.keys)), asked.style, asked.locale)

    @line_magic
    @_for_people
    @magic_arguments()
    @argument("keys", nargs="*", metavar="key", help="Citation keys.")
    def bibtex(self, line: str) -> BibtexStubs:
        """Show papers as BibTeX.

        Example::

            %bibtex chen2023fit
        """
        keys = _keys(" ".join(_parsed(self.bibtex, line).keys))
        library = kernel_library()
        return BibtexStubs(library.records(keys), library.export(keys, abstracts=False))

    @line_cell_magic
    @_for_people
    @magic_arguments()
    @argument("notebook", nargs="*", help="Its file; without it this notebook's own.")
    @argument("--style", help="Name of a CSL style (default: the notebook's own, else apa).")
    @argument("--locale", help="A CSL locale such as de-DE (default: the style's own).")
    def bibliography(self, line: str, cell: str | None = None) -> References:
        """Format what the notebook cites as one reference list, in the order of the style.

        It is read from its file, so save it before. With two signs, the list is that of the keys
        in the cell, one per line, or with blanks, commas or semicolons between them.

        Example::

            %bibliography
            %bibliography other.ipynb --style nature

            %%bibliography --style ieee
            chen2023fit
            devvrit2023matformer
        """
        asked = _parsed(self.bibliography, line)
        if cell is not None:
            return _references(_keys(cell), asked.style or "apa", asked.locale, as_list=True)
        namespace = self.shell.user_ns if self.shell else {}
        path = notebook_file(" ".join(asked.notebook), namespace)
        return _cited_references(path, asked.style, asked.locale)


def _query_and_limit(line: str) -> tuple[str, int]:
    """Argparse would take `-word` for an option and choke on the apostrophe of a title."""
    found = _LIMIT.search(line)
    if found is None:
        return line.strip(), 10
    if not found[1].isdecimal():
        raise InvalidRequest(f"--limit wants a number, not {found[1]!r}.")
    return (line[: found.start()] + line[found.end() :]).strip(), int(found[1])


def _parsed(magic: Any, line: str) -> Any:
    """The arguments of a line; keys and styles have no blanks, so quotes mean nothing."""
    return magic.parser.parse_args(line.split())


def _keys(text: str) -> list[str]:
    """Citation keys, each once; `[@a; @b]`, as a citation has them, is read too."""
    keys = list(dict.fromkeys(_KEY.findall(text)))
    if not keys:
        raise InvalidRequest("Name at least one citation key; %paper finds them.")
    return keys


def _references(
    keys: Sequence[str], style: str, locale: str | None, *, as_list: bool = False
) -> References:
    library: Library = kernel_library()
    written = functools.partial(library.format, keys, style=style, locale=locale)
    return References(
        library.records(keys),
        text=written(to="text"),
        html=written(to="html"),
        markdown=written(to="markdown"),
        as_list=as_list,
    )


def _cited_references(path: Path, style: str | None, locale: str | None) -> References:
    """The references of a document; what is not known of it is told, and costs no other."""
    library: Library = kernel_library()
    written = functools.partial(library.bibliography, path, style=style, locale=locale)
    text, html, markdown = (written(to=to) for to in ("text", "html", "markdown"))
    for key in text.unknown:
        print(printable(f"Nothing is known of {key}."), file=sys.stderr)  # noqa: T201
    if not text.references:
        raise InvalidRequest(f"{path.name} cites no known work, as it was last saved.")
    records = library.records(library.cited(written_cells(path)).keys)
    return References(records, text=text, html=html, markdown=markdown)
