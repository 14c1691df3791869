"""The values in what services and Zotero answer, brought in through their own clients."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import contextmanager, suppress
from unittest.mock import patch
from xml.sax.saxutils import escape

import pytest
from bench import PassingClock
from hostile.corpus import VALUES, WORD
from replaying import replaying
from zotero_server import KEY, item, program, web

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.network.settings import NetworkSettings
from jupyter_paperlookup.resolvers.titles import comparable

NUMBERS = {name: number for number, name in enumerate(VALUES, 1001)}
BY_DOI = ("crossref", "datacite", "doi", "openalex")
BY_ARXIV = ("arxiv", "semantic-scholar")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"(?:10\.1000(?:/|%2F)[a-z]+\.|23\d\d\.0)(1\d{3})")


def from_services(library) -> Counter:
    """Look up a work of each value at each service, and have works of the library completed."""
    arrived = Counter()
    with replaying([]) as replay:
        replay.answer = _answer
        for turn, service in enumerate((*BY_DOI, *BY_ARXIV)):
            with _asking(library, replay, service):
                for number in list(NUMBERS.values())[turn % 2 :: 2]:  # each at three of them
                    arrived.update(_looked_up(library, _identifier(service, number)))
    suggest(library)
    for waiting in library.waiting():
        with suppress(PaperLookupError):  # one of several about a work takes the others along
            library.accept(waiting.number)
            arrived["accepted"] += 1
    return arrived


def suggest(library) -> None:
    """Have a service say of works, by their titles, what a person has to decide about."""
    titled = [
        {"id": f"titled{number}", "type": "article", "title": _title(number), "abstract": WORD}
        for number in NUMBERS.values()
    ]
    library.import_text(json.dumps(titled), "titled.json", format="csl-json")
    keys = [record.key for record in library.records() if record.key.startswith("titled")]
    with replaying([]) as replay:
        replay.answer = _answer
        with _asking(library, replay, "hugging-face"):
            library.resolve(keys)


def from_zotero(library) -> Counter:
    """Add the program's library and a group, and a library of zotero.org."""
    arrived = Counter()
    items = {f"AAAA{number}": _zotero_item(number) for number in NUMBERS.values()}
    some = dict(list(items.items())[::8])
    with pytest.MonkeyPatch.context() as environment:
        with program(environment, **items) as zotero:
            zotero.groups = {12345: VALUES["terminal"] + VALUES["image"]}
            zotero.libraries["groups/12345"] = type(zotero.libraries["users/0"])()
            zotero.libraries["groups/12345"].put(**some)
            found = library.zotero_libraries("local")
            reports = [library.add_zotero("local", each.path) for each in found]
        with web(environment, **some):
            library.set_zotero_key(KEY)
            reports += [
                library.add_zotero("web", each.path) for each in library.zotero_libraries("web")
            ]
            library.set_zotero_key(None)
    for report in reports:
        arrived.update(new=report.new, merged=report.merged, problems=len(report.problems))
    return arrived


def _looked_up(library, identifier):
    try:
        found = library.look_up(identifier)
        if found.match is None:
            return {"problems": 1}
        library.take_in(found)
    except PaperLookupError:
        return {"problems": 1}
    return {"new": 1}


@contextmanager
def _asking(library, replay, service):
    settings = NetworkSettings(
        allowed=True, base_urls=replay.base_urls, services=(service,), keys={"openalex": "key"}
    )
    network = Network(library.folder, settings, lambda: True, clock=PassingClock())
    with patch.object(library._online, "_network", network):
        yield
    network.close()


def _identifier(service, number):
    if service in BY_DOI:
        return f"10.1000/{service}.{number}"
    return f"23{BY_ARXIV.index(service) + 1:02}.0{number}"


def _title(number):
    name = list(VALUES)[number - 1001]
    return f"{VALUES[name]} {WORD} {name} served"


def _zotero_item(number):
    value = VALUES[list(VALUES)[number - 1001]]
    return item(
        _title(number).replace("served", "kept"),
        family=value, given=value, year=value, extra=f"Citation Key: {value}\n{value}: {value}",
        DOI=f"10.1000/zotero.{number}", tags=[{"tag": value}], url=f"javascript:{value}",
        citationKey=value, publicationTitle=value, abstractNote=value,
    )  # fmt: skip


