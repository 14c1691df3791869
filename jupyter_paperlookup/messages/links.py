"""Addresses of a record that are safe to open in a browser."""

from __future__ import annotations

from jupyter_paperlookup.messages.http import PaperLink
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.web_address import is_web_address, web_addresses

__all__ = ["is_web_address", "links_of"]


def links_of(record: Record) -> list[PaperLink]:
    """The pages of a record, each once: its DOI, its arXiv page, its own URL."""
    return [PaperLink(label=each.label, url=each.url) for each in web_addresses(record)]
