"""LaTeX commands that stand for a sign, an accent or a change of type."""

from __future__ import annotations

import re
from functools import cache

from pylatexenc.latexencode import get_builtin_uni2latex_dict

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
    # In mathematics the same accents have names.
    "hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "dot": "\u0307", "ddot": "\u0308",
}  # fmt: skip

_OWN_SIGNS = {
    "textbackslash": "\\", "backslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textless": "<", "textgreater": ">", "textbar": "|", "vert": "|", "mid": "|",
    "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
    "textunderscore": "_", "textdollar": "$", "textquotesingle": "'", "textquotedbl": '"',
    "textasciigrave": "`", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "lq": "‘", "rq": "’", "endash": "–", "emdash": "—",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "aa": "å", "AA": "Å",
    "sim": "~", "times": "×", "cdot": "·", "deg": "°", "texttrademark": "™", "euro": "€",
    "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ", "and": " ", "P": "¶",
    "S": "§", "copyright": "©", "pounds": "£", "epsilon": "ε", "varepsilon": "ε", "phi": "φ",
    "mu": "μ", "to": "→", "leq": "≤", "geq": "≥", "le": "≤", "ge": "≥", "ne": "≠", "neq": "≠",
    "ell": "ℓ", "log": "log", "exp": "exp", "min": "min", "max": "max", "sin": "sin", "cos": "cos",
}  # fmt: skip

# Commands that change how text looks or breaks and say nothing themselves.
SILENT = frozenset(
    """
    emph em textit it itshape textbf bf bfseries textsc sc scshape texttt tt ttfamily textrm rm
    rmfamily textsf sf sffamily textsl sl slshape textup upshape textmd textnormal normalfont text
    mbox hbox ensuremath mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathnormal
    boldsymbol bm boldmath unboldmath displaystyle textstyle limits left right big Big bigl bigr
    protect relax nolinebreak nobreak allowbreak smaller small large uppercase MakeUppercase
    lowercase MakeLowercase url path nolinkurl textsuperscript textsubscript underline enquote
    capitalisewords NoCaseChange
    """.split()
)
# Commands, and declarations for the rest of a group, that CSL has an element for.
ELEMENTS = {
    "emph": "i", "textit": "i", "textsl": "i", "textbf": "b", "textsuperscript": "sup",
    "textsubscript": "sub", "textsc": "sc",
}  # fmt: skip
DECLARATIONS = {
    "em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b",
    "sc": "sc", "scshape": "sc",
}  # fmt: skip

# Commands whose first argument nobody reads: a sort key, a target, a colour.
SKIPS_ARGUMENT = frozenset({"noopsort", "href", "textcolor", "color", "label", "vspace", "hspace"})


@cache
def signs() -> dict[str, str]:
    """Command names to the characters that they stand for; built at first use."""
    table: dict[str, str] = {}
    for codepoint, latex in get_builtin_uni2latex_dict().items():
        match = re.fullmatch(r"(?:\\ensuremath\{)?\{?\\([A-Za-z]+)\}?\}?", latex)
        if match:
            table.setdefault(match[1], chr(codepoint))
    return table | _OWN_SIGNS
