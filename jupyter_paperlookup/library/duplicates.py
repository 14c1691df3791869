"""When two entries are one work: equal identifiers, never a likeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    normalised_doi,
    normalised_isbn,
    normalised_pmcid,
    normalised_pmid,
    normalised_title,
)
from jupyter_paperlookup.records.preprint import is_preprint

PREPRINT = "arxiv:"
"""How the identity of a preprint begins: its arXiv id follows."""
PUBLISHED = "published:arxiv:"
"""How the identity of a published work begins that names its preprint: the arXiv id follows."""

# Pages of one site name a paper by its title alone, and so do the facts gathered about them.
TITLE_NAMES_THE_WORK = frozenset({"captured_page", "title_facts"})


def identities(record: Record, kind: str) -> Iterator[str]:
    """The names under which a source knows a work; entries that share one are one record.

    Args:
        record: What the source says.
        kind: The source's format.
    """
    if record.arxiv:
        yield (PREPRINT if is_preprint(record) else PUBLISHED) + record.arxiv
    doi = normalised_doi(record.doi)
    if doi and not arxiv_from_doi(doi):
        yield f"doi:{doi}"
    if pmid := normalised_pmid(record.other.get("PMID")):
        yield f"pmid:{pmid}"
    if pmcid := normalised_pmcid(record.other.get("PMCID")):
        yield f"pmcid:{pmcid}"
    isbn = normalised_isbn(record.other.get("ISBN"))
    for title in filter(None, _titles(record.title)):
        if kind in TITLE_NAMES_THE_WORK:
            yield f"title:{title}"
        if isbn:
            yield identity_of_isbn(isbn) + title
        if record.key:
            yield key_and_title(record.key, title)


def other_version(identity: str) -> str:
    """The identity that the published version of a preprint has, or its preprint; else empty.

    A published work may name the preprint that it was: they have the arXiv id in common, and are
    two records, since they are cited differently.
    """
    for one, other in ((PREPRINT, PUBLISHED), (PUBLISHED, PREPRINT)):
        if identity.startswith(one):
            return other + identity.removeprefix(one)
    return ""


def identities_of_record(
    contributions: Sequence[Contribution], keys: Iterable[str], title: str
) -> list[str]:
    """The names under which anybody knows a record.

    Args:
        contributions: What its sources say of it.
        keys: All keys that it has or had.
        title: Its title.
    """
    names = [name for each in contributions for name in identities(each.record, each.kind)]
    own = [key_and_title(key, title) for key in keys] if title else []
    return list(dict.fromkeys(names + own))


def contradict(one: Record, other: Record) -> bool:
    """Whether two records are two works, whatever else they share: two arXiv ids, or two DOIs.

    Some programs give published works an arXiv id that is not theirs, so two of those need more
    than the id in common.
    """
    if one.arxiv and other.arxiv:
        if one.arxiv != other.arxiv:
            return True
        if is_preprint(one) or is_preprint(other):
            return False
    dois = [normalised_doi(each.doi) for each in (one, other)]
    published = {doi for doi in dois if doi and not arxiv_from_doi(doi)}
    if one.arxiv and one.arxiv == other.arxiv and not all(dois):
        return normalised_title(one.title) != normalised_title(other.title)
    return len(published) > 1


def _titles(title: str) -> Iterator[str]:
    """A title as names have it; one with tags also as it was while they were taken for words."""
    yield normalised_title(title)
    if "</" in title:
        yield normalised_title(title.replace("<", " "))


def identity_of_isbn(isbn: str) -> str:
    """How the identities begin of all that appeared in a book: the title follows."""
    return f"isbn:{isbn} title:"


def key_and_title(key: str, title: str) -> str:
    """The identity of an entry that comes back with the key it left with, and the same title."""
    return f"key:{key.casefold()} title:{normalised_title(title)}"
