"""Libraries on zotero.org: with a key that nobody else sees, and as slowly as is asked."""

from __future__ import annotations

import json
import logging
import os
import stat

import pytest
import zotero_server
from zotero_server import KEY, NOETHER, NOTE, PDF, SHANNON, TURING, Library, Reply
from zotero_server import item as zotero_item

from jupyter_paperlookup.errors import InvalidRequest, ZoteroUnavailable
from jupyter_paperlookup.zotero.pacing import Clock

MINE = "users/475425"
SOURCE = "zotero.org: amt"


class Hurried(Clock):
    """A clock that lets no time pass but by itself."""

    slept = 0.0

    def now(self):
        return Hurried.slept

    def sleep(self, seconds):
        Hurried.slept += seconds


@pytest.fixture
def slept(monkeypatch):
    """Asks how long was waited, without waiting."""
    Hurried.slept = 0.0
    monkeypatch.setattr(Clock, "now", Hurried.now)
    monkeypatch.setattr(Clock, "sleep", Hurried.sleep)
    return lambda: round(Hurried.slept)


@pytest.fixture
def zotero(monkeypatch):
    items = {"AAAA2222": TURING, "BBBB3333": SHANNON, "CCCC4444": PDF, "DDDD5555": NOTE}
    with zotero_server.web(monkeypatch, **items) as zotero:
        yield zotero


@pytest.fixture
def mine(zotero):
    return zotero.libraries[MINE]


@pytest.fixture
def library(empty):
    empty.set_zotero_key(KEY)
    return empty


def titles(library):
    return sorted(record.title for record in library.records())


def test_without_a_key_there_is_nothing_to_choose(empty, zotero):
    assert not empty.has_zotero_key
    assert empty.zotero_libraries("web") == ()
    assert zotero.asked == []


def test_what_the_key_may_read(library, zotero):
    zotero.groups = {12345: "Enigma"}
    found = library.zotero_libraries("web")
    assert [(each.path, each.name) for each in found] == [
        (MINE, "amt"),
        ("groups/12345", "Enigma"),
    ]
    zotero.access = {"groups": {"12345": {"library": True}}}
    assert [each.path for each in library.zotero_libraries("web")] == ["groups/12345"]


def test_groups_come_page_by_page(library, zotero):
    zotero.groups = {number: f"Group {number}" for number in range(1, 251)}
    assert len(library.zotero_libraries("web")) == 251
    pages = [asked.parameters for asked in zotero.asked if asked.path.endswith("/groups")]
    assert pages == [{"limit": "100", "start": str(start)} for start in (0, 100, 200)]


def test_the_first_reading(library, zotero):
    report = library.add_zotero("web", MINE)
    assert (report.new, report.problems) == (2, ())
    (source,) = library.sources()
    assert (source.name, source.path, source.watched) == (SOURCE, f"zotero://web/{MINE}", False)
    assert library.get("shannon:1948").title == SHANNON["title"]
    for asked in zotero.asked:
        assert asked.headers["zotero-api-key"] == KEY
        assert asked.headers["zotero-api-version"] == "3"
        assert asked.headers["user-agent"].startswith("jupyter-paperlookup/")
        assert KEY not in f"{asked.path}{asked.parameters}"


def test_groups_of_people_keep_their_name_in_one_piece(library, mine):
    group = zotero_item("Éléments de mathématique", item_type="book")
    group["creators"] = [{"creatorType": "author", "name": "Nicolas Bourbaki"}]
    mine.put(EEEE6666=group)
    library.add_zotero("web", MINE)
    (bourbaki,) = [each for each in library.records() if each.type == "book"]
    assert bourbaki.author[0].literal == "Nicolas Bourbaki"


def test_nothing_new_is_one_request(library, zotero):
    library.add_zotero("web", MINE)
    zotero.asked.clear()
    assert library.refresh_source(SOURCE).unchanged == 2
    (asked,) = zotero.asked
    assert asked.headers["if-modified-since-version"] == "1"


@pytest.mark.parametrize("how", [Library.delete, Library.throw_away])
def test_only_what_changed_since_the_last_version_is_asked_for(library, zotero, mine, how):
    library.add_zotero("web", MINE)
    zotero.asked.clear()
    mine.put(EEEE6666=NOETHER)
    how(mine, "BBBB3333")
    report = library.refresh_source(SOURCE)
    assert (report.new, report.unchanged, report.gone) == (1, 1, 1)
    assert [(asked.path.split("/", 3)[3], asked.parameters) for asked in zotero.asked] == [
        ("items/top", {"format": "versions", "since": "1"}),
        ("items/trash", {"format": "versions", "since": "1"}),
        ("deleted", {"since": "1"}),
        (
            "items",
            {
                "itemKey": "EEEE6666",
                "format": "json",
                "include": "data,csljson",
                "limit": "50",
            },
        ),
    ]
    assert library.get("shannon:1948").title == SHANNON["title"]


