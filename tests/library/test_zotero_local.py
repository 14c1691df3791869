"""A library of the Zotero program is read once, and then only where it changed."""

from __future__ import annotations

import json
import socket

import pytest
import zotero_server
from zotero_server import NOETHER, NOTE, PDF, SHANNON, TURING, Library, Reply, item

from jupyter_paperlookup.errors import InvalidRequest, ZoteroUnavailable

SOURCE = "Zotero: My Library"
HTML = Reply(200, b"<!DOCTYPE html><title>Log in</title>", {"Content-Type": "text/html"})


@pytest.fixture
def zotero(monkeypatch):
    """A running Zotero with two papers, a file and a note."""
    items = {"AAAA2222": TURING, "BBBB3333": SHANNON, "CCCC4444": PDF, "DDDD5555": NOTE}
    with zotero_server.program(monkeypatch, **items) as zotero:
        yield zotero


@pytest.fixture
def mine(zotero):
    return zotero.libraries["users/0"]


def titles(library):
    return sorted(record.title for record in library.records())


def test_what_can_be_added(empty, zotero):
    zotero.groups = {12345: "Enigma\n Group", 777: ""}
    zotero.libraries["groups/12345"] = Library()
    found = empty.zotero_libraries("local")
    assert [(each.path, each.name, each.source) for each in found] == [
        ("users/0", "My Library", ""),
        ("groups/12345", "Enigma Group", ""),
        ("groups/777", "Group 777", ""),
    ]
    empty.add_zotero("local", "groups/12345")
    assert empty.zotero_libraries("local")[1].source == "Zotero: Enigma Group"


def test_the_first_reading_brings_references_and_neither_files_nor_notes(empty, zotero):
    report = empty.add_zotero("local", "users/0")
    assert (report.new, report.problems) == (2, ())
    assert titles(empty) == [SHANNON["title"], TURING["title"]]
    (source,) = empty.sources()
    assert (source.name, source.kind, source.records) == (SOURCE, "zotero", 2)
    assert (source.path, source.watched) == ("zotero://local/users/0", True)


def test_zoteros_own_key_comes_first_and_then_ours(empty, zotero, mine):
    mine.put(EEEE6666=item("Third", citationKey="third-key"), FFFF7777=item("Fourth"))
    empty.add_zotero("local", "users/0")
    keys = {record.title: record.key for record in empty.records()}
    assert keys[SHANNON["title"]] == "shannon:1948"
    assert keys["Third"] == "third-key"
    assert keys[TURING["title"]].startswith("turing1936")
    assert not any("EEEE6666" in key or "FFFF7777" in key for key in keys.values())


def test_what_zotero_says_beside_csl_is_kept(empty, zotero):
    empty.add_zotero("local", "users/0")
    shannon = empty.get("shannon:1948")
    assert shannon.other["note"] == "A note that stays."
    turing = next(record for record in empty.records() if record.title == TURING["title"])
    assert turing.other["keyword"] == "computability; logic"
    assert turing.facts.sources == (SOURCE,)


def test_it_says_who_asks_and_is_no_browser(empty, zotero):
    empty.add_zotero("local", "users/0")
    for asked in zotero.asked:
        assert asked.headers["user-agent"].startswith("jupyter-paperlookup/")
        assert asked.headers["host"].startswith("localhost:")
        assert asked.headers["zotero-api-version"] == "3"
        assert "origin" not in asked.headers
        assert "zotero-api-key" not in asked.headers


def test_nothing_new_is_one_small_request(empty, zotero):
    empty.add_zotero("local", "users/0")
    zotero.asked.clear()
    revision = empty._store.revision
    report = empty.refresh_source(SOURCE)
    assert (report.new, report.merged, report.unchanged) == (0, 0, 2)
    assert zotero.paths() == ["/users/0/items/top"]
    assert empty._store.revision == revision


def test_only_changed_items_are_asked_for(empty, zotero, mine):
    empty.add_zotero("local", "users/0")
    zotero.asked.clear()
    mine.put(BBBB3333={**SHANNON, "title": "The Theory"}, EEEE6666=NOETHER)
    report = empty.refresh_source(SOURCE)
    assert (report.new, report.merged, report.unchanged) == (1, 1, 1)
    assert [asked.parameters.get("itemKey") for asked in zotero.asked] == [
        None,
        "BBBB3333,EEEE6666",
        "BBBB3333,EEEE6666",
    ]
    assert empty.get("shannon:1948").title == "The Theory"


