"""What the picker is made of: ipywidgets' own controls, each with a name for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import ipywidgets as widgets

from jupyter_paperlookup.citing import DIALECTS, InsertionKind
from jupyter_paperlookup.formatting.locales import LOCALES
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.notebook.markup import escaped, scrolled

VISIBLE_RESULTS = 8

_BUTTONS = {
    "citation": ("Insert citation", "Insert the citation into the last Markdown cell used"),
    "reference": ("Insert reference", "Insert the formatted reference into that cell"),
    "bibtex": ("Insert BibTeX", "Insert the BibTeX stub into that cell"),
}
_PREVIEWS = {"citation": "Citation", "reference": "Reference", "bibtex": "BibTeX"}
_DIALECT_LABELS = {
    "html": "HTML (any notebook)",
    "pandoc": "Pandoc and Quarto",
    "myst": "MyST",
    "latex": "LaTeX",
    "text": "Plain text",
}
_WIDE = {"width": "auto"}
_HIDDEN = {"display": "none"}
_LABELLED = {"description_width": "8em"}


class Controls:
    """The controls of one picker, without behaviour.

    Attributes:
        search: What to look for.
        meant: Offers other words; not there while there are none.
        offered: These words.
        results: The papers found; several can be chosen.
        previews: For each kind of insertion, what it would write.
        buttons: One button for each kind of insertion.
        status: One sentence about what happened last, a live region.
    """

    def __init__(self, styles: Styles, *, style: str, locale: str, dialect: str) -> None:
        self.search = widgets.Text(
            description="Search papers",
            placeholder="Words, author:name, year:2023",
            tooltip="Words, author:name, year:2023, a phrase in quotes, -word",
            continuous_update=True,
            layout=_WIDE,
            style=_LABELLED,
        )
        self.offered = ""
        self.meant = widgets.Button(tooltip="Search for these words", layout=_HIDDEN)
        self.results = widgets.SelectMultiple(
            description="Results",
            tooltip="Papers found; Shift or Ctrl chooses several",
            rows=VISIBLE_RESULTS,
            layout=_WIDE,
            style=_LABELLED,
        )
        self.style = _menu(
            "Style",
            "Citation style",
            [(info.title, info.name) for info in styles.list()],
            styles.get(style).info.name,
        )
        own_language = ("The style's own", "")
        languages = [(f"{title} ({code})", code) for code, title in LOCALES.items()]
        self.locale = _menu("Language", "Language of the style", [own_language, *languages], locale)
        dialects = [(_DIALECT_LABELS[name], name) for name in DIALECTS]
        self.dialect = _menu("Write as", "How a citation is written", dialects, dialect)
        self.previews = {kind: _preview(kind) for kind in get_args(InsertionKind)}
        self.buttons = {kind: _button(kind) for kind in get_args(InsertionKind)}
        self.status = widgets.HTML()

    def all(self) -> list[Any]:
        """From top to bottom, which is also the order of Tab."""
        menus = widgets.HBox([self.style, self.locale, self.dialect], layout={"flex_flow": "wrap"})
        buttons = widgets.HBox(list(self.buttons.values()), layout={"flex_flow": "wrap"})
        return [
            self.search,
            self.meant,
            self.results,
            menus,
            *self.previews.values(),
            buttons,
            self.status,
        ]

    def show_preview(self, kind: InsertionKind, text: str) -> None:
        """Show a text as text, whatever is in it."""
        self.previews[kind].value = scrolled(text, _PREVIEWS[kind]) if text else ""

    def offer(self, words: str) -> None:
        """Offer other words than those that were typed; none takes the offer away."""
        self.offered = words
        self.meant.description = f"Did you mean: {printable(words)}" if words else ""
        self.meant.layout = _WIDE if words else _HIDDEN

    def say(self, sentence: str) -> None:
        """Show a sentence and let screen readers speak it."""
        self.status.value = f'<div role="status" aria-live="polite">{escaped(sentence)}</div>'

    def enable_buttons(self, *, enabled: bool) -> None:
        for button in self.buttons.values():
            button.disabled = not enabled


def _menu(name: str, tooltip: str, options: Sequence[tuple[str, str]], value: str) -> Any:
    return widgets.Dropdown(
        description=name, tooltip=tooltip, options=options, value=value, style=_LABELLED
    )


def _button(kind: str) -> Any:
    name, tooltip = _BUTTONS[kind]
    return widgets.Button(description=name, tooltip=tooltip, disabled=True)


def _preview(kind: str) -> Any:
    return widgets.HTML(description=_PREVIEWS[kind], layout=_WIDE, style=_LABELLED)