def test_what_is_thrown_away_and_restored_is_there(library, mine):
    library.add_zotero("web", MINE)
    mine.throw_away("BBBB3333")
    mine.put(BBBB3333={**SHANNON, "title": "Restored"})
    report = library.refresh_source(SOURCE)
    assert (report.merged, report.gone) == (1, 0)
    assert library.get("shannon:1948").title == "Restored"


def test_a_library_that_began_anew_is_read_whole(library, zotero, mine):
    library.add_zotero("web", MINE)
    mine.put(EEEE6666=NOETHER)
    library.refresh_source(SOURCE)
    zotero.libraries[MINE] = anew = Library()
    anew.put(FFFF7777=TURING)
    # A server that lost its history does not say that nothing changed.
    zotero.replies = [Reply(200, b"{}", {"Last-Modified-Version": "1"})]
    report = library.refresh_source(SOURCE)
    assert (report.new, report.gone) == (0, 3)
    assert library.contributions(library.get("turing1936computable").key)


def test_many_items_come_fifty_at_a_time(library, zotero, mine):
    mine.put(**{f"MANY{number:04d}": zotero_item(f"Paper {number}") for number in range(120)})
    assert library.add_zotero("web", MINE).new == 122
    asked = [each for each in zotero.asked if "itemKey" in each.parameters]
    counts = [len(each.parameters["itemKey"].split(",")) for each in asked]
    assert counts == [50, 50, 24]


def test_a_group_and_ones_own_library_are_two_sources(library, zotero):
    zotero.groups = {12345: "amt"}
    zotero.libraries["groups/12345"] = group = Library()
    group.put(AAAA2222=NOETHER)
    library.add_zotero("web", MINE)
    assert library.add_zotero("web", "groups/12345").new == 1
    assert [source.name for source in library.sources()] == [SOURCE, f"{SOURCE} (2)"]


def test_a_public_library_needs_no_key(empty, zotero):
    assert empty.add_zotero("web", MINE).new == 2
    assert empty.sources()[0].name == f"zotero.org: {MINE}"


# --- pace --------------------------------------------------------------------------------------


def test_too_many_requests_are_repeated_after_the_pause_that_is_asked(library, zotero, slept):
    zotero.replies = [None, None, Reply(429, b"", {"Retry-After": "7"})]
    assert library.add_zotero("web", MINE).new == 2
    assert slept() == 7


def test_without_a_word_the_pauses_grow(library, zotero, slept):
    zotero.replies = [Reply(429), Reply(503), Reply(502)]
    assert len(library.zotero_libraries("web")) == 1
    assert slept() == 1 + 2 + 4


def test_a_date_may_say_when(library, zotero, slept):
    zotero.replies = [Reply(503, b"", {"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"})]
    assert len(library.zotero_libraries("web")) == 1
    assert slept() == 0


def test_backoff_is_heeded_also_where_all_went_well(library, zotero, slept):
    zotero.headers = {"Backoff": "5"}
    library.add_zotero("web", MINE)
    assert slept() == 5 * (len(zotero.asked) - 1)
    zotero.headers = {}
    library.refresh_source(SOURCE)
    assert slept() == 5 * (len(zotero.asked) - 1)


def test_it_is_not_tried_for_ever(library, zotero, slept):
    zotero.replies = [Reply(429)] * 9
    with pytest.raises(ZoteroUnavailable, match="too busy"):
        library.add_zotero("web", MINE)
    assert len(zotero.asked) == 5
    assert library.sources() == ()


def test_a_pause_beyond_all_patience_is_told(library, zotero, slept):
    library.add_zotero("web", MINE)
    zotero.replies = [Reply(429, b"", {"Retry-After": "5000"})]
    with pytest.raises(ZoteroUnavailable, match="left alone for 5000 seconds"):
        library.refresh_source(SOURCE)
    asked = len(zotero.asked)
    with pytest.raises(ZoteroUnavailable, match="left alone"):
        library.zotero_libraries("web")
    assert len(zotero.asked) == asked
    assert slept() == 0


def test_a_pause_can_be_called_off(library, zotero, slept):
    class CancelledError(Exception):
        pass

    def cancel(*_):
        if Hurried.slept > 100:
            raise CancelledError

    zotero.replies = [None, None, Reply(429, b"", {"Retry-After": "500"})]
    with pytest.raises(CancelledError):
        library.add_zotero("web", MINE, cancel)
    assert slept() in (100, 101)
    assert library.sources() == ()


# --- refusals and the key ------------------------------------------------------------------------

LEAKY = f'{{"error": "Invalid key {KEY}"}}'.encode()


