"""Records corrected by hand: keys, fields, merging, links between versions, undo."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from jupyter_paperlookup.library import editing, keys, recognising, versions
from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.lookup import id_of, record_of
from jupyter_paperlookup.library.recognising import Added, Recognised
from jupyter_paperlookup.library.suggestions import Suggestion, suggestions
from jupyter_paperlookup.library.undoing import undo, undo_service
from jupyter_paperlookup.library.versions import RelatedVersion
from jupyter_paperlookup.records import CslItem, Record, make_key


class Curating(Parts):
    """What a person decides about records; `undo` takes it back."""

    @property
    def key_pattern(self) -> str:
        """The pattern that makes keys of new records, in JabRef's notation; see `docs/keys.md`.

        Raises:
            InvalidRequest: On setting, if it cannot be read; the sentence says where.
        """
        return keys.key_pattern(self._store)

    @key_pattern.setter
    def key_pattern(self, pattern: str) -> None:
        keys.set_key_pattern(self._store, pattern)

    def preview_key(self, record: Record | str, pattern: str) -> str:
        """The key that a pattern would give to a record, or to the record of a key.

        Raises:
            RecordNotFound: There is no such record.
            InvalidRequest: The pattern cannot be read; the sentence says where.
        """
        return make_key(
            record_of(self._store, record) if isinstance(record, str) else record, pattern
        )

    def rename_key(self, old: str, new: str) -> Record:
        """Give a record another key; the one it had goes on leading to it, and to no other.

        Raises:
            RecordNotFound: No record has or had the old key.
            InvalidRequest: The new key cannot be written, or leads to another record.
        """
        return keys.rename_key(self._store, old, new)

    def all_keys(self, key: str) -> list[str]:
        """All keys that a record has or had; the first one is the one it has now."""
        record_id, now = id_of(self._store, key), record_of(self._store, key).key
        return [now, *(each for each in self._store.keys_of([record_id])[record_id] if each != now)]

    def add(self, item: CslItem) -> Record:
        """Add a record that a person typed.

        Args:
            item: CSL-JSON; its `id` or `citation-key` becomes the key, else one is made.

        Raises:
            InvalidRequest: A value is not what its variable holds, nothing says which work it is,
                the key is another's, or the library has the work already.
        """
        return editing.add(self._store, item)

    def recognise(self, text: str) -> Recognised:
        """What a pasted text is: entries of a bibliography, an identifier, a URL, or none.

        Nothing is looked up online, and nothing changes.

        Raises:
            InvalidRequest: It is longer than 200,000 characters.
        """
        return recognising.recognise(self._store, text)

    def add_entries(self, text: str) -> Added:
        """Add the entries of a pasted text as records that a person typed.

        Works that the library has already are told and left as they are.

        Raises:
            InvalidRequest: There is no entry in it, or it is longer than 200,000 characters.
        """
        return recognising.add_entries(self._store, text)

    def edit(
        self, key: str, changes: Mapping[str, object], restore: Collection[str] = ()
    ) -> Record:
        """Correct a record by hand: what is typed stands before all sources, now and later.

        Args:
            key: Citation key.
            changes: New values by CSL variable; None where nothing shall stand.
            restore: Variables in which the sources shall be believed again.

        Raises:
            RecordNotFound: There is no such record.
            InvalidRequest: There is no such variable, or it cannot hold the value.
        """
        return editing.edit(self._store, key, changes, restore)

    def contributions(self, key: str) -> list[Contribution]:
        """What each source says of a record, in the order in which they came in."""
        record_id = id_of(self._store, key)
        return self._store.sources.contributions([record_id]).get(record_id, [])

    def merge(self, keys: Sequence[str]) -> Record:
        """Make one record of several: the first key stays, the others go on leading to it.

        Raises:
            RecordNotFound: One of the keys is unknown.
            InvalidRequest: These are not two to fifty records.
        """
        return versions.merge_records(self._store, keys)

    def separate(self, key: str, entries: Collection[tuple[str, str]]) -> Record:
        """Make a record of its own of some contributions to a record; returns the new one.

        Args:
            key: Citation key.
            entries: `source` and `entry` of the contributions.

        Raises:
            RecordNotFound: There is no such record.
            InvalidRequest: It has no such contributions, or none would stay.
        """
        return versions.separate(self._store, key, entries)

    def link(self, preprint: str, published: str) -> None:
        """Remember that one record is the preprint of another; both stay citable.

        Raises:
            RecordNotFound: One of the keys is unknown.
            InvalidRequest: Both are one record, or they are linked the other way round.
        """
        versions.link_versions(self._store, preprint, published)

    def unlink(self, one: str, other: str) -> None:
        """Forget that two records are versions of one work; errors as `link`."""
        versions.unlink_versions(self._store, one, other)

    def keep_apart(self, one: str, other: str) -> None:
        """Remember that two records are two works, so that they are no longer suggested."""
        versions.keep_apart(self._store, one, other)

    def related_versions(self, key: str) -> list[RelatedVersion]:
        """The linked versions of a record, published ones first."""
        return versions.related_versions(self._store, key)

    def suggestions(self) -> Iterator[Suggestion]:
        """Pairs that may be one work, with what speaks for it; nothing is done with them."""
        return suggestions(self._store)

    def undo(self) -> str:
        """Take back the last change by hand, or all that the last run of completing did.

        Returns:
            The sentence that says what was taken back.

        Raises:
            InvalidRequest: There is none, or it cannot be taken back any more.
        """
        return undo(self._store)

    def undo_service(self, key: str, source: str = "") -> str:
        """Take back what services last said of a record, whatever was changed since.

        Args:
            key: Citation key.
            source: Only what this service said.

        Returns:
            The sentence that says what was taken back.

        Raises:
            RecordNotFound: There is no such record.
            InvalidRequest: No service said anything of it, or that is too long ago.
        """
        return undo_service(self._store, key, source)

    def changes(self, limit: int = 20) -> list[str]:
        """The last changes in sentences, newest first; `undo` takes back the first."""
        return [step.sentence for step in self._store.journal.steps(limit)]
