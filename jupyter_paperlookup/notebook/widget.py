"""`PaperLookup()`: look up and insert papers from a cell, with ipywidgets alone."""

from __future__ import annotations

import textwrap
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, get_args

import ipywidgets as widgets
import traitlets

from jupyter_paperlookup.citing import InsertionKind
from jupyter_paperlookup.errors import IndexUnavailable, PaperLookupError
from jupyter_paperlookup.library import Library, Result, ResultPage
from jupyter_paperlookup.messages.display import InsertReply
from jupyter_paperlookup.messages.printable import printable, printable_lines
from jupyter_paperlookup.notebook.controls import Controls
from jupyter_paperlookup.notebook.insertion import insert
from jupyter_paperlookup.notebook.kernel_library import kernel_library
from jupyter_paperlookup.notebook.latest import LatestOnly

PREVIEW_PAUSE_SECONDS = 0.3
INDEX_POLL_SECONDS = 0.5
RESULTS = 50
LONGEST_TITLE = 80
"""In a result, so that the creators after it can still be seen."""
_INSERTED = {"citation": "Citation", "reference": "Reference", "bibtex": "BibTeX"}


class PaperLookup(widgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
    """A picker: search as one types, a preview, and buttons that insert.

    Insert goes to the last Markdown cell used where JupyterLab or Notebook has the paperlookup
    extension; elsewhere the text becomes a new cell.

    Args:
        query: What to look for at first; the newest papers when empty.
        style: Name of a CSL style.
        locale: A CSL locale; empty for the style's own.
        dialect: How a citation is written: html, pandoc, myst, latex or text; that of the
            project in the kernel's folder when empty, else html.
        library: The library to search; the user's own when None.

    Raises:
        LibraryUnavailable, UnknownStyle: The library or the style cannot be used.
    """

    query = traitlets.Unicode(help="What is looked for; set it to search.")
    selected = traitlets.List(
        traitlets.Unicode(), read_only=True, help="Citation keys of the chosen papers."
    )
    value = traitlets.Unicode(
        read_only=True, help="The formatted references of the chosen papers, as plain text."
    )

    def __init__(
        self,
        query: str = "",
        *,
        style: str = "apa",
        locale: str = "",
        dialect: str = "",
        library: Library | None = None,
        **layout: Any,
    ) -> None:
        # Kernels with subshells, timers and previews call from several threads: one at a time.
        self._turn = threading.RLock()
        self._previews = LatestOnly(PREVIEW_PAUSE_SECONDS)
        self._index_polls = LatestOnly(INDEX_POLL_SECONDS)
        self._library = library or kernel_library()
        # Kernels run in the folder of their notebook, whatever its name is.
        dialect = dialect or self._library.project_dialect(Path("notebook")).dialect or "html"
        self._controls = Controls(
            self._library.styles(), style=style, locale=locale, dialect=dialect
        )
        super().__init__(children=self._controls.all(), **layout)
        self._connect()
        self._library.start_indexing()
        self.query = query
        self._search()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(query={self.query!r}, selected={self.selected!r})"

    def search(self, query: str) -> ResultPage:
        """Search as if `query` were typed, wait for the index, and return what was found.

        Raises:
            UnreadableQuery: The query breaks the grammar.
        """
        with suppress(IndexUnavailable):  # the search says so, too
            self._library.ensure_index()
        page = self._library.search(query, limit=RESULTS)
        self.query = query
        self._search()
        return page

    def close(self) -> None:
        """Remove the picker from the notebook and stop what it was doing."""
        self._previews.cancel()
        self._index_polls.cancel()
        super().close()

    # --- what happens on what --------------------------------------------------------------

    def _connect(self) -> None:
        controls = self._controls
        traitlets.link((self, "query"), (controls.search, "value"))
        self.observe(self._in_turn(self._search), "query")
        controls.results.observe(self._in_turn(self._choose), "value")
        controls.meant.on_click(self._in_turn(self._take_meant))
        for menu in (controls.style, controls.locale, controls.dialect):
            menu.observe(self._in_turn(self._preview), "value")
        for kind, button in controls.buttons.items():
            button.on_click(self._in_turn(partial(self._insert, kind)))

    def _in_turn(self, action: Callable[[], None]) -> Callable[[Any], None]:
        """A handler that waits for its turn and says errors instead of raising them."""

        def run(_event: Any) -> None:
            with self._turn:
                try:
                    action()
                except PaperLookupError as error:
                    self._controls.say(error.reason)

        return run

    # --- search ----------------------------------------------------------------------------

    def _search(self) -> None:
        with self._turn:
            self._index_polls.cancel()
            try:
                page = self._library.search(self.query, limit=RESULTS, typing=True, wait=False)
            except IndexUnavailable:
                self._wait_for_index()
            except PaperLookupError as error:
                self._controls.say(error.reason)
            else:
                self._show(page)
                if page.is_without_index:
                    self._wait_for_index()

    def _take_meant(self) -> None:
        self.query = self._controls.offered
        self._controls.search.focus()  # the button that had it is gone

    def _wait_for_index(self) -> None:
        state = self._library.index_state()
        if state.phase == "failed":
            self._controls.say(state.message or "The index could not be built.")
            return
        self._controls.say(f"Indexing papers: {state.done} of {state.total}")
        self._index_polls.submit(lambda is_newest: self._search() if is_newest() else None)

    def _show(self, page: ResultPage) -> None:
        results = self._controls.results
        chosen = set(self.selected)
        results.options = [(_label(result), result.record.key) for result in page]
        results.value = [result.record.key for result in page if result.record.key in chosen]
        self._choose()
        self._controls.offer(page.did_you_mean)
        self._controls.say(_count(page))

    # --- choice and preview ----------------------------------------------------------------

    def _choose(self) -> None:
        keys = list(self._controls.results.value)
        if keys == self.selected and self.value:
            return
        self.set_trait("selected", keys)
        self._controls.enable_buttons(enabled=bool(keys))
        self._preview()

    def _preview(self) -> None:
        keys, controls = list(self.selected), self._controls
        if not keys:
            self._previews.cancel()
            self._show_previews({})
            return
        style, locale = controls.style.value, controls.locale.value or None
        dialect = controls.dialect.value

        def task(is_newest: Callable[[], bool]) -> None:
            library, texts = self._library, {}
            try:
                texts["reference"] = library.cite(keys, style=style, locale=locale)
                texts["citation"] = library.insertion(
                    "citation", keys, dialect=dialect, style=style, locale=locale
                ).text
                texts["bibtex"] = library.export(keys, abstracts=False)
            except PaperLookupError as error:
                self._report(error.reason)
            with self._turn:
                if is_newest():
                    self._show_previews(texts)

        self._previews.submit(task)

    def _show_previews(self, texts: Mapping[str, str]) -> None:
        self.set_trait("value", printable_lines(texts.get("reference", "")))
        for kind in get_args(InsertionKind):
            self._controls.show_preview(kind, texts.get(kind, ""))

    # --- insert ----------------------------------------------------------------------------

    def _insert(self, kind: InsertionKind) -> None:
        controls = self._controls
        insertion = self._library.insertion(
            kind,
            self.selected,
            dialect=controls.dialect.value,
            style=controls.style.value,
            locale=controls.locale.value or None,
        )
        controls.say("Inserting")
        insert(insertion, partial(self._inserted, kind))

    def _inserted(self, kind: InsertionKind, reply: InsertReply) -> None:
        done = f"{_INSERTED[kind]} inserted." if reply.inserted else "Nothing was inserted."
        self._report(reply.message or done)

    def _report(self, sentence: str) -> None:
        with self._turn:
            self._controls.say(sentence)


def _label(result: Result) -> str:
    """A paper in one line, as people remember it: title, creators and year, key."""
    record = result.record
    who = record.short_creators or record.facts.organization
    title = textwrap.shorten(record.plain_title, LONGEST_TITLE, placeholder=" …") or "(no title)"
    facts = (title, f"{who} {record.year or ''}".strip(), record.key)
    return " · ".join(printable(fact) for fact in facts if fact)


def _count(page: ResultPage) -> str:
    if not page.results:
        understood = f" ({', '.join(page.understood)})" if page.understood else ""
        return f"Nothing found{understood}."
    if page.total > len(page.results):
        return f"The best {len(page.results)} of {page.total} papers."
    return f"{page.total} paper{'' if page.total == 1 else 's'}."
