"""The variables and types of CSL, by what they hold.

Source: https://github.com/citation-style-language/schema, `csl-data.json`.
"""

from __future__ import annotations

CSL_TYPES = frozenset(
    """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic
collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
interview legal_case legislation manuscript map motion_picture musical_score pamphlet
paper-conference patent performance periodical personal_communication post post-weblog regulation
report review review-book software song speech standard thesis treaty webpage
""".split()
)

NAME_VARIABLES = frozenset(
    """
author chair collection-editor compiler composer container-author contributor curator director
editor editorial-director executive-producer guest host interviewer illustrator narrator organizer
original-author performer producer recipient reviewed-author script-writer series-creator translator
""".split()
)

DATE_VARIABLES = frozenset(
    "accessed available-date event-date issued original-date submitted".split()
)

LONG_TEXT_VARIABLES = frozenset("abstract annote note".split())

TEXT_VARIABLES = LONG_TEXT_VARIABLES | frozenset(
    """
archive archive_collection archive_location archive-place authority call-number chapter-number
collection-number collection-title container-title container-title-short dimensions division DOI
edition event event-title event-place genre ISBN ISSN issue journalAbbreviation jurisdiction
keyword language medium number number-of-pages number-of-volumes original-publisher
original-publisher-place original-title page page-first part-number part-title PMCID PMID
printing-number publisher publisher-place references reviewed-genre reviewed-title scale section
shortTitle source status supplement-number title title-short URL version volume volume-title
""".split()
)

RICH_VARIABLES = frozenset(
    """
annote abstract collection-title collection-title-short container-title container-title-short event
event-title genre medium note original-title original-publisher part-title publisher
reviewed-genre reviewed-title section source status title title-short volume-title
volume-title-short
""".split()
)
"""Those whose text may be rich text, as `rich_text.py` reads it."""

VARIABLES = TEXT_VARIABLES | NAME_VARIABLES | DATE_VARIABLES | {"type"}
"""What a person may write into a record; its key is no variable."""
