"""The tables of a library's database, and how a file is found to have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.resolving.resolution_tables import RESOLUTION_TABLES
from jupyter_paperlookup.library.snapshot_tables import SNAPSHOT_TABLES

# A record's key stands in `records`; `keys` holds it too, with all keys that it ever had.
# `contributions.decides` names the variables that are as this source says even where it says
# nothing; `gone` marks what the source said once and no longer says.
_FIRST = """
CREATE TABLE facts_of_library (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    captured TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '',
    entries INTEGER NOT NULL DEFAULT 0,
    problems BLOB NOT NULL DEFAULT '[]',
    path TEXT NOT NULL DEFAULT '',
    watched INTEGER NOT NULL DEFAULT 0,
    capture_year INTEGER,
    size INTEGER NOT NULL DEFAULT -1,
    modified INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE source_parts (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
    parts BLOB NOT NULL
);
CREATE TABLE records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    issued TEXT NOT NULL,
    record BLOB NOT NULL
);
CREATE INDEX records_by_date ON records (issued DESC, id);
CREATE TABLE keys (
    folded TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX keys_by_record ON keys (record_id);
CREATE TABLE contributions (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    entry TEXT NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    digest BLOB NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0,
    decides TEXT NOT NULL DEFAULT '',
    record BLOB NOT NULL,
    UNIQUE (source_id, entry)
);
CREATE INDEX contributions_by_record ON contributions (record_id);
CREATE TABLE identities (
    identity TEXT PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX identities_by_record ON identities (record_id);
CREATE TABLE versions (
    preprint_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    published_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (preprint_id, published_id)
) WITHOUT ROWID;
CREATE INDEX versions_by_published ON versions (published_id);
CREATE TABLE apart (
    first_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    second_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (first_id, second_id)
) WITHOUT ROWID;
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    moment TEXT NOT NULL,
    sentence TEXT NOT NULL,
    change BLOB NOT NULL
);
"""

# `written` holds digests of the entries in the file that are the library's, by key.
_KEPT_FILES = """
CREATE TABLE kept_files (
    path TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    notebook TEXT NOT NULL,
    source TEXT NOT NULL,
    written BLOB NOT NULL DEFAULT '{}',
    entries INTEGER NOT NULL DEFAULT 0,
    seen TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
"""

_CHANGED_RECORDS = """
CREATE TABLE changed_records (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE
);
CREATE TRIGGER record_added AFTER INSERT ON records BEGIN
    DELETE FROM changed_records WHERE key = NEW.key;
    INSERT INTO changed_records (key) VALUES (NEW.key);
END;
CREATE TRIGGER record_changed AFTER UPDATE OF key, record ON records
WHEN OLD.record <> NEW.record OR OLD.key <> NEW.key COLLATE BINARY BEGIN
    DELETE FROM changed_records WHERE key IN (OLD.key, NEW.key);
    INSERT INTO changed_records (key) VALUES (NEW.key);
    INSERT INTO changed_records (key)
        SELECT OLD.key WHERE OLD.key <> NEW.key COLLATE BINARY;
END;
CREATE TRIGGER record_removed AFTER DELETE ON records BEGIN
    DELETE FROM changed_records WHERE key = OLD.key;
    INSERT INTO changed_records (key) VALUES (OLD.key);
END;
"""

# There is at most one subscription. `until` is when a claim ends that its holder left behind, or
# when the next attempt is; `papers` holds the keys that a digest told of.
_DIGESTS = """
CREATE TABLE subscription (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    content BLOB NOT NULL
);
CREATE TABLE mailed_digests (
    period TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    claim TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    until TEXT NOT NULL,
    moment TEXT NOT NULL,
    failure TEXT NOT NULL DEFAULT '',
    papers BLOB NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
"""

# Changes of one run have its name in common; `record_id` and `other_id` are of changes by which a
# service spoke of records.
_RUNS_IN_JOURNAL = """
ALTER TABLE journal ADD COLUMN run TEXT NOT NULL DEFAULT '';
ALTER TABLE journal ADD COLUMN record_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN other_id INTEGER NOT NULL DEFAULT 0;
CREATE INDEX journal_by_run ON journal (run, record_id, other_id);
CREATE INDEX journal_by_record ON journal (record_id);
CREATE INDEX journal_by_other ON journal (other_id);
"""

# What leads from each version to the next; a new file goes through all of them.
_STEPS = (
    _FIRST,
    _KEPT_FILES,
    _CHANGED_RECORDS,
    SNAPSHOT_TABLES,
    _DIGESTS,
    RESOLUTION_TABLES,
    _RUNS_IN_JOURNAL,
)

SCHEMA_VERSION = len(_STEPS)


def is_prepared(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a file has the tables; asked without waiting for anybody who writes.

    Raises:
        LibraryUnavailable: The file is of a newer version.
    """
    version = _version(connection)
    if version > SCHEMA_VERSION:
        raise LibraryUnavailable(
            f"The library {path} was written by a newer paperlookup: upgrade "
            "jupyter-paperlookup, or set PAPERLOOKUP_HOME to another folder."
        )
    return version == SCHEMA_VERSION


def is_new(connection: sqlite3.Connection) -> bool:
    """Whether a file has no tables yet."""
    return _version(connection) == 0


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Create the tables that a file lacks, if nobody else just did; inside a transaction."""
    if is_prepared(connection, path):
        return
    for step in _STEPS[_version(connection) :]:
        # executescript would commit; statement by statement stays in the transaction.
        for statement in _statements(step):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(step: str) -> Iterator[str]:
    """The statements of a step; a trigger has further ones inside."""
    statement = ""
    for line in step.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
