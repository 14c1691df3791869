"""Whatever a service does, it ends in one line and nothing false comes in: each one, each fault.

The services are on this machine. Each fault is tried with each of them while all others answer
well: nothing that it says is attached or remembered, the others are asked all the same, and it is
asked again when it answers well.
"""

from __future__ import annotations

import gzip
import json
from email.utils import formatdate

import httpx
import pytest
from service_bodies import atom, crossref, csl, daily, datacite, openalex, paper
from services_server import JSON, Reply, services

from jupyter_paperlookup.errors import NetworkForbidden, NetworkUnavailable
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.resolving import deciding
from jupyter_paperlookup.library.resolving.asking import Asking
from jupyter_paperlookup.library.resolving.completing import Completing
from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.network.clients import Times
from jupyter_paperlookup.network.pace import Clock
from jupyter_paperlookup.network.settings import NetworkSettings
from jupyter_paperlookup.resolvers.registry import RESOLVERS

ATOM = "application/atom+xml"
LABELS = {each.service.name: each.service.label for each in RESOLVERS}
NOW = 1_795_348_800.0
WORDS = (
    "we study how a machine that prints symbols on a tape can be made to compute every number that "
    "any other machine of the kind can compute and what it can never find out about itself"
)
TURING = [{"given": "Alan", "family": "Turing"}]
ARTICLE = {
    "title": "A Machine That Prints Symbols",
    "abstract": WORDS,
    "author": TURING,
    "DOI": "10.1000/machine",
    "year": 1936,
    "journal": "Annals of Machines",
}
PREPRINTS = [
    {
        "title": f"What a Tape {does}",
        "abstract": f"{does} {WORDS}",
        "author": TURING,
        "arxiv": f"2301.0000{number}",
        "published": "2023-01-02T00:00:00Z",
    }
    for number, does in enumerate(("Holds", "Forgets"), 1)
]
LISTED = PREPRINTS[0] | {"title": "The Papers of a Day", "arxiv": "2301.00009"}
IMPORTED = [
    {"id": "article", "type": "article-journal", "abstract": WORDS}
    | {name: ARTICLE[name] for name in ("title", "DOI")},
    *(
        {"id": f"preprint{number}", "type": "article", "number": f"arXiv:{each['arxiv']}"}
        | {name: each[name] for name in ("title", "abstract")}
        for number, each in enumerate(PREPRINTS)
    ),
    {
        "id": "listed",
        "type": "article",
        "title": LISTED["title"],
        "abstract": LISTED["abstract"],
        "issued": {"date-parts": [[2023, 1, 3]]},
        "custom": {"paperlookup": {"author-count": 1}},
    },
]


def told(body, kind=JSON):
    return Reply(body=body if isinstance(body, bytes) else json.dumps(body).encode(), kind=kind)


WELL = {
    "hugging-face": {
        "api/daily_papers": told([daily(LISTED)]),
        "api/papers/search": told([daily(PREPRINTS[0])]),
    },
    "arxiv": {"api/query": told(atom([*PREPRINTS, LISTED]).encode(), ATOM)},
    "semantic-scholar": {
        "graph/v1/paper/batch": told([paper(each) for each in (*PREPRINTS, LISTED, ARTICLE)]),
        "graph/v1/paper/search/match": Reply(404),
    },
    "crossref": {
        "works/*": told({"message": crossref(ARTICLE)}),
        "works": told({"message": {"items": []}}),
    },
    "datacite": {"dois/*": told({"data": datacite(ARTICLE)}), "dois": told({"data": []})},
    "doi": {"*": told(csl(ARTICLE))},
    "openalex": {"works": told({"results": [openalex(ARTICLE)]})},
}
"""What each service answers at its paths."""

NO_XML = sorted(set(WELL) - {"arxiv"})


def body_of(name):
    return max((reply.body for reply in WELL[name].values()), key=len)


def kind_of(name):
    return ATOM if name == "arxiv" else JSON


def packed_and_cut(name):
    body = gzip.compress(body_of(name))[:-12]
    return Reply(body=body, kind=kind_of(name), headers={"Content-Encoding": "gzip"})


def nested(name):
    if name == "arxiv":
        return told(b"<feed>" + b"<entry>" * 20_000, ATOM)
    return told(b'{"data": ' + b"[" * 100_000)