def test_an_edit_changes_the_same_record_though_everything_in_it_changes(empty, zotero, mine):
    empty.add_zotero("local", "users/0")
    mine.put(BBBB3333=item("Other Title", family="Hamming", year="1950", extra="Citation Key: ham"))
    report = empty.refresh_source(SOURCE)
    assert (report.new, report.merged) == (0, 1)
    assert empty.get("shannon:1948").title == "Other Title"
    assert empty.get("ham").key == "shannon:1948"


@pytest.mark.parametrize("how", [Library.delete, Library.throw_away])
def test_what_is_gone_there_stays_here_behind_other_sources(empty, zotero, mine, how):
    empty.add_zotero("local", "users/0")
    how(mine, "BBBB3333")
    report = empty.refresh_source(SOURCE)
    assert (report.gone, report.unchanged) == (1, 1)
    assert empty.get("shannon:1948").title == SHANNON["title"]
    assert empty.contributions("shannon:1948")[0].gone
    assert empty.sources()[0].records == 1
    assert empty.refresh_source(SOURCE).gone == 0


def test_what_comes_back_from_the_trash_is_the_same_record(empty, zotero, mine):
    empty.add_zotero("local", "users/0")
    mine.throw_away("BBBB3333")
    empty.refresh_source(SOURCE)
    mine.put(BBBB3333=SHANNON)
    report = empty.refresh_source(SOURCE)
    assert (report.new, report.gone) == (0, 0)
    assert not empty.contributions("shannon:1948")[0].gone
    assert len(titles(empty)) == 2


def test_many_items_are_asked_for_in_parts(empty, zotero, mine):
    mine.put(**{f"MANY{number:04d}": item(f"Paper {number}") for number in range(230)})
    told = []
    report = empty.add_zotero("local", "users/0", lambda *now: told.append(now))
    assert report.new == 232
    reading = [(done, total) for phase, done, total in told if phase == "reading" and total]
    assert reading[0] == (0, 234)
    assert (100, 234) in reading
    assert reading[-1] == (234, 234)
    assert told[-1] == ("storing", 232, 232)


def test_another_database_is_read_whole(empty, zotero, mine):
    empty.add_zotero("local", "users/0")
    zotero.server_id = "another"
    mine.version = 0
    mine.items.clear()
    mine.put(AAAA2222=TURING, EEEE6666=NOETHER)
    report = empty.refresh_source(SOURCE)
    assert (report.new, report.unchanged, report.gone) == (1, 1, 1)


def test_an_older_zotero_is_read_whole_whenever_it_changed(empty, zotero, mine):
    """Its versions are those of the last synchronisation: they say nothing about this machine."""
    zotero.server_id = ""
    assert empty.add_zotero("local", "users/0").new == 2
    mine.put(BBBB3333={**SHANNON, "title": "Edited"})
    mine.version = 1
    report = empty.refresh_source(SOURCE)
    assert (report.merged, report.unchanged) == (1, 1)
    zotero.asked.clear()
    assert empty.refresh_source(SOURCE).unchanged == 2
    assert len(zotero.asked) == 1
    zotero.server_id = "now it is Zotero 10"
    assert empty.refresh_source(SOURCE).unchanged == 2
    zotero.asked.clear()
    empty.refresh_source(SOURCE)
    assert zotero.asked[0].headers["if-modified-since-version"] == "1"


def test_an_item_that_zotero_fails_over_costs_no_other(empty, zotero, mine):
    zotero.faulty = {"AAAA2222"}
    report = empty.add_zotero("local", "users/0")
    assert report.new == 1
    (problem,) = report.problems
    assert problem.reason.startswith("Item AAAA2222: Zotero failed")
    assert empty.refresh_source(SOURCE).problems == report.problems
    zotero.faulty = set()
    mine.put(AAAA2222=TURING)
    assert empty.refresh_source(SOURCE).problems == ()
    assert len(titles(empty)) == 2


