"""Values that attack whoever reads, keeps, shows, inserts or exports them.

What runs sets `window.hostile`, opens a dialog, or asks a host that does not exist, so that a test
in a browser sees it. Each value is harmless text here.
"""

from __future__ import annotations

ELSEWHERE = "https://hostile.invalid"
RUN = "window.hostile=1;alert(1)"

HTML = {
    "script": f"<script>{RUN}</script>",
    "image": f'<img src=x onerror="{RUN}">',
    "image-elsewhere": f'<img src="{ELSEWHERE}/x.png"><link rel=stylesheet href="{ELSEWHERE}/x.css">',
    "svg": f"<svg onload={RUN}><animate onbegin={RUN} attributeName=x></svg>",
    "iframe": f'<iframe srcdoc="&lt;script&gt;parent.hostile=1&lt;/script&gt;" src="{ELSEWHERE}"></iframe>',
    "style": f"<style>*{{background:url({ELSEWHERE}/x)}}</style><b style=position:fixed>x</b>",
    "clobbering": '<form id=document name=body><input name=paperlookup id=jp-main></form><a id=hostile href="x">x</a>',
    "form": f'<form action="{ELSEWHERE}"><button autofocus onfocus={RUN}>x</button></form>',
    "object": f'<object data="{ELSEWHERE}"></object><embed src="{ELSEWHERE}"><base href="{ELSEWHERE}/">',
    "refresh": f'<meta http-equiv=refresh content="0;url={ELSEWHERE}">',
    "link": f'<a href="javascript:{RUN}" onclick="{RUN}">x</a> <a href="java&#x0A;script:{RUN}">y</a>',
    "command-link": '<button data-commandlinker-command="notebook:run-all-cells" data-commandlinker-args="{}">x</button>',
    "out-of-attribute": f"\" ' onmouseover={RUN} autofocus onfocus={RUN} x=\"",
    "out-of-element": f"</textarea></title></style></script></pre><img src=x onerror={RUN}>",
    "out-of-comment": f"--><img src=x onerror={RUN}><!-- --!> <!--paperlookup:bibliography-->",
    "out-of-data": f"]]><img src=x onerror={RUN}><![CDATA[",
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;img src=x onerror={RUN}&#62;",
    "math-element": f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}></style></mglyph></table></mtext></math>",
}  # fmt: skip
MARKDOWN = {
    "markdown-link": f"[x](javascript:{RUN}) [y](data:text/html,<script>{RUN}</script>) <javascript:{RUN}>",
    "markdown-image": f"![x]({ELSEWHERE}/x.png) ![y](javascript:{RUN})",
    "markdown-reference": f"[x][hostile]\n\n[hostile]: javascript:{RUN} 'x'",
    "markdown-blocks": "x\n\n# heading\n\n```\ncode\n\n> quote\n\n1. one\n\n---\n\n| a | b |\n|---|---|",
    "markdown-fence": f"``` ~~~~ `{{python}} {RUN}` ```{{eval-rst}} x ```",
    "markdown-signs": "*a* **b** _c_ __d__ ~~e~~ ^f^ ==g== `h` [^1] [@key; -@b] {cite}`c` {{ d }} {% e %}",
    "mathjax": f"$\\href{{javascript:{RUN}}}{{x}}$ \\(\\require{{html}}\\style{{x}}{{y}}\\) $$\\unicode{{x}}$$ \\[\\def\\x{{\\x}}\\x\\]",
}  # fmt: skip
LATEX = {
    "write18": "\\immediate\\write18{touch hostile} \\ShellEscape{x} \\directlua{os.exit()}",
    "input": "\\input{/etc/passwd} \\include{x} \\openin5=x \\verbatiminput{x} \\lstinputlisting{x}",
    "openout": "\\newwrite\\x\\openout\\x=hostile.tex\\write\\x{y}\\closeout\\x",
    "catcode": "\\catcode`\\X=0 Xinput{/etc/passwd} ^^5cinput{x} ^^^^005cinput{x}",
    "csname": "\\csname input\\endcsname{x} \\expandafter\\def\\csname x\\endcsname{y} \\let\\a\\input",
    "braces-open": "{{{ unbalanced \\{ {", "braces-close": "}}} unbalanced \\} }",
    "percent": "100% of the line % is a comment \\", "latex-signs": "# $ % & _ ^ ~ \\ { } | < >",
    "document": "\\end{document} \\begin{verbatim} \\verb|x \\fi \\else \\endinput \\newline\\relax",
    "bibtex": '}, author = {Nobody}}\n@article{stolen, title = {Theirs}}\n@string{x = "y"} @comment{',
    "bibtex-quotes": '", note = "x" # jan # ", @preamble{"\\input{x}"} and others and {and} von',
}  # fmt: skip
DATA = {
    "ris": "x\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - Theirs\r\nL1  - file:///etc/passwd",
    "yaml": "- &a [*a, *a]\n!!python/object/apply:os.system ['x']: {x: |\n  y}\n---\n...",
    "json": '"}], "x": {"__proto__": {"hostile": 1}}, "y": "\\u0000\\ud800',
    "medline": "x\nPMID- 1\nTI  - Theirs\n\nPMID- 2",
    "formula": '=cmd|\'/C calc\'!A0\t+1+1\t-2+3\t@SUM(A1)\r=HYPERLINK("x")',
    "formula-tab": "\t=1+1", "formula-at": "@SUM(1)", "formula-minus": "-1+1|cmd",
    "path": "../../../../etc/passwd", "path-windows": "..\\..\\con.bib\\nul:x$DATA",
    "sql": "'; DROP TABLE records; -- \" OR 1=1 /*", "template": "{{ 7*7 }} ${7*7} #{7*7} %s %(x)s {0.__class__}",
}  # fmt: skip
SIGNS = {
    "header": "x\r\nBcc: everybody@hostile.invalid\r\nSubject: y\r\n\r\n<b>body</b>",
    "header-lone": "x\rBcc: a@hostile.invalid\nX: y\x85Z: w\u2028V: u\u2029T: s\x0bR: q\x0cP: o",
    "nul": "a\0b\x00", "controls": "".join(map(chr, [*range(1, 32), *range(127, 160)])),
    "terminal": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]52;c;eA==\x07 \x9b2J \x1b[2J\x1bc",
    "bidirectional": "\u202egnp.exe\u202c \u2066x\u2069 \u2067y \u200f\u061c", "surrogates": "\ud800 \udfff\ud83d x",
    "noncharacters": "\ufffe \uffff \ufdd0 \U0010ffff \ue000 \ufeff", "invisible": "a\u200bb\u200c\u200d\u2060\u00ad\u180e\U000e0041c",
    "combining": "Z" + "\u0301\u0489" * 300 + " end", "long-word": "W" * 5000, "wide": "﷽𒐫" * 200,
    "emoji": "👩\u200d👩\u200d👧\u200d👦🏳️\u200d🌈", "blank": "\u00a0\u3000\u2003", "full-width": "＜script＞ﬁﬀ ℌ ＝1+1",
}  # fmt: skip

KINDS = {"html": HTML, "markdown": MARKDOWN, "latex": LATEX, "data": DATA, "signs": SIGNS}

VALUES: dict[str, str] = HTML | MARKDOWN | LATEX | DATA | SIGNS
"""Every value by its name."""

LONG = f"quokka <img src=x onerror={RUN}> " * 300_000
"""Some 10 MB: for what must bound what it takes."""

WORD = "quokka"
"""Stands in every title, to be searched for."""


def item(name: str, value: str, mark: str = "") -> dict[str, object]:
    """A work all of whose texts are a value; `mark` makes its title another one's."""
    return {
        "id": f"hostile-{name}{mark}",
        "type": "article-journal",
        "title": f"{value} {WORD} {name} {mark}",
        "author": [{"family": value, "given": value}, {"literal": value}],
        "issued": {"date-parts": [[1936]]},
        "abstract": f"{value} {WORD}",
        "container-title": value,
        "publisher": value,
        "volume": value[:50],
        "page": value[:50],
        "note": value,
        "genre": value[:50],
        "keyword": value,
        "DOI": f"10.1000/{value[:200]}",
        "URL": f"javascript:{value}",
        "custom": {"hostile": value},
    }
