r"""Where the bibliography of a document stands, in the form of each dialect.

HTML and text keep the references between two comments; the others name the place, and their tools
write the references there: `::: {#refs}` of pandoc, `{bibliography}` of MyST and Sphinx,
`\bibliography`, `\printbibliography` and `thebibliography` of LaTeX.
"""

from __future__ import annotations

import re

import msgspec

from jupyter_paperlookup.citing.citation import Dialect

BEGIN = "<!-- paperlookup:bibliography -->"
END = "<!-- /paperlookup:bibliography -->"
BIBLIOGRAPHY_FILE = "references"

_REFS = r"^:{3,}[ \t]*\{\#refs(?P<refs>[^}\n]*)\}[ \t]*\n(?:[ \t]*\n)*:{3,}(?=[ \t]*$)"
_DIRECTIVE = (
    r"^(?P<fence>`{3,}|:{3,})\{bibliography\}(?P<files>[^\n]*)\n(?P<options>.*?)"
    r"^(?P=fence)(?=[ \t]*$)"
)
_STYLE = r"\\bibliographystyle\{(?P<style>[^{}]*)\}"
_FORMS: tuple[tuple[Dialect, str], ...] = (
    ("html", rf"^[ \t]*{re.escape(BEGIN)}.*?{re.escape(END)}"),
    ("pandoc", _REFS),
    ("pandoc", r"""^<div\s+id=["']?refs["']?\s*>\s*</div>"""),
    ("myst", _DIRECTIVE),
    ("latex", rf"^(?:{_STYLE}\s*)?\\bibliography\{{(?P<bib>[^{{}}]*)\}}"),
    ("latex", r"^\\printbibliography(?:\[(?P<print>[^\[\]]*)\])?"),
    ("latex", r"^\\begin\{thebibliography\}.*?\\end\{thebibliography\}"),
)
_PATTERNS = [(dialect, re.compile(form, re.MULTILINE | re.DOTALL)) for dialect, form in _FORMS]
_WRITTEN: dict[Dialect, str] = {
    "pandoc": "::: {#refs}\n:::",
    "myst": "```{bibliography}\n```",
    "latex": f"\\bibliographystyle{{plain}}\n\\bibliography{{{BIBLIOGRAPHY_FILE}}}",
}


class FoundBibliography(msgspec.Struct, frozen=True):
    """A bibliography in a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        dialect: In whose form it stands; `text` has the form of `html`.
        settings: Its own settings, such as names of files, which only its dialect knows.
    """

    start: int
    end: int
    dialect: Dialect
    settings: str = ""


def bibliographies_in(text: str) -> tuple[FoundBibliography, ...]:
    """The bibliographies of a cell or a document, in order."""
    found: list[FoundBibliography] = []
    for dialect, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(each.start < match.end() and match.start() < each.end for each in found):
                continue
            settings = [
                value.strip()
                for name, value in match.groupdict().items()
                if value and name not in {"colons", "fence"}
            ]
            ours = f"plain {BIBLIOGRAPHY_FILE}"
            own = " ".join(filter(None, settings))
            found.append(
                FoundBibliography(match.start(), match.end(), dialect, "" if own == ours else own)
            )
    return tuple(sorted(found, key=lambda each: each.start))


def write_bibliography(dialect: Dialect, references: str) -> str:
    """A bibliography in a dialect.

    Args:
        dialect: One of the dialects.
        references: What stands between the comments of `html` and `text`.
    """
    return _WRITTEN.get(dialect) or between_comments(references)


def between_comments(references: str) -> str:
    """References, paragraphs of Markdown, as `html` and `text` keep them."""
    return f"{BEGIN}\n\n{references}\n\n{END}" if references else f"{BEGIN}\n{END}"
