"""Which records are preprints, and which are published works that name their preprint."""

from __future__ import annotations

from jupyter_paperlookup.records.identifiers import normalised_doi
from jupyter_paperlookup.records.record import Record

# Who registers DOIs for preprints: arXiv, bioRxiv and medRxiv, Research Square, PsyArXiv, OSF,
# ChemRxiv, Preprints.org, SSRN, TechRxiv.
_PREPRINT_DOIS = tuple(
    f"10.{number}/" for number in (48550, 1101, 21203, 31234, 31219, 26434, 20944, 2139, 36227)
)


def is_preprint(record: Record) -> bool:
    """Whether a record is known as a preprint alone: not also as published."""
    doi = normalised_doi(record.doi)
    if doi and not doi.startswith(_PREPRINT_DOIS):
        return False
    container = str(record.other.get("container-title", "")).strip().lower()
    # DBLP files what is on arXiv under its old name, CoRR.
    if container and "rxiv" not in container and container != "corr" and not doi:
        return False
    genre = str(record.other.get("genre", "")).lower()
    is_named_so = "preprint" in genre or "rxiv" in container or container == "corr"
    return bool(doi or record.arxiv or is_named_so)


def is_published(record: Record) -> bool:
    """Whether a record is known to be more than a preprint: it has a DOI or a place for that."""
    is_somewhere = bool(record.doi or record.other.get("container-title"))
    return is_somewhere and not is_preprint(record)
