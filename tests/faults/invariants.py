"""What must hold after every fault; the one place that says so."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from contextlib import closing
from typing import Any, NamedTuple

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library import Library

from .process import Ended, forked
from .world import QUERIES, World

DATABASE = "library.sqlite"

# What is no part of what a person has: moments, and what serves speed or can be found again.
_VOLATILE = {
    "changed_records": None,
    "sqlite_sequence": None,
    "facts_of_library": {"index", "unfinished_index", "importing", "revision"},
}
_WORKS = (
    "SELECT keys.key, json_extract(CAST(record AS TEXT), '$.title') FROM keys "
    "JOIN records ON records.id = record_id"
)
_BY_CHANCE = re.compile(
    r"\b[0-9a-f]{12,}\b|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?|\b\d{10}\.\d+\b"
)
"""Names that are drawn, and moments."""
_MOMENTS = {"moment", "message", "seen", "modified", "first_seen", "taken", "captured"}


class State(NamedTuple):
    """What there is: tables of the library by name, works by key, and documents by name."""

    tables: dict[str, list[str]]
    works: dict[str, str]
    files: dict[str, bytes]


class Answers(NamedTuple):
    """What is found for each query, at once and after waiting, and the library as BibTeX."""

    early: dict[str, list[str]]
    found: dict[str, list[str]]
    exported: str


def state_of(world: World) -> State:
    """What a world holds, read past the product."""
    path = world.library / DATABASE
    if not path.exists():
        return State({}, {}, world.files())
    with closing(sqlite3.connect(path)) as connection:
        tables = tables_of(connection)
        works = dict(connection.execute(_WORKS)) if "keys" in tables else {}
    return State(tables, works, world.files())


def tables_of(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The rows of each table, without what does not matter."""
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = {name: _rows(connection, name) for (name,) in named}
    return {name: found for name, found in rows.items() if found is not None}


def faults_of_file(world: World) -> list[str]:
    """What SQLite finds wrong with the database."""
    path = world.library / DATABASE
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(path)) as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [f"unopenable: {error}"]
    wrong = [f"unopenable: {each}" for each in said if each != "ok"]
    return wrong + ([f"half: {len(orphans)} orphans"] if orphans else [])


def _rows(connection: sqlite3.Connection, table: str) -> list[str] | None:
    left_out = _VOLATILE.get(table, ())
    if left_out is None:
        return None
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if name not in _MOMENTS]
    rows = connection.execute(f"SELECT {', '.join(kept)} FROM {table}")  # noqa: S608 - own names
    return sorted(_plain(row) for row in rows if row[0] not in left_out)


def _plain(row: tuple[Any, ...]) -> str:
    values = (v.decode("utf-8", "replace") if isinstance(v, bytes) else v for v in row)
    return _BY_CHANCE.sub("*", repr(tuple(values)))


def asked(world: World) -> tuple[Answers | None, list[str]]:
    """What the product answers now, and what is wrong with how it does."""
    ended = forked(lambda: _ask(world))
    if ended.code:
        return None, [f"unopenable: {_last_line(ended.err)}"]
    said = json.loads(ended.out)
    return Answers(said["early"], said["found"], said["exported"]), said["wrong"]


def _ask(world: World) -> None:
    """Ask everything twice: as it is, and after the index was brought up to date."""
    wrong = []
    with Library.open(world.library) as library:
        early: dict[str, list[str]] = {}
        for query in QUERIES:
            try:
                early[query] = _found(library, query, wait=False)
            except IndexUnavailable as error:
                if "index" not in error.reason.lower():
                    wrong.append(f"search says {error.reason!r}")
        found = {query: _found(library, query, wait=True) for query in QUERIES}
        again = {query: _found(library, query, wait=False) for query in QUERIES}
        if again != found:
            wrong.append("half: the same search answers twice differently")
        exported = library.export()
    json.dump({"found": found, "early": early, "exported": exported, "wrong": wrong}, sys.stdout)


def _found(library: Library, query: str, *, wait: bool) -> list[str]:
    page = library.search(query, limit=50, wait=wait)
    return [f"{result.record.key}" for result in page.results]


def sane(ended: Ended, codes: set[int]) -> list[str]:
    """What is wrong with how a command ended: a traceback, an odd code, too many words."""
    wrong = []
    if "Traceback" in ended.err or "This is a fault of paperlookup" in ended.err:
        wrong.append(f"traceback: {_last_line(ended.err)}")
    if ended.code not in codes:
        wrong.append(f"code {ended.code}: {_last_line(ended.err)}")
    return wrong


def same_works(before: State, after: State, also: State) -> list[str]:
    """Keys that no longer lead to the work that they led to, in either allowed state."""
    return [
        f"lost: the key {key} leads to {after.works.get(key)!r}"
        for key, title in before.works.items()
        if after.works.get(key) not in {title, also.works.get(key, title)}
        and (key in after.works or key in also.works)
    ]


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["(nothing was said)"])[-1][:300]
