"""CSL styles of strangers: values in all their texts, and files that attack who reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from hostile.corpus import ELSEWHERE

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INFO = "<info><title>x</title><id>x</id>{}</info>"
_REST = '<citation><layout><text variable="title"/></layout></citation></style>'
_CALL = '<text macro="{}"/>'
_STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'


def style_of(title: str, values: Iterable[str]) -> str:
    """A style that says each value as words of its own, at the begin, between and at the end.

    Its title, ids and what else it says about itself are the title.
    """
    about, texts = escape(_allowed(title)), [_allowed(value) for value in values]
    first, last = quoteattr(texts[0]), quoteattr(texts[-1])
    said = "".join(
        f"<text value={quoteattr(text)} font-weight='bold'/>"
        f"<text variable='title' prefix={quoteattr(text)} suffix={quoteattr(text)} quotes='true'/>"
        f"<text variable='URL' prefix={quoteattr(text)}/>"
        "<text variable='DOI' prefix='javascript:'/>"
        for text in texts
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{_STYLE[:-1]} default-locale={first}>'
        f"<info><title>{about}</title><title-short>{about}</title-short><id>{about}</id>"
        f"<link href={last} rel='documentation'/><summary>{about}</summary><rights>{about}</rights>"
        f"<author><name>{about}</name></author><category citation-format={first}/></info>"
        f"<locale><terms><term name='page'>{escape(texts[0])}</term>"
        f"<term name='and'>{escape(texts[-1])}</term>"
        f"<term name='open-quote'>{escape(texts[0])}</term></terms></locale>"
        f"<macro name='said'>{said}</macro>"
        f"<citation><layout prefix={first} suffix={last} delimiter={first}>"
        "<text macro='said'/><text term='page'/></layout></citation>"
        f"<bibliography><layout suffix={last}>"
        f"<text value={first}/><names variable='author'><name and='text' delimiter={last}/></names>"
        "<text macro='said'/></layout></bibliography></style>"
    )


def _allowed(value: str) -> str:
    return _NO_XML.sub("", value)


def _declared(declaration: str, said: str) -> str:
    return (
        f"<!DOCTYPE style {declaration}>{_STYLE}{_INFO.format(f'<summary>{said}</summary>')}{_REST}"
    )


def _following(parent: str) -> str:
    link = f"<link rel='independent-parent' href='{parent}'/>"
    return f"{_STYLE}{_INFO.format(link)}</style>"


def _with_macros(calls: Mapping[str, Iterable[str]]) -> str:
    """A style whose macros call others; the first one is called for each work."""
    macros = "".join(
        f'<macro name="{name}">{"".join(map(_CALL.format, called))}</macro>'
        for name, called in calls.items()
    )
    layout = f"<citation><layout>{_CALL.format(next(iter(calls)))}</layout></citation></style>"
    return f"{_STYLE}{_INFO.format('')}{macros}{layout}"


NO_STYLES = {
    "bomb": _declared(
        "[" + "".join(
            f'<!ENTITY e{each} "{f"&e{each - 1};" * 10 if each else "ha"}">' for each in range(12)
        ) + "]", "&e11;",
    ),
    "quadratic": _declared(f'[<!ENTITY a "{"a" * 50_000}">]', "&a;" * 20_000),
    "external": _declared('[<!ENTITY a SYSTEM "file:///etc/passwd">]', "&a;"),
    "external-elsewhere": _declared(f'[<!ENTITY a SYSTEM "{ELSEWHERE}/x">]', "&a;"),
    "parameter": _declared(f'[<!ENTITY % a SYSTEM "{ELSEWHERE}/x.dtd"> %a;]', "x"),
    "dtd": _declared(f'SYSTEM "{ELSEWHERE}/x.dtd"', "x"),
    "attribute-defaults": _declared('[<!ATTLIST style default-locale CDATA "x">]', "x"),
    "no-parent": _following(f"{ELSEWHERE}/x"),
    "parent-is-a-path": _following("file:///etc/passwd/.."),
    "nested": f"{_STYLE}{_INFO.format(chr(32))}" + "<group>" * 30_000 + "</group>" * 30_000 + _REST,
    "macros-in-a-circle": _with_macros({"a": ["b", "b"], "b": ["c"], "c": ["a"]}),
    "macros-that-double": _with_macros({f"m{n}": [f"m{n + 1}"] * 2 for n in range(40)}),
    "another-encoding": '<?xml version="1.0" encoding="utf-7"?>+ADw-style/+AD4-',
    "too-large": f"{_STYLE}{_INFO.format('<summary>' + 'x' * 2_000_000 + '</summary>')}{_REST}",
}  # fmt: skip
"""What is no style, or none that may be used."""
