"""A digest as an HTML document that mail clients show, too.

They know tables and styles at the elements, and little more: no script, no image, no font is loaded
from anywhere, so nobody learns that the mail was opened.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from jupyter_paperlookup.digest.content import Digest
from jupyter_paperlookup.records.printable import printable_lines


def digest_as_html(digest: Digest, footer: str = "") -> str:
    """The whole document.

    Args:
        digest: What it holds; every text of it is taken for text.
        footer: A line at its end: why it came, and how it ceases to come.
    """
    return _template().render(digest=digest, footer=footer)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("jupyter_paperlookup.digest"),
        autoescape=True,
        undefined=StrictUndefined,
        # Whatever is written goes through it: nothing can be forgotten.
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("digest.html.jinja")


def _harmless(value: object) -> object:
    return printable_lines(value) if isinstance(value, str) else value
