"""DOI content negotiation: any work by its DOI, from whichever agency registered it, as CSL-JSON.

Source: https://citation.crosscite.org/docs.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from jupyter_paperlookup.network.services import Pace, Service
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.identifiers import normalised_doi
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.crossref import csl_of
from jupyter_paperlookup.resolvers.resolver import (
    NO_SUCH_WORK,
    Question,
    decoded,
    first,
    raw,
    unusable,
    work,
)

CSL_JSON = "application/vnd.citationstyles.csl+json"


class DoiOrg:
    service = Service(
        name="doi",
        label="doi.org",
        purpose="any work by its DOI",
        base="https://doi.org",
        # Each agency answers itself.
        hosts=("api.crossref.org", "data.crosscite.org", "api.datacite.org", "data.datacite.org"),
        pace=Pace(seconds=0.33),
    )

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        for record in records:
            if doi := normalised_doi(record.doi):
                yield Question(
                    path=f"/{quote(doi, safe='/')}",
                    keys=(record.key,),
                    found_by="identifier",
                    accept=CSL_JSON,
                    absent=NO_SUCH_WORK,
                )

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        item = work(self.service.label, decoded(self.service.label, body))
        if not item.keys() & _KEPT:
            raise unusable(self.service.label, "a work")
        # Crossref's agency answers with its own names of types, and lists where CSL has texts.
        whole = {**item, **csl_of(item)}
        if not first(item.get("title")):
            return []
        kept = {name: value for name, value in whole.items() if name in _KEPT}
        if "type" in item and "-" not in str(item["type"]):
            kept["type"] = item["type"]
        return [Candidate(from_csl(kept), self.service.name, question.found_by, raw=raw(item))]


_KEPT = frozenset(
    (
        "type title author editor issued container-title volume issue page publisher "
        "publisher-place DOI ISBN ISSN abstract number genre edition"
    ).split()
)
