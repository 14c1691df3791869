"""Addresses of a record that are safe to open in a browser."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import msgspec

from jupyter_paperlookup.records.identifiers import arxiv_url, normalised_doi
from jupyter_paperlookup.records.record import Record

_LONGEST_ADDRESS = 2_000
_NEVER_IN_ADDRESS = re.compile(r"[\s\x00-\x20\x7f\\<>\"]")


class WebAddress(msgspec.Struct, frozen=True):
    """An address, and what it leads to in a word: `DOI`, `arXiv`, `Web page`."""

    label: str
    url: str


def web_addresses(record: Record) -> list[WebAddress]:
    """The pages of a record, each once: its DOI, its arXiv page, its own URL.

    What a source calls a URL may be anything: only http and https with a plain host are kept.
    """
    candidates = {
        "DOI": _doi_url(record.doi),
        "arXiv": arxiv_url(record.arxiv) if record.arxiv else "",
        "Web page": record.url.strip(),
    }
    found: list[WebAddress] = []
    for label, url in candidates.items():
        if is_web_address(url) and url not in {address.url for address in found}:
            found.append(WebAddress(label, url))
    return found


def is_web_address(url: str) -> bool:
    """Whether a text is an http or https address that shows the host that it leads to."""
    if len(url) > _LONGEST_ADDRESS or _NEVER_IN_ADDRESS.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def _doi_url(doi: str) -> str:
    return f"https://doi.org/{quote(normalised_doi(doi) and doi, safe='/:;().-_')}" if doi else ""