def test_an_item_that_becomes_unreadable_stays_as_it_was(empty, zotero, mine):
    empty.add_zotero("local", "users/0")
    mine.put(BBBB3333=item(""))
    report = empty.refresh_source(SOURCE)
    assert report.problems[0].reason == "Item BBBB3333: Nothing in it says which work it is."
    assert (report.unchanged, report.gone) == (2, 0)
    assert empty.get("shannon:1948").title == SHANNON["title"]


def test_an_item_changed_while_it_is_read_is_read_again(empty, zotero, mine):
    def change(_):
        mine.put(BBBB3333={**SHANNON, "title": "Changed meanwhile"})
        mine.put(EEEE6666=NOETHER)

    zotero.replies = [None, None, change]
    assert empty.add_zotero("local", "users/0").new == 2
    report = empty.refresh_source(SOURCE)
    assert report.new == 1
    assert empty.get("shannon:1948").title == "Changed meanwhile"


def test_a_paper_that_a_file_has_too_is_one_record(empty, zotero):
    text = "@article{turing36, title={On computable numbers}, doi={10.1112/plms/s2-42.1.230}}"
    empty.import_text(text, "refs.bib")
    report = empty.add_zotero("local", "users/0")
    assert (report.new, report.merged) == (1, 1)
    assert empty.get("turing36").facts.sources == ("refs.bib", SOURCE)


@pytest.mark.parametrize(
    "reply, sentence",
    [
        (Reply(403, b"Local API is not enabled"), "“Allow other applications on this computer"),
        (Reply(404, b"No endpoint found\n"), "it takes Zotero 7 or newer"),
        (Reply(501, b"API version not implemented"), "another version of its API"),
        (Reply(400, b"Invalid Host header\n"), "refuses to answer (status 400)"),
        (HTML, "answers with a web page"),
        (Reply(302, b"", {"Location": "http://169.254.169.254/"}), "sends elsewhere"),
        (Reply(307, b"", {"Location": "https://example.org/"}), "sends elsewhere"),
        (Reply(500, b"An error occurred\n"), "Zotero failed (status 500)"),
        (Reply(200, b'["no", "versions"]'), "gave an answer that cannot be read"),
        (Reply(200, b'{"AAAA2222": 1'), "gave an answer that cannot be read"),
        (Reply(200, b'{"AAAA2222": "\xff"}'), "gave an answer that cannot be read"),
        (Reply(200, b"[" * 100_000), "gave an answer that cannot be read"),
        (Reply(200, None), "Zotero broke off"),
    ],
)
def test_what_cannot_be_used_leaves_the_library_as_it_was(
    empty, zotero, mine, monkeypatch, *, reply, sentence
):
    monkeypatch.setattr("jupyter_paperlookup.zotero.pacing.Clock.sleep", lambda *_: None)
    monkeypatch.setattr("jupyter_paperlookup.zotero.pacing.Pacing.pause", lambda *_: None)
    empty.add_zotero("local", "users/0")
    mine.put(EEEE6666=NOETHER)
    asked = len(zotero.asked)
    zotero.replies = [reply] * 5
    with pytest.raises(ZoteroUnavailable) as raised:
        empty.refresh_source(SOURCE)
    assert sentence in raised.value.reason
    assert len(zotero.asked) - asked <= 5
    assert len(titles(empty)) == 2
    zotero.replies = []
    assert empty.refresh_source(SOURCE).new == 1


def test_a_passing_failure_is_not_even_noticed(empty, zotero):
    zotero.replies = [None, None, Reply(200, None), Reply(503, b"", {"Retry-After": "0"})]
    assert empty.add_zotero("local", "users/0").new == 2


def test_a_huge_answer_is_refused(empty, zotero, monkeypatch):
    monkeypatch.setattr("jupyter_paperlookup.zotero.connection.MOST_BYTES", 1000)
    zotero.libraries["users/0"].put(EEEE6666=item("x" * 2000))
    with pytest.raises(ZoteroUnavailable, match="more than can be read"):
        empty.add_zotero("local", "users/0")
    assert empty.sources() == ()


def test_a_library_with_too_many_items_is_refused(empty, zotero, monkeypatch):
    monkeypatch.setattr("jupyter_paperlookup.zotero.batches.MOST_ITEMS", 1)
    with pytest.raises(ZoteroUnavailable, match="cannot be read"):
        empty.add_zotero("local", "users/0")


