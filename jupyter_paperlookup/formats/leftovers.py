"""The texts of a source by their names, handed out once; what is left is kept with the record."""

from __future__ import annotations

import re
from collections.abc import Mapping


class Leftovers:
    """Texts by name; each can be taken once.

    Args:
        texts: Any number of texts for each name, in their order.
    """

    def __init__(self, texts: Mapping[str, list[str]]) -> None:
        self._texts = {name: list(each) for name, each in texts.items()}

    def first(self, *names: str, only: re.Pattern[str] | None = None) -> str:
        """The first text of the first of these names that has any; empty if none has.

        Args:
            names: Where to look.
            only: The form that the whole text must have.
        """
        for name in names:
            texts = self._texts.get(name)
            if texts and (only is None or only.fullmatch(texts[0])):
                return texts.pop(0)
        return ""

    def all(self, *names: str) -> list[str]:
        """All texts of the first of these names that has any."""
        return next((self._texts.pop(name) for name in names if self._texts.get(name)), [])

    def give_back(self, name: str, *texts: str) -> None:
        """Texts that say nothing, or not all, after all; they stand first again."""
        if given := [text for text in texts if text]:
            self._texts[name] = [*given, *self._texts.get(name, [])]

    @property
    def left(self) -> dict[str, list[str]]:
        """All texts that nobody has taken."""
        return {name: texts for name, texts in self._texts.items() if texts}


def kept_texts(
    other: Mapping[str, object], source: str, form: re.Pattern[str]
) -> dict[str, list[str]]:
    """What an earlier reading has left, as it stands under `custom`.

    Args:
        other: The record's further variables.
        source: The name under `custom`.
        form: What a name must be like: a record may come from anywhere.
    """
    custom = other.get("custom")
    kept = custom.get(source) if isinstance(custom, Mapping) else None
    if not isinstance(kept, Mapping):
        return {}
    return {
        name: [text for text in texts if isinstance(text, str)]
        for name, texts in kept.items()
        if isinstance(name, str) and form.fullmatch(name) and isinstance(texts, list)
    }