FAULTS = {
    "429 with seconds": lambda _: Reply(429, headers={"Retry-After": "1800"}),
    "429 with a date": lambda _: Reply(
        429, headers={"Retry-After": formatdate(NOW + 1800, usegmt=True)}
    ),
    "503": lambda _: Reply(503),
    "403": lambda _: Reply(403),
    "a check for robots": lambda _: told(b"<!DOCTYPE html><p>Are you a robot?", "text/html"),
    "nothing": lambda name: told(b"", kind_of(name)),
    "a cut gzip": packed_and_cut,
    "10 MB": lambda name: told(b"[" + b" " * 10_000_000, kind_of(name)),
    "sent to a private address": lambda _: Reply(302, headers={"Location": "http://169.254.1.1/"}),
    "sent elsewhere": lambda _: Reply(302, headers={"Location": "https://elsewhere.example/"}),
    "invalid UTF-8": lambda name: told(
        body_of(name).replace(b"Turing", b"T\xfcring").replace(b"Symbols", b"S\xffmbols"),
        kind_of(name),
    ),
    "a text": lambda name: told(b'"Too many requests"', kind_of(name)),
    "an error as an object": lambda name: told({"error": "Forbidden"}, kind_of(name)),
    "a list of others": lambda name: told([1, "text", [{}]], kind_of(name)),
    "nested": nested,
    "null members": lambda name: told(
        {"message": None, "data": None, "results": None, "feed": None}, kind_of(name)
    ),
    "texts for objects": lambda name: told(
        {"message": "text", "data": "text", "results": "text"}, kind_of(name)
    ),
    "entities": lambda name: told(
        b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>&b;&c;</title></feed>",
        kind_of(name),
    ),
}
TIMES = Times(10.0, 10.0, 20.0)
HASTY = Times(10.0, 10.0, 0.15)
TLS = httpx.create_ssl_context()
WHAT_TO_DO = ("ry again", "administrator")


class PassingClock(Clock):
    def __init__(self):
        self.moment = NOW

    def now(self):
        return self.moment

    def sleep(self, seconds):
        self.moment += seconds


@pytest.fixture(scope="module")
def server():
    with services() as running:
        yield running


@pytest.fixture(autouse=True)
def _answering_well(server):
    server.asked.clear()
    server.replies.clear()
    for name, replies in WELL.items():
        for path, reply in replies.items():
            server.on(f"/{name}/{path}", reply)


def ill(server, name, reply):
    """Let all that a service is asked be answered so."""
    for path in WELL[name]:
        server.on(f"/{name}/{path}", reply)


class Bench:
    def __init__(self, folder, server, times=TIMES, look_up=None, **settings):
        self.library = Library(folder)
        self.store = self.library._store
        self.clock = PassingClock()
        self.network = Network(
            folder,
            NetworkSettings(
                base_urls={name: f"{server.url}/{name}" for name in WELL},
                **{"allowed": True, "keys": {"openalex": "key"}, **settings},
            ),
            lambda: True,
            clock=self.clock,
            times=times,
            tls=TLS,
            look_up=look_up,
        )

    def add(self, *items):
        self.library.import_text(json.dumps(items), "machine.json", format="csl-json")

    def complete(self, resolvers=RESOLVERS):
        work = Completing(
            self.store,
            Asking(self.network),
            resolvers=resolvers,
            asks_all=True,
            clock=self.clock.now,
        )
        return work.run(self.store.keys())

    def has_said(self, name):
        """Whether anything that a service says came in, or waits for a person."""
        waiting = (each.match.candidate.service for each in self.store.resolutions.proposals())
        return self.store.sources.get(LABELS[name]) is not None or name in waiting


@pytest.fixture
def make(tmp_path, server):
    benches = []

    def made(**arguments):
        benches.append(Bench(tmp_path, server, **arguments))
        return benches[-1]

    yield made
    for each in benches:
        each.network.close()
        each.library.close()


def asked(server):
    return {request.path.split("/")[1] for request in server.asked}


def is_one_clear_line(reason, *labels):
    assert "\n" not in reason
    assert len(reason) < 300
    assert any(label in reason for label in labels), reason
    assert any(words in reason for words in WHAT_TO_DO), reason


def test_all_of_them_answer_well(make, server):
    here = make()
    here.add(*IMPORTED)
    report = here.complete()
    assert report.failures == ()
    assert asked(server) == set(WELL)
    assert {name for name in WELL if not here.has_said(name)} == set()


def test_a_key_goes_to_its_service_alone(make, server):
    here = make(keys={"openalex": "one", "semantic-scholar": "other"})
    here.add(*IMPORTED)
    here.complete()
    sent = {}
    for request in server.asked:
        keys = {request.headers.get("authorization"), request.headers.get("x-api-key")} - {None}
        sent.setdefault(request.path.split("/")[1], set()).update(keys)
    assert {name: keys for name, keys in sent.items() if keys} == {
        "openalex": {"Bearer one"},
        "semantic-scholar": {"other"},
    }


