"""The tables of snapshots, of the counts in them, and of what a list of records goes by."""

from __future__ import annotations

# `counts.record_id` is whose the counts are, `first_id` whose they were before records were
# merged. `captured_counts` is what captured pages say now; a page that shows a date beside a paper
# lists it under that date.
_COUNTS = """
CREATE TABLE snapshots (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    day TEXT NOT NULL,
    is_fresh INTEGER NOT NULL,
    UNIQUE (source, day, is_fresh)
);
CREATE TABLE counts (
    snapshot_id INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    first_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    upvotes INTEGER,
    comments INTEGER,
    stars INTEGER,
    listed TEXT NOT NULL,
    PRIMARY KEY (snapshot_id, first_id)
) WITHOUT ROWID;
CREATE INDEX counts_by_record ON counts (record_id, day DESC);
CREATE INDEX contributions_by_source ON contributions (source_id, gone, record_id);
CREATE VIEW captured_counts AS
    SELECT source_id, name AS source, captured AS day, record_id, max(comments) AS comments,
        min(CASE
            WHEN year IS NOT NULL AND month IS NOT NULL AND day_of_month IS NOT NULL
                THEN printf('%04d-%02d-%02d', year, month, day_of_month)
            WHEN captured GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN captured
            ELSE ''
        END) AS listed
    FROM (
        SELECT source_id, name, captured, record_id,
            json_extract(CAST(record AS TEXT), '$.facts.comments') AS comments,
            json_extract(CAST(record AS TEXT), '$.issued.year') AS year,
            json_extract(CAST(record AS TEXT), '$.issued.month') AS month,
            json_extract(CAST(record AS TEXT), '$.issued.day') AS day_of_month
        FROM sources JOIN contributions ON source_id = sources.id
        WHERE kind = 'captured_page' AND NOT gone
    )
    GROUP BY source_id, record_id;
"""

# `day` is the day on which a page or a feed listed a record, else that of issue, cut short to the
# month where no more is known; `stored` is the day on which the record came in. `upvotes` to
# `counted` are its newest counts. `rises` has the two newest fresh counts of a record.
_LISTING = """
CREATE VIEW dated_records AS
    SELECT id,
        CASE
            WHEN issued GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN issued
            WHEN issued GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' THEN issued
            ELSE ''
        END AS day,
        CASE
            WHEN issued GLOB '[0-9][0-9][0-9][0-9]*' THEN CAST(substr(issued, 1, 4) AS INTEGER)
            WHEN issued <> '' THEN json_extract(CAST(record AS TEXT), '$.issued.year')
        END AS year
    FROM records;
CREATE TABLE listing (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    year INTEGER,
    listed TEXT NOT NULL DEFAULT '',
    stored TEXT NOT NULL DEFAULT '',
    upvotes INTEGER,
    comments INTEGER,
    stars INTEGER,
    counted TEXT,
    is_fresh INTEGER
);
CREATE INDEX listing_by_day ON listing (day);
CREATE INDEX listing_by_stored ON listing (stored);
CREATE TABLE rises (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    upvotes INTEGER,
    comments INTEGER,
    stars INTEGER,
    day_before TEXT,
    upvotes_before INTEGER,
    comments_before INTEGER,
    stars_before INTEGER
);
CREATE TRIGGER record_listed AFTER INSERT ON records BEGIN
    INSERT INTO listing (record_id, day, year, stored)
        SELECT id, day, year, date('now') FROM dated_records WHERE id = NEW.id;
END;
CREATE TRIGGER record_dated AFTER UPDATE OF issued ON records WHEN OLD.issued <> NEW.issued BEGIN
    UPDATE listing SET (day, year) = (
        SELECT iif(listed = '', dated_records.day, listed), dated_records.year
        FROM dated_records WHERE id = NEW.id
    ) WHERE record_id = NEW.id;
END;
INSERT INTO listing (record_id, day, year) SELECT id, day, year FROM dated_records;
"""

# Libraries that were there before begin with what their captured pages counted.
_FILLED = """
INSERT INTO snapshots (source, day, is_fresh) SELECT DISTINCT source, day, 0 FROM captured_counts;
INSERT INTO counts
    SELECT snapshots.id, record_id, record_id, captured_counts.day, NULL, comments, NULL, listed
    FROM captured_counts JOIN snapshots
        ON snapshots.source = captured_counts.source AND snapshots.day = captured_counts.day;
"""

NEWEST_COUNTS = """
UPDATE listing SET
    (upvotes, comments, stars, counted, is_fresh) = (
        SELECT upvotes, comments, stars, counts.day, is_fresh
        FROM counts JOIN snapshots ON snapshots.id = snapshot_id
        WHERE counts.record_id = listing.record_id
            AND coalesce(upvotes, comments, stars) IS NOT NULL
        ORDER BY counts.day DESC, is_fresh DESC, upvotes DESC, comments DESC LIMIT 1
    ),
    listed = coalesce((
        SELECT counts.listed FROM counts JOIN snapshots ON snapshots.id = snapshot_id
        WHERE counts.record_id = listing.record_id AND counts.listed <> ''
        ORDER BY is_fresh DESC, counts.listed LIMIT 1
    ), '')
"""
"""Brings `listing` up to date with `counts`; a WHERE may follow."""

DAYS_LISTED = """
UPDATE listing SET day = iif(
    listed = '', (SELECT day FROM dated_records WHERE id = listing.record_id), listed
)
"""
"""To come behind `NEWEST_COUNTS`; a WHERE may follow."""

SNAPSHOT_TABLES = f"{_COUNTS}{_LISTING}{_FILLED}{NEWEST_COUNTS};{DAYS_LISTED};"
"""The step of the schema."""
