"""What the routes of curating answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from itertools import islice

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http, present_curating
from jupyter_paperlookup.messages.present import details
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.key_pattern import DEFAULT_PATTERN

_SAMPLES = 5
_MOST_CHANGES = 50


class CuratingAnswers:
    """What a person decides about records. Whatever changes is soon in the index too."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def add(self, sent: http.AddRecordRequest) -> http.PaperDetails:
        """A record that a person typed."""
        record = self._library.add(sent.item)
        self._library.start_indexing()
        return details(record)

    def edit(self, key: str, sent: http.EditRecordRequest) -> http.PaperDetails:
        """A record corrected by hand."""
        record = self._library.edit(key, sent.changes, sent.restore)
        self._library.start_indexing()
        return details(record)

    def curation(self, key: str) -> http.CurationResponse:
        """How a record came to be as it is."""
        library = self._library
        return present_curating.curation(
            library.get(key),
            library.all_keys(key)[1:],
            library.contributions(key),
            library.related_versions(key),
        )

    def rename(self, key: str, sent: http.RenameKeyRequest) -> http.PaperDetails:
        """A record under another key."""
        record = self._library.rename_key(key, sent.key)
        self._library.start_indexing()
        return details(record)

    def merge(self, sent: http.MergeRequest) -> http.PaperDetails:
        """One record of several."""
        record = self._library.merge(sent.keys)
        self._library.start_indexing()
        return details(record)

    def separate(self, sent: http.SeparateRequest) -> http.PaperDetails:
        """A record of its own, of some of what was said of another."""
        entries = [(each.source, each.entry) for each in sent.entries]
        record = self._library.separate(sent.key, entries)
        self._library.start_indexing()
        return details(record)

    def link(self, sent: http.LinkRequest) -> http.CurationResponse:
        """A preprint linked to its published version, or no longer."""
        if sent.linked:
            self._library.link(sent.preprint, sent.published)
        else:
            self._library.unlink(sent.preprint, sent.published)
        return self.curation(sent.preprint)

    def keep_apart(self, sent: http.KeepApartRequest) -> http.ChangesResponse:
        """Two records said to be two works."""
        self._library.keep_apart(sent.first, sent.second)
        return self.changes()

    def suggestions(self, asked: http.SuggestionsParameters) -> http.SuggestionsResponse:
        """Pairs that may be one work."""
        found = list(islice(self._library.suggestions(), asked.limit + 1))
        return http.SuggestionsResponse(
            suggestions=[
                present_curating.suggestion(
                    each, self._library.get(each.first), self._library.get(each.second)
                )
                for each in found[: asked.limit]
            ],
            has_more=len(found) > asked.limit,
        )

    def changes(self) -> http.ChangesResponse:
        """The last changes."""
        return http.ChangesResponse(changes=self._library.changes(_MOST_CHANGES))

    def undo(self, sent: http.UndoRequest) -> http.ChangesResponse:
        """The last change taken back, or the last that a service said of a record."""
        library = self._library
        undone = library.undo_service(sent.key, sent.source) if sent.key else library.undo()
        self._library.start_indexing()
        return http.ChangesResponse(changes=self._library.changes(_MOST_CHANGES), undone=undone)

    def key_pattern(self, asked: http.KeyPatternParameters) -> http.KeyPatternResponse:
        """What a pattern makes of some records; one that cannot be read is an answer too."""
        in_use = self._library.key_pattern
        pattern = asked.pattern or in_use
        records = self._library.records(asked.key) if asked.key else self._samples()
        try:
            previews = [
                http.KeyPreview(
                    key=record.key,
                    title=record.plain_title,
                    preview=self._library.preview_key(record, pattern),
                )
                for record in records
            ]
            problem = ""
        except InvalidRequest as error:
            previews, problem = [], error.reason
        return http.KeyPatternResponse(
            pattern=pattern,
            in_use=in_use,
            default=DEFAULT_PATTERN,
            previews=previews,
            problem=problem,
        )

    def set_key_pattern(self, sent: http.KeyPatternRequest) -> http.KeyPatternResponse:
        """Another pattern for new records."""
        self._library.key_pattern = sent.pattern
        return self.key_pattern(http.KeyPatternParameters())

    def _samples(self) -> list[Record]:
        """A few records on which a pattern shows what it does: those of which most is known."""
        newest = [result.record for result in self._library.search("", 100, wait=False)]
        return sorted(newest, key=lambda record: len(record.incomplete))[:_SAMPLES]
