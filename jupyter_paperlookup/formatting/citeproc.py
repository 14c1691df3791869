"""One run of pandoc's citeproc: CSL items and citations in, styled text out."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from jupyter_paperlookup.formatting.inlines import clean_text, plain_inlines, rich_inlines
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.formatting.reference import reference_meta
from jupyter_paperlookup.formatting.style_file import (
    LOCATOR_LABELS,
    for_citeproc,
    locator_word,
)
from jupyter_paperlookup.formatting.styled_text import (
    Run,
    StyledText,
    blocks_text,
    styled_text,
    tidy,
)
from jupyter_paperlookup.formatting.styles import Style
from jupyter_paperlookup.records import Cite, CslItem

# Labels that were renamed in CSL 1.0.2.
_LABEL_SYNONYMS = {
    "article": "article-locator",
    "title": "title-locator",
    "sub verbo": "sub-verbo",
}
# A word, or the line that stands for the author of the entry before.
_SAYS_WHO = re.compile(r"[^\W\d_]|---|\u2014\u2014|\u2e3a|\u2e3b|___")
_BRACES = str.maketrans("{}", "()")


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """What citeproc made: citations as asked, references by item position, and their order."""

    citations: tuple[StyledText, ...]
    references: tuple[StyledText, ...]
    order: tuple[int, ...]


def run_citeproc(
    pandoc: Pandoc,
    items: Sequence[CslItem],
    citations: Sequence[Sequence[Cite]],
    *,
    style: Style,
    locale: str,
    timeout_seconds: float,
    linked: bool = False,
) -> Rendered:
    """Format the items, and the citations in the order in which they stand in a text.

    If ``linked``, the words of a work in a citation have the url ``#item`` and its position.

    An item for which the style prints no bibliography entry (a note style's undated work, or a
    style without bibliography) gets the words of its first citation as its reference. Where a
    style prints no word of a work, having no use for a bare title, the title is shown.

    Raises:
        FormattingFailed: pandoc is missing, too slow, or refuses the style.
    """
    positions: dict[str, int] = {}
    for position, item in enumerate(items):
        positions.setdefault(str(item.get("id", "")), position)
    groups = [[_cite_node(cite, positions[cite.key]) for cite in group] for group in citations]
    metadata = _metadata(items, style, locale)
    if linked:
        metadata["link-citations"] = {"t": "MetaBool", "c": True}

    def run(groups: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
        blocks = [_paragraph(group) for group in groups] + [_references_place()]
        document = {"meta": metadata, "blocks": blocks}
        return pandoc.citeproc(document, timeout_seconds=timeout_seconds)

    blocks = run(groups)["blocks"]
    entries = _entries(blocks)
    missing = [position for position in range(len(items)) if not entries.get(position)]
    if missing:
        alone = run([[_cite_node(Cite(key=""), position)] for position in missing])["blocks"]
        entries |= dict(zip(missing, _citations(alone), strict=True))
    titles = [_title(item) for item in items]
    cited = [[titles[positions[cite.key]] for cite in group] for group in citations]
    return Rendered(
        citations=tuple(map(_citation_or_titles, _citations(blocks), cited)),
        references=tuple(
            _entry_with_title(entries[position], title) for position, title in enumerate(titles)
        ),
        order=tuple(entries),
    )


def _metadata(items: Sequence[CslItem], style: Style, locale: str) -> dict[str, Any]:
    # The style travels inside the document: pandoc gets no path and no address to open.
    address = "data:application/xml;base64," + b64encode(for_citeproc(style.xml)).decode()
    everything = [_plain_cite(position) for position in range(len(items))]
    references = [reference_meta(item, _identifier(i)) for i, item in enumerate(items)]
    return {
        "csl": {"t": "MetaString", "c": address},
        "lang": {"t": "MetaString", "c": locale},
        "nocite": {"t": "MetaInlines", "c": [{"t": "Cite", "c": [everything, []]}]},
        "references": {"t": "MetaList", "c": references},
    }


def _identifier(position: int) -> str:
    """Name an item inside the document; a user's key could mean something to pandoc."""
    return f"item{position}"


def _plain_cite(position: int) -> dict[str, Any]:
    return _cite_node(Cite(key=""), position)


def _cite_node(cite: Cite, position: int) -> dict[str, Any]:
    mode = "NormalCitation"
    if cite.suppress_author:
        mode = "SuppressAuthor"
    elif cite.author_in_text:
        mode = "AuthorInText"
    return {
        "citationId": _identifier(position),
        "citationPrefix": plain_inlines(clean_text(cite.prefix)),
        "citationSuffix": _suffix(cite),
        "citationMode": {"t": mode},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


def _suffix(cite: Cite) -> list[dict[str, Any]]:
    """Return the locator in pandoc's explicit form, ``{label words}``, then the suffix."""
    locator = clean_text(cite.locator).translate(_BRACES)
    suffix = clean_text(cite.suffix)
    label = _LABEL_SYNONYMS.get(cite.label, cite.label) or "page"
    if not locator:
        # The empty form, so that a suffix that begins with a number is not read as a page.
        return [*plain_inlines("{}"), *_spaced(suffix)] if suffix else []
    words = f"{locator_word(label)} {locator}" if label in LOCATOR_LABELS else f"{label} {locator}"
    return [*plain_inlines(f"{{{words}}}"), *_spaced(suffix)]


def _spaced(suffix: str) -> list[dict[str, Any]]:
    if not suffix:
        return []
    inlines = plain_inlines(suffix)
    return inlines if suffix[0] in ",;:.)" else [{"t": "Space"}, *inlines]


def _paragraph(group: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"t": "Para", "c": [{"t": "Cite", "c": [list(group), []]}]}


def _references_place() -> dict[str, Any]:
    return {"t": "Div", "c": [["refs", [], []], []]}


def _citations(blocks: Sequence[Mapping[str, Any]]) -> list[StyledText]:
    return [styled_text(block["c"]) for block in blocks if block["t"] == "Para"]


def _title(item: CslItem) -> StyledText:
    title = item.get("title")
    return styled_text(rich_inlines(clean_text(title))) if isinstance(title, str) else ()


def _citation_or_titles(citation: StyledText, titles: Sequence[StyledText]) -> StyledText:
    known = [title for title in titles if title]
    if citation or not known:
        return citation
    listed = [run for title in known for run in (Run("; "), *title)]
    return tidy([Run("("), *listed[1:], Run(")")])


def _entry_with_title(entry: StyledText, title: StyledText) -> StyledText:
    words = "".join(run.text for run in entry)
    return entry if _SAYS_WHO.search(words) else tidy([*entry, Run(" "), *title])


def _entries(blocks: Sequence[Mapping[str, Any]]) -> dict[int, StyledText]:
    """Return item position to entry, in the order of the style."""
    entries: dict[int, StyledText] = {}
    for block in blocks:
        if block["t"] == "Div":
            for entry in block["c"][1]:
                name = entry["c"][0][0]
                entries[int(name.removeprefix("ref-item"))] = blocks_text(entry["c"][1])
    return entries
