"""Every hostile value by every way in, through every way out, read by a parser of that output."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email import message_from_bytes, policy
from xml.etree import ElementTree as ET

import pytest
import rispy
from hostile.checks import CHECKS, TAGS, check_html, check_latex, check_markdown, check_terminal
from hostile.corpus import LONG, VALUES, WORD
from hostile.ways_in import OTHER_WAYS_IN, WAYS_IN
from pybtex.database import parse_string

from jupyter_paperlookup.citing import DIALECTS
from jupyter_paperlookup.cli.program import main
from jupyter_paperlookup.digest.as_html import digest_as_html
from jupyter_paperlookup.digest.as_notebook import digest_as_notebook
from jupyter_paperlookup.digest.as_text import digest_as_text
from jupyter_paperlookup.digest.mail import digest_mail
from jupyter_paperlookup.formats import FORMATS, ReadOptions
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.notebook.display import BibtexStubs, FoundPapers, References
from jupyter_paperlookup.records import Cite, is_valid_key
from jupyter_paperlookup.records.web_address import web_addresses

WRITTEN = [name for name, format_ in FORMATS.items() if format_.writes]


@pytest.mark.parametrize("way", [*WAYS_IN, *OTHER_WAYS_IN])
def test_everything_gets_in_or_is_told(hostile_library, way):
    arrived = hostile_library[1][way]
    assert arrived["new"] + arrived["merged"] + arrived["problems"] >= len(VALUES)
    assert arrived["new"] + arrived["merged"] > 40


def test_what_is_kept_is_whole(library):
    records = library.records()
    assert len(records) > 400
    for record in records:
        assert is_valid_key(record.key), record.key
        record.title.encode()
        for address in web_addresses(record):
            assert address.url.startswith(("https://", "http://"))
    assert library.search(WORD, limit=10).total > 300


@pytest.mark.parametrize("to", WRITTEN)
def test_files_hold_as_many_works_and_no_more(library, keys, some, to):
    text = library.export(to=to)
    reading = FORMATS[to].read(text, "x", ReadOptions())
    # A work without a title or anything else is told as a problem.
    assert len(reading.entries) + len(reading.problems) == len(keys)
    assert len(reading.problems) < 5
    match to:
        case "bibtex" | "biblatex":
            entries = parse_string(text, "bibtex").entries
            assert len(entries) == len(keys)
            for key in some:
                for name, value in entries[key].fields.items():
                    if name not in {"url", "doi", "file", "eprint"}:
                        check_latex(value)
        case "ris":
            assert len(rispy.loads(text)) == len(keys)
        case "csl-json":
            assert len(json.loads(text)) == len(keys)
        case "endnote-xml":
            assert len(list(ET.fromstring(text).iter("record"))) == len(keys)  # noqa: S314 - ours
        case "medline":
            assert sum(line.startswith("PMID") for line in text.split("\n")) <= len(keys)


@pytest.mark.parametrize("to", CHECKS)
def test_formatted_references(library, some, to):
    formatted = library.format(some, to=to)
    texts = [formatted.citation, *formatted.references]
    assert len(formatted.references) == len(some)
    for text in texts:
        CHECKS[to](text)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("kind", ["citation", "reference", "bibtex"])
def test_what_is_inserted_renders_as_text(library, some, kind, dialect):
    for start in range(0, len(some), 60):
        cites = [
            Cite(key, prefix=VALUES["image"], suffix=VALUES["write18"])
            for key in some[start : start + 60]
        ]
        inserted = library.insertion(kind, cites, dialect=dialect)
        check_html(inserted.html)
        around = ("\n\n", "\n\n") if inserted.is_block else (" ", ", and so on.\n")
        check_markdown(f"As shown{inserted.text.join(around)}")


def test_what_magics_show(library, some):
    written = {to: library.format(some, to=to) for to in ("text", "html", "markdown")}
    for shown in (
        FoundPapers(library.search(WORD, limit=200)),
        References(library.records(some), **written),
        BibtexStubs(library.records(some), library.export(some, abstracts=False)),
    ):
        bundle = shown._repr_mimebundle_()
        assert WORD in bundle["text/html"]
        check_html(bundle["text/html"])
        check_terminal(bundle["text/plain"])
        json.dumps(bundle)
        if "text/markdown" in bundle:
            check_markdown(bundle["text/markdown"])


@pytest.mark.parametrize(
    "command",
    [
        ["search", WORD, "--limit", "100"],
        ["list"],
        ["sources"],
        ["changes"],
        ["kept"],
        ["suggestions", "--limit", "3"],
        ["digest"],
        ["show", VALUES["terminal"]],
        ["cite", VALUES["surrogates"]],
        ["export", "--source", VALUES["surrogates"]],
        ["search", f"author:{VALUES['controls']}"],
        ["rename", VALUES["nul"].replace("\0", ""), VALUES["bidirectional"]],
    ],
    ids=lambda command: command[0],
)
def test_the_terminal(library, monkeypatch, capsys, command):
    monkeypatch.setenv("PAPERLOOKUP_HOME", str(library.folder))
    with pytest.raises(SystemExit):
        main(command)
    said = capsys.readouterr()
    assert "unexpected" not in said.err
    check_terminal(said.out)
    check_terminal(said.err)


def test_ten_megabytes_are_a_title_like_any_other(tmp_path):
    with Library(tmp_path) as library:
        work = {"id": "long", "type": "book", "title": LONG}
        report = library.import_text(json.dumps([work]), "long.json", format="csl-json")
        assert report.new + len(report.problems) == 1
        for record in library.records():
            shown = library.format([record.key], to="html").references[0]
            check_html(shown)
            assert len(shown) < 1_000_000
            written = library.insertion("citation", [record.key])
            assert len(written.text) < 1_000_000


def test_digest(library):
    day = datetime.now(UTC)
    digest = library.digest("day", day.date().isoformat())
    assert digest.papers
    check_html(digest_as_html(digest), TAGS | {"style", "bdi"})
    check_terminal(digest_as_text(digest))
    for cell in digest_as_notebook(digest)["cells"]:
        check_markdown("".join(cell["source"]))
    sent = digest_mail(
        digest, sender="a@example.org", recipient="b@example.org", number="1", moment=day
    )
    mail = message_from_bytes(sent.as_bytes(), policy=policy.default)
    assert "Bcc" not in mail
    assert mail["To"] == "b@example.org"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
