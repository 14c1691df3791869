"""Zotero as a source: the program on this machine and zotero.org, spoken to as they ask for it."""
