"""What each route answers: a request, asked of the library, becomes a message.

Runs in the threads of the LibraryHost and knows nothing of HTTP.
"""

from __future__ import annotations

from typing import Self

import msgspec

from jupyter_paperlookup import __version__
from jupyter_paperlookup.errors import IndexUnavailable, UnreadableQuery
from jupyter_paperlookup.formatting.locales import LOCALES
from jupyter_paperlookup.library import IndexState, Library, ResultPage
from jupyter_paperlookup.messages import cited_notebooks, http, present, present_searching
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.server.browsing_answers import BrowsingAnswers
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.curating_answers import CuratingAnswers
from jupyter_paperlookup.server.digest_answers import DigestAnswers
from jupyter_paperlookup.server.export_answers import ExportAnswers
from jupyter_paperlookup.server.feed_answers import FeedAnswers
from jupyter_paperlookup.server.notebook_answers import NotebookAnswers
from jupyter_paperlookup.server.resolve_answers import ResolveAnswers
from jupyter_paperlookup.server.source_answers import SourceAnswers
from jupyter_paperlookup.server.zotero_answers import ZoteroAnswers


class Answers:
    """The library as the routes see it; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.curating = CuratingAnswers(library)
        self.sources = SourceAnswers(library)
        self.zotero = ZoteroAnswers(library, self.sources.jobs)
        self.exporting = ExportAnswers(library)
        self.notebooks = NotebookAnswers(library)
        self.browsing = BrowsingAnswers(library)
        self.feeds = FeedAnswers(library, self.sources.jobs)
        self.digests = DigestAnswers(library)
        self.resolving = ResolveAnswers(library)

    @classmethod
    def open(cls, folder: str) -> Self:
        """Open the library; index and watched files are kept up to date, the digest is mailed.

        Raises:
            LibraryUnavailable: The folder cannot be used.
        """
        library = Library.open(folder or None)
        library.start_indexing()
        library.start_watching(changed=lambda _name, _report: library.start_indexing())
        library.start_mailing()
        library.start_safekeeping()
        return cls(library)

    def close(self) -> None:
        """Cancel what is under way and let go of the library."""
        self.sources.close()
        self.resolving.close()
        self._library.close()

    def search(self, asked: http.SearchParameters) -> http.SearchResponse:
        """The hits that the index has now: a keystroke never waits for a build.

        Raises:
            UnreadableQuery: Nothing at all could be made of the words that were typed.
        """
        library = self._library
        if library.index_state().phase == "ready":
            library.start_indexing()  # returns at once where the index is up to date
        try:
            page = library.search(
                asked.q,
                asked.limit,
                offset=asked.offset,
                typing=asked.typing,
                wait=False,
                explain=asked.explain,
                cited=asked.cited.split(),
            )
        except IndexUnavailable as error:
            page = ResultPage(query=asked.q, understood=(), results=(), total=0)
            return present_searching.search_response(page, self._building_after(error))
        if asked.q.strip() and not page.total and not page.understood:
            page = _said_what_is_unreadable(asked.q, page)
        state = library.index_state()
        if page.is_without_index and state.phase == "ready":  # it became so meanwhile: ask again
            state = IndexState(phase="building", done=state.done, total=state.total)
        return present_searching.search_response(page, state)

    def related(self, sent: http.RelatedRequest) -> http.RelatedResponse:
        """Papers about the same as a record or as a text; none while the index is building.

        Raises:
            InvalidRequest: There is both a key and a text, or neither.
            RecordNotFound: No record has the key.
        """
        library = self._library
        try:
            found = library.related(
                sent.key, text=sent.text, without=sent.without, limit=sent.limit, wait=False
            )
        except IndexUnavailable as error:
            return present_searching.related_response((), self._building_after(error))
        return present_searching.related_response(found, library.index_state())

    def details(self, key: str) -> http.PaperDetails:
        """All that is known of one record."""
        return present.details(self._library.get(key))

    def formatted(self, asked: http.FormattedParameters) -> http.FormattedResponse:
        """The citation and the references of some works."""
        formatted = self._library.format(
            asked.key, style=asked.style, locale=asked.locale or None, to=asked.to
        )
        return http.FormattedResponse(
            citation=formatted.citation,
            references=list(formatted.references),
            style=asked.style,
            locale=asked.locale or "",
            to=asked.to,
        )

    def insertion(self, asked: http.InsertionParameters) -> http.InsertionResponse:
        """The text to write into a cell."""
        insertion = self._library.insertion(
            asked.kind,
            asked.key,
            dialect=asked.dialect,
            style=asked.style,
            locale=asked.locale or None,
        )
        return present.insertion(insertion)

    def insert(self, sent: http.InsertionRequest) -> http.InsertionResponse:
        """The text to write into a cell, of works with all details."""
        return present.insertion(
            self._library.insertion(
                sent.kind,
                [cited_notebooks.cite_of(cite) for cite in sent.cites],
                dialect=sent.dialect,
                style=sent.style,
                locale=sent.locale,
                items=sent.items,
            )
        )

    def add_style(self, sent: http.AddStyleRequest) -> http.AddedStyleResponse:
        """Keep a style of the user's own."""
        return http.AddedStyleResponse(
            style=present.style(self._library.add_style(sent.name, sent.text))
        )

    def styles(self) -> http.StylesResponse:
        """The styles and locales to choose from."""
        styles = self._library.styles()
        return http.StylesResponse(
            styles=[present.style(style) for style in styles.list()],
            locales=[http.LocaleInfo(name=name, title=title) for name, title in LOCALES.items()],
            problems=[f"{problem.file}: {problem.reason}" for problem in styles.problems()],
        )

    def status(self) -> http.StatusResponse:
        """What the library holds."""
        return self._status(self._library.index_state())

    def import_text(self, sent: http.ImportRequest) -> http.ImportResponse:
        """Read the records of a text into the library; they can be found soon after."""
        report = self._library.import_text(
            sent.text, sent.name, format=sent.format, capture_year=sent.capture_year
        )
        self._library.start_indexing()
        return present.import_response(report)

    def recognize(self, sent: http.RecognizeRequest) -> http.RecognizeResponse:
        """What a pasted text is."""
        return present.recognized(self._library.recognise(sent.text))

    def add_entries(self, sent: http.AddEntriesRequest) -> http.AddEntriesResponse:
        """The entries of a pasted text as records; they can be found soon after."""
        added = self._library.add_entries(sent.text)
        self._library.start_indexing()
        return present.added(added)

    def nearby(self, asked: http.NearbyParameters, paths: ContentsPaths) -> http.NearbyResponse:
        """The bibliography files of a notebook, in the words of the file browser."""
        found = self._library.nearby(paths.file(asked.path), paths.root)
        return present.nearby(found, paths.shown)

    def reindex(self) -> http.StatusResponse:
        """Begin to build the index anew, unless that is under way already."""
        self._library.start_indexing(anew=True)
        return self._status(self._library.index_state())

    def _building_after(self, error: IndexUnavailable) -> IndexState:
        """The state of an index that could not be asked, unless it will not be there soon.

        Also of a build that ended just now: the next keystroke finds what this one did not.
        """
        state = self._library.index_state()
        if state.phase == "failed":
            raise error
        return IndexState(phase="building", done=state.done, total=state.total)

    def _status(self, state: IndexState) -> http.StatusResponse:
        status = self._library.status()
        done = status.index.documents if state.phase == "ready" else state.done
        return http.StatusResponse(
            library=status.library,
            records=status.records,
            revision=status.revision,
            sources=[present.source(source) for source in status.sources],
            index=http.IndexState(
                phase=state.phase, done=done, total=status.records, message=state.message
            ),
            notice=status.notice,
            version=__version__,
        )


def _said_what_is_unreadable(typed: str, page: ResultPage) -> ResultPage:
    """The page with a word on what was typed: an empty list would say nothing.

    Raises:
        UnreadableQuery: There are words, of which nothing could be made. A sign alone is no error:
            with it begins a phrase that is being typed.
    """
    try:
        parse_query(typed)
    except UnreadableQuery as error:
        if any(sign.isalnum() for sign in typed):
            raise
        return msgspec.structs.replace(page, notice=error.reason)
    return page
