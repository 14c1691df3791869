"""Asks the real services for a few well-known works, and records what they say: `--help`.

It runs by hand alone, never in a test: each service is asked once, at its own pace. What a resolver
no longer reads as it did, and what a recording had that is no longer there, is told.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from jupyter_paperlookup.errors import NetworkUnavailable, PaperLookupError
from jupyter_paperlookup.formats.daily_papers import record_of
from jupyter_paperlookup.formats.feed import Feed
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.library.resolving.asking import Asking
from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.network.services import ARXIV_LISTINGS, HUGGING_FACE, Service
from jupyter_paperlookup.network.settings import NetworkSettings, read_settings
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.resolver import Question, Resolver

RECORDINGS = Path(__file__).parent / "recordings"
SOURCES = {
    "hugging-face": "https://huggingface.co/docs/hub/api",
    "hugging-face-day": "https://huggingface.co/docs/hub/api",
    "arxiv": "https://info.arxiv.org/help/api/user-manual.html",
    "arxiv-listings": "https://info.arxiv.org/help/rss_specifications.html",
    "semantic-scholar": "https://api.semanticscholar.org/api-docs/graph",
    "crossref": "https://api.crossref.org/swagger-ui/index.html",
    "datacite": "https://support.datacite.org/docs/api",
    "doi": "https://citation.crosscite.org/docs.html",
    "openalex": "https://docs.openalex.org/api-entities/works",
}
ATTENTION = {"title": "Attention Is All You Need", "number": "arXiv:1706.03762"}
TURING = {
    "title": "On Computable Numbers, with an Application to the Entscheidungsproblem",
    "DOI": "10.1112/plms/s2-42.1.230",
}
MNIH = {
    "title": "Human-level control through deep reinforcement learning",
    "DOI": "10.1038/nature14236",
}
_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)")


class Probe(NamedTuple):
    """What one service is asked, and what must be in its answer."""

    name: str
    asks: dict[str, Any]
    title: str
    creator: str


PROBES = (
    Probe("hugging-face", {"title": ATTENTION["title"]}, ATTENTION["title"], "Vaswani"),
    Probe("arxiv", ATTENTION, ATTENTION["title"], "Vaswani"),
    Probe("semantic-scholar", ATTENTION, ATTENTION["title"], "Vaswani"),
    Probe("crossref", TURING, TURING["title"], "Turing"),
    Probe(
        "datacite",
        {"title": ATTENTION["title"], "DOI": "10.48550/arXiv.1706.03762"},
        ATTENTION["title"],
        "Vaswani",
    ),
    Probe("doi", TURING, TURING["title"], "Turing"),
    Probe("openalex", MNIH, MNIH["title"], "Mnih"),
)
_BY_NAME = {each.service.name: each for each in RESOLVERS}


class Heard:
    """A resolver that remembers what it read."""

    def __init__(self, resolver: Resolver) -> None:
        self.service = resolver.service
        self.body = b""
        self._resolver = resolver

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        yield from self._resolver.questions(records)

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        self.body = body
        return self._resolver.candidates(question, body)


class Listing(NamedTuple):
    """A list that is fetched whole, and how it is read."""

    name: str
    service: Service
    path: str
    parameters: dict[str, str]
    wanted: str
    read: Callable[[bytes], list[Record]]


def daily(body: bytes) -> list[Record]:
    return [each for each in map(record_of, json.loads(body)) if isinstance(each, Record)]


def feed(body: bytes) -> list[Record]:
    return [each.record for each in Feed().read(body.decode(), "", ReadOptions()).entries]


LISTINGS = (
    Listing(
        "hugging-face-day",
        HUGGING_FACE,
        "/api/daily_papers",
        {"date": "2023-10-12", "limit": "5"},
        "json",
        daily,
    ),
    Listing("arxiv-listings", ARXIV_LISTINGS, "/rss/cs.CL", {}, "xml", feed),
)
NAMES = (*(each.name for each in PROBES), *(each.name for each in LISTINGS))


def question_of(probe: Probe) -> Question:
    """The first question that a resolver has about a work."""
    record = from_csl({"id": "asked", "type": "article", **probe.asks})
    return next(iter(_BY_NAME[probe.name].questions([record])))


def faults_of(probe: Probe, found: Sequence[Record]) -> str:
    """What an answer lacks; empty where the resolver reads it as it should."""
    titles = {record.title.casefold(): record for record in found}
    record = titles.get(probe.title.casefold())
    if record is None:
        return f"no work called {probe.title}"
    if not any(each.surname == probe.creator for each in record.author):
        return f"no creator called {probe.creator}"
    return "" if record.year or record.arxiv else "neither a year nor an arXiv id"


def shape_of(body: bytes) -> set[str]:
    """The names of all that stands in a body, each behind those that it stands in."""
    try:
        return set(_names(json.loads(body), ""))
    except ValueError:
        return {name.decode() for name in _TAG.findall(body)}


def _names(value: object, within: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{within}{name}"
            yield from _names(inner, f"{within}{name}.")
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner, within)


def read_recording(path: Path) -> tuple[dict[str, Any], bytes]:
    """A recording: what is said about it, and the body as it came."""
    about = json.loads(path.read_text("utf-8"))
    body = about["body"]
    return about, (body if isinstance(body, str) else json.dumps(body)).encode()


def write_recording(path: Path, request: str, body: bytes, *, now: datetime) -> None:
    """Record an answer, labelled as such."""
    text = body.decode()
    about = {
        "synthetic": False,
        "recorded": now.date().isoformat(),
        "source": SOURCES[path.stem],
        "request": request,
        "body": text if text.lstrip().startswith("<") else json.loads(text),
    }
    path.write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", "utf-8")


def record(network: Network, name: str, folder: Path, now: datetime) -> list[str]:
    """Ask one service, and record what it says where it is read as it should.

    Returns:
        What is wrong, in one line each.
    """
    listing = next((each for each in LISTINGS if each.name == name), None)
    if listing is not None:
        answer = network.get(
            listing.service, listing.path, listing.parameters, wanted=listing.wanted
        )
        body, request = answer.body, listing.path
        wrong = "" if listing.read(body) else "no papers that can be read"
    else:
        [probe] = [each for each in PROBES if each.name == name]
        heard, question = Heard(_BY_NAME[name]), question_of(probe)
        found = Asking(network).ask(heard, question)
        body, request = heard.body, question.path
        wrong = faults_of(probe, [each.record for each in found])
    if wrong:
        return [f"{name}: {wrong}; the recording stays as it was."]
    path = folder / f"{name}.json"
    lost = shape_of(read_recording(path)[1]) - shape_of(body) if path.is_file() else set()
    write_recording(path, request, body, now=now)
    return [f"{name}: {', '.join(sorted(lost))} is no longer there."] if lost else []


def record_all(network: Network, names: Sequence[str], folder: Path, now: datetime) -> list[str]:
    """Record what these services say; returns what is wrong."""
    wrong = []
    for name in names:
        if name == "openalex" and name not in network.settings.keys:
            _say(f"{name}: not asked, it wants a key (PAPERLOOKUP_KEY_OPENALEX).")
            continue
        try:
            said = record(network, name, folder, now)
        except NetworkUnavailable as error:
            said = [f"{name}: {error.reason}"]
        _say(*(said or [f"{name}: recorded"]))
        wrong += said
    return wrong


def _say(*lines: str) -> None:
    print(*lines, sep="\n")  # noqa: T201 - a command


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.resolvers.record", description=__doc__)
    parser.add_argument("services", nargs="*", metavar="SERVICE", help=", ".join(NAMES))
    parser.add_argument("--folder", type=Path, default=RECORDINGS, help="where recordings are")
    options = parser.parse_args(arguments)
    if unknown := set(options.services) - set(NAMES):
        parser.error(f"no service is called {', '.join(sorted(unknown))}")
    try:
        settings: NetworkSettings = msgspec.structs.replace(read_settings(), allowed=True)
    except PaperLookupError as error:
        parser.error(error.reason)
    with tempfile.TemporaryDirectory() as folder:
        network = Network(Path(folder), settings, lambda: True)
        try:
            wrong = record_all(
                network, options.services or NAMES, options.folder, datetime.now(UTC)
            )
        finally:
            network.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
