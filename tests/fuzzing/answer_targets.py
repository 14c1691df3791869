"""What services and Zotero answer: records, or that they cannot be used."""

from __future__ import annotations

from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import UnusableAnswer
from jupyter_paperlookup.records import from_csl
from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.resolver import Question, Resolver
from jupyter_paperlookup.zotero.item import RawItem, item_of

from .format_targets import check_record
from .target import Target

BODIES = Path(__file__).parents[1] / "resolvers" / "bodies"
ZOTERO = b"""{"key": "ABCD2345", "version": 3, "data": {"itemType": "book", "extra": "Citation Key: a\\n
DOI: 10.1/x", "creators": [{"creatorType": "author", "name": "X"}], "tags": [{"tag": "t"}]},
"csljson": {"id": "1", "type": "book", "title": "T", "note": "PMID: 1", "issued": {"raw": "1936"}}}"""


def _answers(resolver: Resolver) -> Target:
    name = resolver.service.name
    bodies = sorted(file for file in BODIES.glob(f"{name}*") if file.suffix in {".json", ".xml"})
    assert bodies, f"no answer of {name} to begin with"
    seeds = tuple(file.read_bytes() for file in bodies)

    def run(data: bytes) -> None:
        for found_by in ("identifier", "title"):
            question = Question(path="/", keys=("a",), found_by=found_by)
            try:
                candidates = resolver.candidates(question, data)
            except UnusableAnswer:
                continue
            for candidate in candidates:
                check_record(candidate.record)
                assert isinstance(candidate.raw, bytes)

    return Target(f"answer-{name}", run, seeds)


def _zotero(data: bytes) -> None:
    try:
        raw = msgspec.json.decode(data, type=RawItem)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    item = item_of(raw, raw.csljson)
    if item is not None:
        check_record(from_csl(item.csl))


ANSWER_TARGETS = (*map(_answers, RESOLVERS), Target("zotero", _zotero, (ZOTERO,)))
