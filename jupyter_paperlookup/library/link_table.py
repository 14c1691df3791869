"""Pairs of records: versions of one work, and works that a person said are two."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jupyter_paperlookup.library.database import Database

Pair = tuple[int, int]


class LinkTable:
    """Links between records, by their ids."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def versions(self, record_id: int | None = None) -> list[Pair]:
        """Preprint and published version of each link, of one record or of all."""
        sql = "SELECT preprint_id, published_id FROM versions"
        if record_id is None:
            return [(first, second) for first, second in self._db.all(sql)]
        rows = self._db.all(
            f"{sql} WHERE preprint_id = ? UNION {sql} WHERE published_id = ?",
            (record_id, record_id),
        )
        return [(first, second) for first, second in rows]

    def versions_among(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        """The keys of linked preprints and published versions, both among these keys."""
        among = set(keys)
        rows = self._db.all(
            "SELECT preprint.key, published.key FROM records AS preprint "
            "JOIN versions ON preprint_id = preprint.id "
            "JOIN records AS published ON published.id = published_id "
            "WHERE preprint.key IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(sorted(among)).decode(),),
        )
        return [(first, second) for first, second in rows if second in among]

    def add_versions(self, links: Iterable[Pair]) -> None:
        """Link preprints and published versions."""
        self._db.do_many("INSERT OR IGNORE INTO versions VALUES (?, ?)", links)

    def remove_versions(self, links: Iterable[Pair]) -> None:
        """Unlink preprints and published versions."""
        self._db.do_many("DELETE FROM versions WHERE preprint_id = ? AND published_id = ?", links)

    def apart(self) -> list[Pair]:
        """Pairs of records that a person said are two works, the lower id first."""
        return [(first, second) for first, second in self._db.all("SELECT * FROM apart")]

    def keep_apart(self, first: int, second: int) -> None:
        """Remember that two records are two works."""
        self._db.do("INSERT OR IGNORE INTO apart VALUES (?, ?)", sorted((first, second)))

    def no_longer_apart(self, first: int, second: int) -> None:
        """Forget that two records are two works."""
        pair = sorted((first, second))
        self._db.do("DELETE FROM apart WHERE first_id = ? AND second_id = ?", pair)
