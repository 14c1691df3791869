"""The face of formatting: CSL items to a citation and references in a style, locale and form."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formatting.citeproc import Rendered, run_citeproc
from jupyter_paperlookup.formatting.locales import check_locale, style_locale
from jupyter_paperlookup.formatting.markup import TARGETS, Target, write
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.formatting.styled_text import StyledText
from jupyter_paperlookup.formatting.styles import Style, Styles
from jupyter_paperlookup.records import Cite, CslItem

MAX_ITEMS = 2_000
MAX_CITES = 10_000
CACHED_RUNS = 256
CACHED_PARTS = 20_000
"""How many items and citations the runs that are kept may have together."""

# What a style must hold for a citation to depend on those before it.
_LOOKS_BACK = re.compile(rb"\bposition=|-subsequent-|first-reference-note-number")


class Formatted(msgspec.Struct, frozen=True):
    """One citation, and the references of the items, each one line without an end of line.

    ``references`` are in the order of the items, ``bibliography`` holds the same in the order
    that the style wants.
    """

    citation: str
    references: tuple[str, ...]
    bibliography: tuple[str, ...]


class FormattedDocument(msgspec.Struct, frozen=True):
    """The citations of a whole text, in its order, and references as in ``Formatted``.

    ``order`` holds the position of the item of each line of ``bibliography``.
    """

    citations: tuple[str, ...]
    references: tuple[str, ...]
    bibliography: tuple[str, ...]
    order: tuple[int, ...] = ()


class Formatter:
    """Formats references through pandoc; may be shared by threads.

    Args:
        styles: Where styles are looked up.
        timeout_seconds: For a run over up to 100 items; longer lists get more, see `format`.
        pandoc: The program; None finds it.
    """

    def __init__(
        self, styles: Styles, *, timeout_seconds: float = 20, pandoc: Pandoc | None = None
    ) -> None:
        self.styles = styles
        self._timeout_seconds = timeout_seconds
        self._pandoc = pandoc or Pandoc()
        self._runs: OrderedDict[bytes, Rendered] = OrderedDict()
        self._lock = threading.Lock()

    def format(
        self,
        items: Sequence[CslItem],
        *,
        cites: Sequence[Cite] = (),
        style: str | Style = "apa",
        locale: str | None = None,
        to: Target = "text",
    ) -> Formatted:
        """Format items as one citation and as references.

        Args:
            items: CSL-JSON items, at most `MAX_ITEMS`. They are formatted together, because
                numbers and year suffixes depend on each other.
            cites: The citation, by the items' ids; none cites every item in its order.
            style: The name of a style, or a style that was read already.
            locale: A CSL locale; None takes the style's own, else en-US.
            to: text, html, markdown or latex.

        Raises:
            UnknownStyle, UnknownLocale: There is none of this name here.
            InvalidRequest: Too many items, a cite without its item, or no such form.
            FormattingFailed: pandoc is missing, too slow, or refuses the style.
        """
        group = cites or [Cite(key=str(item.get("id", ""))) for item in items]
        whole = self.format_document(
            items, [group] if group else [], style=style, locale=locale, to=to
        )
        return Formatted(
            citation=whole.citations[0] if whole.citations else "",
            references=whole.references,
            bibliography=whole.bibliography,
        )

    def format_document(
        self,
        items: Sequence[CslItem],
        citations: Sequence[Sequence[Cite]],
        *,
        style: str | Style = "apa",
        locale: str | None = None,
        to: Target = "text",
        anchors: Sequence[str] = (),
    ) -> FormattedDocument:
        """Format all citations of a text together: numbers, "ibid." and suffixes depend on it.

        Args and errors as for `format`; ``citations`` are in the order of the text. ``anchors``
        are names of places in the page, of letters, digits and hyphens, one for each item: in
        HTML the words of a work in a citation become a link to its place.
        """
        if to not in TARGETS:
            raise InvalidRequest(f"No references in {to!r}: choose {', '.join(TARGETS)}.")
        _check_bounds(items, citations)
        found = self.styles.get(style) if isinstance(style, str) else style
        code = check_locale(locale) if locale else style_locale(found.info.default_locale)
        rendered = self._rendered(items, citations, found, code, linked=bool(anchors))
        references = tuple(write(text, to) for text in rendered.references)
        return FormattedDocument(
            citations=tuple(write(_led(text, anchors), to) for text in rendered.citations),
            references=references,
            bibliography=tuple(references[position] for position in rendered.order),
            order=rendered.order,
        )

    def _rendered(
        self,
        items: Sequence[CslItem],
        citations: Sequence[Sequence[Cite]],
        style: Style,
        locale: str,
        *,
        linked: bool,
    ) -> Rendered:
        if not items:
            return Rendered(citations=(), references=(), order=())
        if not _LOOKS_BACK.search(style.xml):
            # What says the same reads the same: the more of it, the less there is to do.
            groups = list(map(tuple, citations))
            once = list(dict.fromkeys(groups))
            if len(once) < len(groups):
                rendered = self._rendered(items, once, style, locale, linked=linked)
                words = dict(zip(once, rendered.citations, strict=True))
                return msgspec.structs.replace(
                    rendered, citations=tuple(words[group] for group in groups)
                )
        key = _content_key(items, citations, style, f"{locale} {linked}")
        with self._lock:
            if key in self._runs:
                self._runs.move_to_end(key)
                return self._runs[key]
        rendered = run_citeproc(
            self._pandoc,
            items,
            citations,
            style=style,
            locale=locale,
            timeout_seconds=self._allowed_seconds(len(items)),
            linked=linked,
        )
        self._keep(key, rendered)
        return rendered

    def _keep(self, key: bytes, rendered: Rendered) -> None:
        with self._lock:
            self._runs[key] = rendered
            parts = sum(map(_parts, self._runs.values()))
            while len(self._runs) > 1 and (parts > CACHED_PARTS or len(self._runs) > CACHED_RUNS):
                parts -= _parts(self._runs.popitem(last=False)[1])

    def _allowed_seconds(self, items: int) -> float:
        # Telling authors apart costs citeproc the square of a long list.
        return self._timeout_seconds * max(1.0, (items / 300) ** 2)


def _parts(rendered: Rendered) -> int:
    return len(rendered.references) + len(rendered.citations)


def _led(text: StyledText, anchors: Sequence[str]) -> StyledText:
    """A citation whose links lead to places in the page."""
    return tuple(
        msgspec.structs.replace(run, url=f"#{anchors[int(run.url.removeprefix('#item'))]}")
        if run.url.startswith("#item")
        else run
        for run in text
    )


def _content_key(
    items: Sequence[CslItem], citations: Sequence[Sequence[Cite]], style: Style, asked: str
) -> bytes:
    digest = hashlib.sha256(style.xml)
    content = (
        [dict(item) for item in items],
        [list(map(msgspec.structs.astuple, group)) for group in citations],
        asked,
    )
    digest.update(json.dumps(content, default=repr).encode("ascii"))
    return digest.digest()


def _check_bounds(items: Sequence[CslItem], citations: Sequence[Sequence[Cite]]) -> None:
    if len(items) > MAX_ITEMS:
        raise InvalidRequest(
            f"{len(items)} references at once are too many: format at most {MAX_ITEMS}."
        )
    if sum(map(len, citations)) > MAX_CITES or len(citations) > MAX_CITES:
        raise InvalidRequest(f"One text can hold at most {MAX_CITES} cites.")
    keys = {str(item.get("id", "")) for item in items}
    for group in citations:
        if not group:
            raise InvalidRequest("A citation needs at least one work.")
        for cite in group:
            if cite.key not in keys:
                raise InvalidRequest(f"{cite.key[:80]!r} is cited but not among the items.")