@pytest.mark.parametrize(
    "reply, sentence",
    [
        (Reply(403, LEAKY), "https://www.zotero.org/settings/keys"),
        (Reply(404, LEAKY), "knows no such library, or not the stored key"),
        (Reply(400, LEAKY), "refuses to answer (status 400)"),
        (Reply(200, LEAKY[:-2]), "gave an answer that cannot be read"),
        (Reply(200, b"<html>" + LEAKY, {"Content-Type": "text/html"}), "with a web page"),
        (Reply(302, LEAKY, {"Location": "http://127.0.0.1:9/"}), "sends elsewhere"),
        (Reply(200, LEAKY, {"Content-Length": "9999"}), "broke off"),
        (Reply(500, LEAKY), "zotero.org failed"),
    ],
)
def test_a_refusal_says_what_to_do_and_nowhere_the_key(
    library, zotero, slept, caplog, *, reply, sentence
):
    caplog.set_level(logging.DEBUG)
    zotero.replies = [reply] * 9
    with pytest.raises(ZoteroUnavailable) as raised:
        library.add_zotero("web", MINE)
    assert sentence in raised.value.reason
    error = raised.value
    while error is not None:
        assert KEY not in f"{error!r}{error.__dict__}"
        error = error.__cause__
    assert KEY not in caplog.text
    assert library.sources() == ()


def test_a_redirect_is_not_followed_even_to_the_same_host(library, zotero):
    zotero.replies = [Reply(301, b"", {"Location": f"{zotero.url}/keys/current"})]
    with pytest.raises(ZoteroUnavailable, match="sends elsewhere"):
        library.zotero_libraries("web")
    assert len(zotero.asked) == 1


def test_a_key_that_is_no_longer_valid(library, zotero):
    library.add_zotero("web", MINE)
    zotero.key = "another0key"
    with pytest.raises(ZoteroUnavailable, match="no longer valid"):
        library.refresh_source(SOURCE)
    assert len(titles(library)) == 2


def test_the_key_is_in_its_file_and_nowhere_else(library, zotero, caplog):
    caplog.set_level(logging.DEBUG)
    library.add_zotero("web", MINE)
    library.ensure_index()
    file = library.folder / "zotero-key"
    assert file.read_text("ascii") == f"{KEY}\n"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    others = [each for each in library.folder.rglob("*") if each.is_file() and each != file]
    assert len(others) > 3
    assert not [each for each in others if KEY.encode() in each.read_bytes()]
    for form in ("bibtex", "biblatex", "csl-json", "csl-yaml", "ris"):
        assert KEY not in library.export(to=form)
    assert (
        KEY not in f"{library.status()!r}{library.sources()!r}{library.zotero_libraries('web')!r}"
    )
    assert KEY not in caplog.text


def test_the_key_can_be_changed_and_forgotten(empty):
    empty.set_zotero_key(f"  {KEY}\n")
    assert empty.has_zotero_key
    empty.set_zotero_key("another0key")
    assert (empty.folder / "zotero-key").read_text("ascii") == "another0key\n"
    empty.set_zotero_key(None)
    empty.set_zotero_key(None)
    assert not empty.has_zotero_key
    assert not list(empty.folder.glob("zotero-key*"))


@pytest.mark.parametrize(
    "key", ["", "short", "with blanks in", "a" * 65, "né" * 8, "ab\r\nX-Header: 1"]
)
def test_what_is_no_key_is_not_stored_and_not_repeated(empty, key):
    with pytest.raises(InvalidRequest) as raised:
        empty.set_zotero_key(key)
    assert raised.value.reason == "A key of zotero.org has 8 to 64 letters and digits."
    assert not empty.has_zotero_key


def test_a_key_file_that_holds_something_else_is_no_key(empty):
    (empty.folder / "zotero-key").write_bytes(b"\xff\r\nInjected: header")
    assert not empty.has_zotero_key


@pytest.mark.parametrize(
    "url", ["http://example.org", "http://api.zotero.org", "ftp://localhost", "https://", "x"]
)
def test_the_key_goes_over_the_network_encrypted_or_not_at_all(library, monkeypatch, url):
    monkeypatch.setenv("PAPERLOOKUP_ZOTERO_WEB", url)
    with pytest.raises(InvalidRequest, match="must begin with https://"):
        library.zotero_libraries("web")


def test_offline(library, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_ZOTERO_WEB", "http://127.0.0.1:1")
    with pytest.raises(ZoteroUnavailable, match="is this machine offline"):
        library.zotero_libraries("web")


def test_hostile_texts_stay_texts(library, mine):
    mine.put(
        EEEE6666=zotero_item("<script>alert(1)</script>", extra="Citation Key: ../../x\nid: 7")
    )
    library.add_zotero("web", MINE)
    (hostile,) = [each for each in library.records() if "script" in each.title]
    assert "/" not in hostile.key
    assert json.loads(library.export([hostile.key], to="csl-json"))[0]["id"] == hostile.key