def test_only_services_that_the_administrator_allows_are_asked(make, server):
    here = make(services=("crossref", "openalex"), keys={})
    here.add(*IMPORTED)
    assert here.complete().failures == ()
    assert asked(server) == {"crossref"}  # the other has no key


@pytest.mark.parametrize("changes", [{"offline": True}, {"allowed": False}, {"services": ()}])
def test_what_the_administrator_forbids_is_one_line(make, server, changes):
    here = make(**changes)
    here.add(*IMPORTED)
    with pytest.raises(NetworkForbidden) as error:
        here.complete()
    is_one_clear_line(error.value.reason, "paperlookup")
    assert not server.asked


@pytest.mark.parametrize("name", WELL)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_line_and_nothing_is_believed_or_remembered(make, server, name, fault):
    here = make()
    here.add(*IMPORTED)
    ill(server, name, FAULTS[fault](name))
    report = here.complete()
    [line] = report.failures
    is_one_clear_line(line, LABELS[name])
    assert not here.has_said(name)
    assert here.store.resolutions.asked_since(name, 0.0) == set()
    assert asked(server) == set(WELL)  # the others, too
    assert any(LABELS[name] not in each for each in report.completed)

    for path, reply in WELL[name].items():
        server.on(f"/{name}/{path}", reply)
    here.clock.moment += 86_400.0
    server.asked.clear()
    [resolver] = [each for each in RESOLVERS if each.service.name == name]
    assert here.complete([resolver]).failures == ()
    assert name in asked(server)
    assert here.store.resolutions.asked_since(name, 0.0)


@pytest.mark.parametrize("name", WELL)
def test_a_slow_drip_ends(make, server, name):
    here = make(times=HASTY)
    here.add(*IMPORTED)
    ill(server, name, Reply(pieces=(b" ",) * 60, kind=kind_of(name), pause=0.05))
    [resolver] = [each for each in RESOLVERS if each.service.name == name]
    [line] = here.complete([resolver]).failures
    is_one_clear_line(line, LABELS[name])
    assert not here.has_said(name)
    assert here.store.resolutions.asked_since(name, 0.0) == set()


EMPTY = {
    "hugging-face": b"[]",
    "crossref": {"message": {"items": []}},
    "datacite": {"data": []},
    "openalex": {"results": []},
}
SUSPICIOUS = {
    "arxiv": atom([]).encode(),
    "semantic-scholar": b"[]",
    "crossref": {"message": {}},
    "datacite": {"data": {}},
    "doi": b"{}",
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_list_says_that_nothing_is_known(make, server, name):
    here = make()
    here.add(*IMPORTED)
    ill(server, name, told(EMPTY[name], kind_of(name)))
    assert here.complete().failures == ()
    assert not here.has_said(name)


@pytest.mark.parametrize("name", SUSPICIOUS)
def test_an_empty_answer_about_what_must_be_known_is_a_fault(make, server, name):
    here = make()
    here.add(*IMPORTED)
    ill(server, name, told(SUSPICIOUS[name], kind_of(name)))
    [line] = here.complete().failures
    is_one_clear_line(line, LABELS[name])
    assert not here.has_said(name)
    assert here.store.resolutions.asked_since(name, 0.0) == set()


@pytest.mark.parametrize("name", sorted({*SUSPICIOUS, "openalex"} - {"doi"}))
def test_that_there_is_no_list_is_a_fault(make, server, name):
    here = make()
    here.add(*IMPORTED)
    for path in WELL[name]:
        if not path.endswith("*"):  # at the address of a work it says that there is none
            server.on(f"/{name}/{path}", Reply(404))
    [line] = here.complete([each for each in RESOLVERS if each.service.name == name]).failures
    is_one_clear_line(line, LABELS[name])


def test_a_name_that_leads_inside_is_not_asked(make, server):
    here = make(look_up=lambda host, _: ["127.0.0.1" if host == "127.0.0.1" else "10.0.0.1"])
    here.add(*IMPORTED)
    ill(server, "doi", Reply(302, headers={"Location": "https://api.crossref.org/works"}))
    [line] = here.complete().failures
    is_one_clear_line(line, "api.crossref.org")
    assert not here.has_said("doi")


# --- two works of one title ----------------------------------------------------------------------

TITLE = "On a Machine"
OTHERS = [{"given": "Alonzo", "family": "Church"}]
TWO = [
    {
        "title": TITLE,
        "abstract": WORDS,
        "author": author,
        "arxiv": f"2301.1000{number}",
        "DOI": f"10.1000/twin.{number}",
        "year": 1936,
        "published": "2023-01-02T00:00:00Z",
    }
    for number, author in enumerate((TURING, OTHERS))
]
TWINS = {
    "hugging-face": told([daily(each) for each in TWO]),
    "arxiv": told(atom(TWO).encode(), ATOM),
    "semantic-scholar": told({"data": [paper(each) for each in TWO]}),
    "crossref": told({"message": {"items": [crossref(each) for each in TWO]}}),
    "datacite": told({"data": [datacite(each) for each in TWO]}),
}


@pytest.mark.parametrize("has_abstract", [False, True], ids=["title alone", "abstract agrees"])
@pytest.mark.parametrize("name", TWINS)
def test_of_two_works_with_one_title_none_is_attached(make, server, name, has_abstract):
    here = make()
    abstract = {"abstract": WORDS} if has_abstract else {}
    here.add({"id": "twin", "type": "article", "title": TITLE, **abstract})
    before = here.library.get("twin")
    ill(server, name, TWINS[name])
    [resolver] = [each for each in RESOLVERS if each.service.name == name]
    report = here.complete([resolver])
    assert (report.completed, report.linked, report.failures) == ((), (), ())
    assert report.suggested >= 2
    assert here.library.get("twin") == before
    assert here.store.keys() == ["twin"]
    assert all(each.doubts for each in deciding.waiting(here.store))


# --- feeds ---------------------------------------------------------------------------------------

RSS = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>A feed</title><item>"
    b"<title>What Symbols Mean, by Turing</title><link>https://feed.example/1</link></item>"
    b"</channel></rss>"
)
FETCHED = {
    "daily": ("/api/daily_papers", "Hugging Face", lambda here: here.fetch_daily("2026-11-20")),
    "arxiv-listings": ("/rss/cs.CL", "arXiv", lambda here: here.fetch_arxiv("cs.CL")),
    "feed": ("/feed.xml", "127.0.0.1", None),
}
# What a feed may be, though no service answers so.
NO_FAULT_OF_FEEDS = {"invalid UTF-8"}


