"""What a person decides about records: fields, keys, merging, versions, undo."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.importing import ImportProblem
from jupyter_paperlookup.messages.http.message import Key, Message, Name, SourceName

PatternText = Annotated[str, Meta(min_length=1, max_length=500)]


class AddRecordRequest(Message, frozen=True, kw_only=True):
    """A record that a person typed, as a CSL-JSON item; its `citation-key` or `id` is its key."""

    item: dict[str, Any]


class EditRecordRequest(Message, frozen=True, kw_only=True):
    """Corrections of a record.

    Attributes:
        changes: New values by CSL variable; null where nothing shall stand.
        restore: Variables in which the sources shall be believed again.
    """

    changes: dict[Name, Any] = {}
    restore: Annotated[list[Name], Meta(max_length=200)] = []


class EntryName(Message, frozen=True, kw_only=True):
    """An entry of a source, by the names that both have."""

    source: SourceName
    entry: Annotated[str, Meta(max_length=4096)]


class ContributionInfo(Message, frozen=True, kw_only=True):
    """What one source says of a record.

    Attributes:
        source: Name of the source.
        kind: Its format, or `by_hand` for what was typed.
        line: Line of the source on which the entry begins.
        entry: Name of the entry in its source.
        item: What it says, as CSL-JSON.
        decides: Variables that stand as it says, even where it says nothing.
        is_gone: Whether the source said it once and no longer does.
    """

    source: str
    kind: str
    line: int
    entry: str
    item: dict[str, Any]
    decides: list[str]
    is_gone: bool


class VersionInfo(Message, frozen=True, kw_only=True):
    """Another version of a record, and what it is to it."""

    relation: Literal["published", "preprint"]
    key: str
    title: str
    short_creators: str
    year: int | None


class CurationResponse(Message, frozen=True, kw_only=True):
    """How a record came to be as it is.

    Attributes:
        aliases: Keys that it had, or that records merged into it had; they lead to it too.
        origins: For each CSL variable, the name of the source that says what stands there.
        contributions: What each source says, in the order in which they came in.
        versions: Linked versions, published ones first.
    """

    key: str
    aliases: list[str]
    origins: dict[str, str]
    contributions: list[ContributionInfo]
    versions: list[VersionInfo]


class RenameKeyRequest(Message, frozen=True, kw_only=True):
    """The key that a record shall have from now on."""

    key: Key


class MergeRequest(Message, frozen=True, kw_only=True):
    """Records to make one of: the first one's key stays, the others go on leading to it."""

    keys: Annotated[list[Key], Meta(min_length=2, max_length=50)]


class SeparateRequest(Message, frozen=True, kw_only=True):
    """What was said of a record that shall become a record of its own."""

    key: Key
    entries: Annotated[list[EntryName], Meta(min_length=1, max_length=200)]


class LinkRequest(Message, frozen=True, kw_only=True):
    """Whether two records shall be linked as preprint and published version."""

    preprint: Key
    published: Key
    linked: bool = True


class KeepApartRequest(Message, frozen=True, kw_only=True):
    """Two records that are two works, and shall no longer be suggested as one."""

    first: Key
    second: Key


class SuggestionsParameters(Message, frozen=True, kw_only=True):
    """How many suggestions are asked for, at most."""

    limit: Annotated[int, Meta(ge=1, le=200)] = 20


class SuggestedPaper(Message, frozen=True, kw_only=True):
    """One record of a suggestion, in a few words."""

    key: str
    title: str
    creators: str
    year: int | None
    container: str
    sources: list[str]


class SuggestionInfo(Message, frozen=True, kw_only=True):
    """Two records that may be one work.

    Attributes:
        kind: `duplicate`: one work twice; `versions`: a preprint and its published version.
        first: The record to keep, or the preprint.
        second: The other one, or the published version.
        evidence: What speaks for it, in words.
        score: How alike the titles are, up to 100.
    """

    kind: Literal["duplicate", "versions"]
    first: SuggestedPaper
    second: SuggestedPaper
    evidence: list[str]
    score: float


class SuggestionsResponse(Message, frozen=True, kw_only=True):
    """Pairs worth a look; `has_more` when there are more than were asked for."""

    suggestions: list[SuggestionInfo]
    has_more: bool


class UndoRequest(Message, frozen=True, kw_only=True):
    """What to take back: the last change, unless a record is named.

    Attributes:
        key: The record of which is taken back what services last said.
        source: Only what this service said.
    """

    key: Annotated[str, Meta(max_length=200)] = ""
    source: Annotated[str, Meta(max_length=4096)] = ""


class ChangesResponse(Message, frozen=True, kw_only=True):
    """The last changes in sentences, newest first; all of one run of completing are one.

    Attributes:
        undone: What was taken back just now; empty when nothing was.
    """

    changes: list[str]
    undone: str = ""


class KeyPatternParameters(Message, frozen=True, kw_only=True):
    """A pattern to try and records to try it on; without them, the one in use and a few records."""

    pattern: PatternText | None = None
    key: Annotated[list[Key], Meta(max_length=20)] = []


class KeyPreview(Message, frozen=True, kw_only=True):
    """The key that a pattern would give to the record `key`."""

    key: str
    title: str
    preview: str


class KeyPatternResponse(Message, frozen=True, kw_only=True):
    """What makes the keys of new records.

    Attributes:
        pattern: The pattern that was tried, else the one in use.
        in_use: The pattern in use.
        default: The pattern of a new library.
        previews: What `pattern` makes of some records; empty when it cannot be read.
        problem: Why it cannot be read, and where; empty when it can.
    """

    pattern: str
    in_use: str
    default: str
    previews: list[KeyPreview]
    problem: str


class KeyPatternRequest(Message, frozen=True, kw_only=True):
    """The pattern that shall make the keys of new records."""

    pattern: PatternText


class RecognizeRequest(Message, frozen=True, kw_only=True):
    """A text that somebody typed or pasted into the search box."""

    text: Annotated[str, Meta(max_length=200_000)]


class RecognizeResponse(Message, frozen=True, kw_only=True):
    """What a text is, apart from words to search for.

    Attributes:
        kind: `entries` in a bibliography's format, an identifier, a `url`, or `nothing` of these.
        label: It in a few words, for a button: `DOI 10.1000/182`, `2 BibTeX entries`.
        known: Keys of the records that the library has of it already.
        item: What it says of the work, as CSL-JSON: the beginning of a record to complete by hand.
            Empty for `entries`.
        entries: How many entries were read.
        problems: What of the entries cannot be read.
    """

    kind: Literal["entries", "doi", "arxiv", "pmid", "pmcid", "isbn", "url", "nothing"]
    label: str
    known: list[str]
    item: dict[str, Any]
    entries: int
    problems: list[ImportProblem]


class AddEntriesRequest(Message, frozen=True, kw_only=True):
    """Entries of a bibliography, pasted, that shall become records."""

    text: Annotated[str, Meta(min_length=1, max_length=200_000)]


class AddEntriesResponse(Message, frozen=True, kw_only=True):
    """Keys of the records that were added, of those that were there, and what could not be read."""

    added: list[str]
    known: list[str]
    problems: list[ImportProblem]
