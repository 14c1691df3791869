"""The tables of what services were asked and said of records."""

# `answers` keeps what was attached, in the service's own words; `proposals` what a person has to
# look at, or has rejected; `asked` who was asked about which record, and when.
RESOLUTION_TABLES = """
CREATE TABLE asked (
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    service TEXT NOT NULL,
    moment REAL NOT NULL,
    PRIMARY KEY (record_id, service)
) WITHOUT ROWID;
CREATE TABLE answers (
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    entry TEXT NOT NULL,
    moment REAL NOT NULL,
    reasons TEXT NOT NULL,
    raw BLOB NOT NULL,
    PRIMARY KEY (record_id, source, entry)
) WITHOUT ROWID;
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    service TEXT NOT NULL,
    work TEXT NOT NULL,
    moment REAL NOT NULL,
    is_rejected INTEGER NOT NULL DEFAULT 0,
    match BLOB NOT NULL,
    UNIQUE (record_id, work)
);
"""