def well(name):
    return told([daily(LISTED)]) if name == "daily" else told(RSS, "application/rss+xml")


@pytest.mark.parametrize("name", FETCHED)
@pytest.mark.parametrize("fault", sorted({*FAULTS, "nothing listed"} - NO_FAULT_OF_FEEDS))
def test_a_fetch_that_fails_is_one_line_and_changes_nothing(tmp_path, server, name, fault):
    like = "hugging-face" if name == "daily" else "arxiv"
    path, label, fetch = FETCHED[name]
    fetch = fetch or (lambda here: here.fetch_feed(f"{server.url}/feed.xml"))
    with Library(tmp_path) as library:
        clock = PassingClock()
        bases = dict.fromkeys(("hugging-face", "arxiv-listings"), server.url)
        settings = NetworkSettings(allowed=True, base_urls=bases, hosts=("127.0.0.1",))
        library._online._network = Network(
            tmp_path, settings, lambda: True, clock=clock, times=TIMES, tls=TLS
        )
        server.on(path, told(b"[]") if fault == "nothing listed" else FAULTS[fault](like))
        before = (library.sources(), library.status().revision)
        if fault == "nothing listed" and name != "daily":
            server.on(path, told(b"<rss version='2.0'><channel/></rss>", "text/xml"))
            fetch(library)  # at weekends there is nothing new
        else:
            with pytest.raises(NetworkUnavailable) as error:
                fetch(library)
            is_one_clear_line(error.value.reason, label)
            assert (library.sources(), library.status().revision) == before
        server.on(path, well(name))
        clock.moment += 3_600.0
        assert fetch(library).new == 1


def test_a_list_that_is_suddenly_empty_takes_nothing_out(tmp_path, server):
    path, label, fetch = FETCHED["daily"]
    with Library(tmp_path) as library:
        clock = PassingClock()
        settings = NetworkSettings(allowed=True, base_urls={"hugging-face": server.url})
        library._online._network = Network(
            tmp_path, settings, lambda: True, clock=clock, times=TIMES, tls=TLS
        )
        server.on(path, well("daily"))
        fetch(library)
        before = library.sources()
        server.on(path, told(b"[]"))
        clock.moment += 3_600.0
        with pytest.raises(NetworkUnavailable) as error:
            fetch(library)
        is_one_clear_line(error.value.reason, label)
        assert library.sources() == before
        assert not isinstance(error.value, NetworkForbidden)
