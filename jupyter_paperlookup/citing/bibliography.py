r"""Where the bibliography of a document stands, in the form of each dialect.

HTML and text keep the references between two comments; the others name the place, and their tools
write the references there: `::: {#refs}` of pandoc, `{bibliography}` of MyST and Sphinx,
`\bibliography`, `\printbibliography` and `thebibliography` of LaTeX.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

import msgspec

from jupyter_paperlookup.citing.citation import Dialect
from jupyter_paperlookup.citing.uncited import (
    COMMANDS,
    YAML_WITH_NOCITE,
    commands,
    comment_data,
    directive_content,
    keys_in_commands,
    keys_in_comment,
    keys_in_directive,
    keys_in_yaml,
    yaml_block,
)

BEGIN = "<!-- paperlookup:bibliography -->"
_BEGIN_WITH = "<!-- paperlookup:bibliography %s-->"
END = "<!-- /paperlookup:bibliography -->"
BIBLIOGRAPHY_FILE = "references"

_BEGIN = r"<!-- paperlookup:bibliography (?P<data>\{[^<>\n]*\} )?-->"
_REFS = r"^:{3,}[ \t]*\{\#refs(?P<refs>[^}\n]*)\}[ \t]*\n(?:[ \t]*\n)*:{3,}(?=[ \t]*$)"
# No form looks behind the next beginning of its kind: else a text of beginnings alone takes hours.
_REFERENCES = r"[^<]*+(?:<(?!!-- /?paperlookup:bibliography )[^<]*+)*+"
_DIRECTIVE = (
    r"^(?P<fence>`{3,20}|:{3,20})\{bibliography\}(?P<files>[^\n]*)\n"
    r"(?P<options>(?:(?!(?P=fence))[^\n]*\n)*+)(?P=fence)(?=[ \t]*$)"
)
_BY_HAND = (
    r"^\\begin\{thebibliography\}[^\\]*+(?:\\(?!(?:begin|end)\{thebibliography\})[^\\]*+)*+"
    r"\\end\{thebibliography\}"
)
_STYLE = r"\\bibliographystyle\{(?P<style>[^{}]*)\}"
_FORMS: tuple[tuple[Dialect, str], ...] = (
    ("html", rf"^[ \t]*{_BEGIN}{_REFERENCES}{re.escape(END)}"),
    ("pandoc", rf"(?:{YAML_WITH_NOCITE})?{_REFS}"),
    ("pandoc", rf"""(?:{YAML_WITH_NOCITE})?^<div\s+id=["']?refs["']?\s*>\s*</div>"""),
    ("myst", _DIRECTIVE),
    ("latex", rf"(?:{COMMANDS})?^(?:{_STYLE}\s*)?\\bibliography\{{(?P<bib>[^{{}}]*)\}}"),
    ("latex", rf"(?:{COMMANDS})?^\\printbibliography(?:\[(?P<print>[^\[\]]*)\])?"),
    ("latex", _BY_HAND),
)
_PATTERNS = [(dialect, re.compile(form, re.MULTILINE | re.DOTALL)) for dialect, form in _FORMS]


class FoundBibliography(msgspec.Struct, frozen=True):
    """A bibliography in a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        dialect: In whose form it stands; `text` has the form of `html`.
        settings: Its own settings, such as names of files, which only its dialect knows.
        uncited: Keys of works to list though no text cites them; `*` for all.
    """

    start: int
    end: int
    dialect: Dialect
    settings: str = ""
    uncited: tuple[str, ...] = ()


def bibliographies_in(text: str) -> tuple[FoundBibliography, ...]:
    """The bibliographies of a cell or a document, in order."""
    found: list[FoundBibliography] = []
    if "bibliography" not in text and "refs" not in text:
        return ()
    for dialect, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            at = bisect_right(found, match.start(), key=attrgetter("start"))
            is_in_former = at > 0 and match.start() < found[at - 1].end
            is_over_next = at < len(found) and found[at].start < match.end()
            if not is_in_former and not is_over_next:
                found.insert(at, _found(dialect, match))
    return tuple(found)


def write_bibliography(
    dialect: Dialect, references: str, uncited: Sequence[str] = (), *, in_metadata: bool = True
) -> str:
    """A bibliography in a dialect.

    Args:
        dialect: One of the dialects.
        references: What stands between the comments of `html` and `text`.
        uncited: Keys of works to list though no text cites them; `*` for all.
        in_metadata: Whether `html` and `text` leave those to the notebook's metadata.
    """
    if dialect == "pandoc":
        return f"{yaml_block(uncited)}::: {{#refs}}\n:::"
    if dialect == "myst":
        return f"```{{bibliography}}\n{directive_content(uncited)}```"
    if dialect == "latex":
        file = f"\\bibliographystyle{{plain}}\n\\bibliography{{{BIBLIOGRAPHY_FILE}}}"
        return commands(uncited) + file
    return between_comments(references, () if in_metadata else uncited)


def between_comments(references: str, uncited: Sequence[str] = ()) -> str:
    """References, paragraphs of Markdown, as `html` and `text` keep them."""
    begin = _BEGIN_WITH % comment_data(uncited)
    return f"{begin}\n\n{references}\n\n{END}" if references else f"{begin}\n{END}"


def inside_comments(block: str) -> str:
    """What stands between the comments of a bibliography of `html`."""
    return block.partition("-->")[2].rpartition("<!--")[0].strip("\n")


def _found(dialect: Dialect, match: re.Match[str]) -> FoundBibliography:
    named = match.groupdict()
    uncited: tuple[str, ...] = ()
    if dialect == "html":
        uncited = keys_in_comment(named["data"])
    elif dialect == "pandoc":
        uncited = keys_in_yaml(match[0])
    elif dialect == "latex":
        uncited = keys_in_commands(match[0])
    elif dialect == "myst":
        uncited, named["options"] = keys_in_directive(named["options"])
    names = ("refs", "files", "options", "style", "bib", "print")
    settings = " ".join(value.strip() for name in names if (value := named.get(name)))
    ours = f"plain {BIBLIOGRAPHY_FILE}"
    return FoundBibliography(
        match.start(), match.end(), dialect, "" if settings == ours else settings, uncited
    )