def test_zotero_is_not_running(empty, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PAPERLOOKUP_ZOTERO_LOCAL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(ZoteroUnavailable, match="start it there"):
            empty.zotero_libraries("local")
        with pytest.raises(ZoteroUnavailable, match="start it there"):
            empty.add_zotero("local", "users/0")
    assert empty.sources() == ()


def test_zotero_ends_in_the_middle_and_the_next_reading_goes_on_right(
    empty, zotero, mine, monkeypatch
):
    monkeypatch.setattr("jupyter_paperlookup.zotero.pacing.Pacing.pause", lambda *_: None)
    empty.add_zotero("local", "users/0")
    mine.put(EEEE6666=NOETHER)
    mine.delete("BBBB3333")
    zotero.replies = [None, None, *[Reply(200, None)] * 5]
    with pytest.raises(ZoteroUnavailable, match="broke off"):
        empty.refresh_source(SOURCE)
    assert len(titles(empty)) == 2
    assert not empty.contributions("shannon:1948")[0].gone
    report = empty.refresh_source(SOURCE)
    assert (report.new, report.gone) == (1, 1)


@pytest.mark.parametrize("phase", ["reading", "storing"])
def test_a_cancelled_reading_changes_nothing(empty, zotero, phase):
    class CancelledError(Exception):
        pass

    def cancel(now, done, _):
        if now == phase and done:
            raise CancelledError

    with pytest.raises(CancelledError):
        empty.add_zotero("local", "users/0", cancel)
    assert empty.sources() == ()
    assert titles(empty) == []
    assert empty.add_zotero("local", "users/0").new == 2


def test_a_source_that_another_process_read_meanwhile_is_not_read_twice(empty, zotero):
    raced = []

    def race(now, done, total):
        if now == "reading" and done == total > 0 and not raced:
            raced.append(empty.add_zotero("local", "users/0"))

    report = empty.add_zotero("local", "users/0", race)
    assert raced[0].new == 2
    assert (report.new, report.unchanged) == (0, 2)
    assert len(empty.sources()) == 1


def test_removing_the_source(empty, zotero):
    empty.add_zotero("local", "users/0")
    assert empty.remove_source(SOURCE, with_records=True).removed == 2
    assert empty.add_zotero("local", "users/0").new == 2
    assert empty.remove_source(SOURCE).kept == 2
    with pytest.raises(InvalidRequest):
        empty.refresh_source(SOURCE)
    assert empty.add_zotero("local", "users/0").new == 0
    assert len(titles(empty)) == 2


def test_a_source_that_is_removed_while_it_is_read_stays_removed(empty, zotero, mine):
    empty.add_zotero("local", "users/0")
    mine.put(EEEE6666=NOETHER)
    zotero.replies = [None, lambda _: empty.remove_source(SOURCE) and None]
    with pytest.raises(InvalidRequest, match="was removed meanwhile"):
        empty.refresh_source(SOURCE)
    assert empty.sources() == ()
    assert len(titles(empty)) == 2


def test_no_text_and_no_file_takes_the_name_of_the_source(empty, zotero, tmp_path):
    empty.add_zotero("local", "users/0")
    with pytest.raises(InvalidRequest, match="library of Zotero"):
        empty.import_text(json.dumps([{"title": "x"}]), SOURCE)


@pytest.mark.parametrize(
    "path", ["users/x", "groups/", "users/0/../../x", "collections/1", "", "users/" + "1" * 13]
)
def test_what_is_no_library_is_not_asked_for(empty, zotero, path):
    with pytest.raises(InvalidRequest, match="names no library of Zotero"):
        empty.add_zotero("local", path)
    assert zotero.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org:23119",
        "https://localhost:23119",
        "http://localhost@example.org",
        "http://user@localhost:23119",
        "http://localhost:port",
        "http://localhost:23119/?x=",
        "file:///etc/passwd",
    ],
)
def test_the_program_is_asked_on_this_machine_only(empty, monkeypatch, url):
    monkeypatch.setenv("PAPERLOOKUP_ZOTERO_LOCAL", url)
    with pytest.raises(InvalidRequest, match="must be http://localhost"):
        empty.zotero_libraries("local")


def test_no_proxy_stands_between(empty, zotero, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert empty.zotero_libraries("local")[0].path == "users/0"
