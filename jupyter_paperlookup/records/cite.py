"""One work inside a citation."""

from __future__ import annotations

import msgspec


class Cite(msgspec.Struct, frozen=True, omit_defaults=True):
    """A work as one citation mentions it.

    Attributes:
        key: Citation key of the record.
        locator: The place inside the work, such as `12-14`; empty for the whole work.
        label: What the locator counts: a CSL locator label, such as `page` or `chapter`.
        prefix: Words before it, such as `see`.
        suffix: Words after it.
        suppress_author: Leave the author out, because the sentence names them.
        author_in_text: The author stands in the sentence, the rest in brackets.
    """

    key: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_in_text: bool = False
