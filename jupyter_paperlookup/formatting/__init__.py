"""Records to references: CSL styles and locales, run by pandoc's citeproc."""

from __future__ import annotations