def _answer(path, parameters, body):
    """What a service says of the work that it is asked for: status, media type and body."""
    service = path.split("/")[1]
    if service == "hugging-face":
        number = _ASKED_BY_TITLE.get(comparable(parameters["q"]), 0)
    else:
        asked = f"{path} {json.dumps(parameters)} {json.dumps(body)}"
        number = int(_NUMBER.search(asked)[1])
    if number not in NUMBERS.values():
        return 200, "application/json", "[]"
    value = VALUES[list(VALUES)[number - 1001]]
    said = _BODIES[service](_title(number), value, _identifier_of(service, number))
    if isinstance(said, str):
        return 200, "application/atom+xml", said
    return 200, "application/json", json.dumps(said)


def _identifier_of(service, number):
    return _identifier(service, number) if service != "hugging-face" else f"2305.0{number}"


def _crossref(title, value, doi):
    name = {"family": value, "given": value, "suffix": value}
    return {"message": {
        "DOI": doi, "type": "journal-article", "title": [title], "subtitle": [value],
        "author": [name, {"name": value}], "editor": [name], "container-title": [value],
        "publisher": value, "volume": value, "issue": value, "page": value, "abstract": value,
        "ISSN": [value], "ISBN": [value], "article-number": value, "URL": f"javascript:{value}",
        "issued": {"date-parts": [[1936]]}, "updated-by": [{"type": value}],
    }}  # fmt: skip


def _datacite(title, value, doi):
    return {"data": {"id": doi, "type": value, "attributes": {
        "doi": doi, "titles": [{"title": title}], "publicationYear": 1936,
        "creators": [{"familyName": value, "givenName": value}, {"name": value}],
        "types": {"resourceTypeGeneral": value}, "publisher": value, "version": value,
        "descriptions": [{"descriptionType": "Abstract", "description": value}],
        "container": {"title": value, "volume": value, "issue": value, "firstPage": value},
        "url": f"javascript:{value}", "dates": [{"date": value, "dateType": "Issued"}],
    }}}  # fmt: skip


def _doi_org(title, value, doi):
    return {
        "type": value, "title": title, "author": [{"family": value, "given": value}], "DOI": doi,
        "issued": {"date-parts": [[1936]], "raw": value}, "container-title": value,
        "publisher": value, "publisher-place": value, "volume": value, "page": value,
        "abstract": value, "genre": value, "edition": value, "number": value, "ISBN": value,
    }  # fmt: skip


def _openalex(title, value, doi):
    return {"results": [{
        "id": value, "doi": f"https://doi.org/{doi}", "ids": {"pmid": value, "pmcid": value},
        "title": title, "type": value, "publication_date": "1936-01-02",
        "authorships": [{"raw_author_name": value}, {"author": {"display_name": value}}],
        "primary_location": {"source": {"display_name": value}},
        "biblio": dict.fromkeys(("volume", "issue", "first_page", "last_page"), value),
        "abstract_inverted_index": {value: [0, 2], "of": [1]},
    }]}  # fmt: skip


def _semantic_scholar(title, value, arxiv):
    return [{
        "title": title, "abstract": value, "authors": [{"name": value}], "year": 1936,
        "venue": value, "journal": {"name": value, "volume": value, "pages": value},
        "publicationVenue": {"name": value}, "publicationTypes": [value],
        "publicationDate": value,
        "externalIds": {"ArXiv": arxiv, "PubMed": value, "PubMedCentral": value},
    }]  # fmt: skip


def _arxiv(title, value, arxiv):
    title, text = (escape(_NO_XML.sub("", each)) for each in (title, value))
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>'
        f"<id>http://arxiv.org/abs/{arxiv}v1</id><title>{title}</title><summary>{text}</summary>"
        f"<author><name>{text}</name></author><published>{text}</published><updated>{text}</updated>"
        f"<arxiv:comment>{text}</arxiv:comment><arxiv:journal_ref>{text}</arxiv:journal_ref>"
        f"<category term='{text.replace(chr(39), '')}'/></entry></feed>"
    )


def _hugging_face(title, value, arxiv):
    paper = {
        "id": arxiv, "title": title, "summary": WORD, "authors": [{"name": value}],
        "publishedAt": value, "ai_summary": value, "organization": {"fullname": value},
    }  # fmt: skip
    return [{"paper": paper, "title": title}]


_BODIES = {
    "crossref": _crossref,
    "datacite": _datacite,
    "doi": _doi_org,
    "openalex": _openalex,
    "semantic-scholar": _semantic_scholar,
    "arxiv": _arxiv,
    "hugging-face": _hugging_face,
}
_ASKED_BY_TITLE = {comparable(_title(number)[:300]): number for number in NUMBERS.values()}
