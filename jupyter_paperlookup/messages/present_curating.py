"""How records came to be as they are, and which may be one work, as messages."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_paperlookup.library import Contribution, RelatedVersion, Suggestion
from jupyter_paperlookup.library.contribution import BY_HAND
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.records import Record, to_csl


def curation(
    record: Record,
    aliases: Sequence[str],
    contributions: Sequence[Contribution],
    versions: Sequence[RelatedVersion],
) -> http.CurationResponse:
    """Who says what of a record, and what else leads to it."""
    return http.CurationResponse(
        key=record.key,
        aliases=list(aliases),
        origins=dict(record.facts.origins),
        contributions=[contribution(each) for each in contributions],
        versions=[version(each) for each in versions],
    )


def contribution(said: Contribution) -> http.ContributionInfo:
    """What one source says of a record; what a person typed has no line."""
    return http.ContributionInfo(
        source=said.source,
        kind=said.kind,
        line=0 if said.kind == BY_HAND else said.line,
        entry=said.entry,
        item=to_csl(said.record, with_facts=False),
        decides=list(said.decides),
        is_gone=said.gone,
    )


def version(related: RelatedVersion) -> http.VersionInfo:
    """A linked version in a few words."""
    record = related.record
    return http.VersionInfo(
        relation=related.relation,
        key=record.key,
        title=record.plain_title,
        short_creators=record.short_creators,
        year=record.year,
    )


def suggestion(pair: Suggestion, first: Record, second: Record) -> http.SuggestionInfo:
    """Two records side by side, and what speaks for their being one work."""
    return http.SuggestionInfo(
        kind=pair.kind,
        first=_paper(first),
        second=_paper(second),
        evidence=list(pair.evidence),
        score=pair.score,
    )


def _paper(record: Record) -> http.SuggestedPaper:
    return http.SuggestedPaper(
        key=record.key,
        title=record.plain_title,
        creators="; ".join(creator.full_name for creator in record.author)
        or record.facts.organization,
        year=record.year,
        container=str(record.other.get("container-title", "")),
        sources=list(record.facts.sources),
    )
