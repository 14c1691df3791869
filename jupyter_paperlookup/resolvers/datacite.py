"""DataCite: works of repositories, theses, data, software and preprints by DOI or title.

Source: https://support.datacite.org/docs/api
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from jupyter_paperlookup.network.services import Pace, Service
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import normalised_doi
from jupyter_paperlookup.records.names import creators_to_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.plain_text import abstract_text, plain_text
from jupyter_paperlookup.resolvers.resolver import (
    NO_SUCH_WORK,
    Question,
    decoded,
    first,
    member,
    objects,
    raw,
    text,
    work,
    works,
)

_ROWS = 5
_TYPES = {
    "JournalArticle": "article-journal",
    "ConferencePaper": "paper-conference",
    "Preprint": "article",
    "Book": "book",
    "BookChapter": "chapter",
    "Dissertation": "thesis",
    "Report": "report",
    "Dataset": "dataset",
    "Software": "software",
}
# Lucene's own signs, which a title may hold.
_SIGNS = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]')


class DataCite:
    service = Service(
        name="datacite",
        label="DataCite",
        purpose="theses, data, software and preprints by DOI or title",
        base="https://api.datacite.org",
        pace=Pace(seconds=0.33),
    )

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        for record in records:
            if doi := normalised_doi(record.doi):
                path = f"/dois/{quote(doi, safe='')}"
                yield Question(
                    path=path, keys=(record.key,), found_by="identifier", absent=NO_SUCH_WORK
                )
            elif record.title:
                words = _SIGNS.sub(" ", record.plain_title)[:300]
                yield Question(
                    path="/dois",
                    keys=(record.key,),
                    found_by="title",
                    parameters={"query": f'titles.title:"{words}"', "page[size]": str(_ROWS)},
                )

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        data = member(decoded(self.service.label, body), "data")
        label = self.service.label
        found = works(label, data) if isinstance(data, list) else [work(label, data)]
        return [
            Candidate(from_csl(item), self.service.name, question.found_by, raw=raw(each))
            for each in found
            if (item := _csl(work(label, each.get("attributes"))))
        ]


def _csl(said: Mapping[str, Any]) -> dict[str, Any] | None:
    titles = [each for each in objects(said.get("titles")) if not each.get("titleType")]
    title = plain_text(titles[0].get("title")) if titles else ""
    if not title:
        return None
    general = text(member(said, "types", "resourceTypeGeneral"))
    item = {
        "type": _TYPES.get(general, "document"),
        "genre": "Preprint" if general == "Preprint" else "",
        "title": title,
        "author": _names(said.get("creators")),
        "issued": _issued(said),
        "abstract": _abstract(said),
        "container-title": plain_text(member(said, "container", "title")),
        "volume": text(member(said, "container", "volume")),
        "issue": text(member(said, "container", "issue")),
        "page": text(member(said, "container", "firstPage")),
        "publisher": plain_text(member(said, "publisher", "name") or said.get("publisher")),
        "version": text(said.get("version")),
        "DOI": text(said.get("doi")),
        "URL": first(said.get("url")),
    }
    return {name: value for name, value in item.items() if value}


def _names(value: Any) -> list[dict[str, str]]:
    creators = []
    for each in objects(value):
        family, given = text(each.get("familyName")), text(each.get("givenName"))
        name = text(each.get("name"))
        if family:
            creators.append({"family": family, "given": given})
        elif text(each.get("nameType")) == "Organizational":
            creators.append({"literal": name})
        else:
            creators += creators_to_csl((creator_of(name),))
    return [each for each in creators if any(each.values())]


def _issued(said: Mapping[str, Any]) -> dict[str, Any] | None:
    days = {
        text(each.get("dateType")): text(each.get("date")) for each in objects(said.get("dates"))
    }
    day = days.get("Issued") or days.get("Available") or days.get("Submitted") or ""
    if match := re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", day):
        return {"date-parts": [[int(part) for part in match.groups() if part]]}
    year = said.get("publicationYear")
    return {"date-parts": [[year]]} if isinstance(year, int) else None


def _abstract(said: Mapping[str, Any]) -> str:
    for each in objects(said.get("descriptions")):
        if each.get("descriptionType") == "Abstract":
            return abstract_text(each.get("description"))
    return ""
