"""How far our citations and references agree with the test suite of CSL, section by section.

    python -m benchmarks.csl_suite PATH [--pandoc] [--failures]

PATH is a checkout of https://github.com/citation-style-language/test-suite. Each of its fixtures is
a style, items, citations, and the words that they shall give. They go the way of every reference:
its style is a file in a folder of the user's, and `Formatter` writes HTML. With `--pandoc` the same
fixtures also go to pandoc itself, which shows what is lost on our way to it.

Both sides are normalised: containers and links are dropped, bold, italics and small capitals are
written in one way, entities decoded, text in NFC, white space collapsed, the marks of what a
processor changed last taken off. `text` agrees after all tags are dropped and quotation marks
straightened as well. What a fixture asks for beside that (a forced position, the author alone) is
not sayable to our side, and counts as a disagreement.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.inlines import plain_inlines
from jupyter_paperlookup.formatting.markup import write
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.formatting.styled_text import blocks_text, styled_text
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.records import Cite

AT_ONCE = 2
SECONDS = 60
FEW = 14
"""A section of fewer fixtures is counted among the others."""

_ENTRY = re.compile(
    r'<div class="csl-entry">(.*?)</div>\s*(?=<div class="csl-entry">|</div>\s*$)', re.DOTALL
)
_MARK = re.compile(r"^(?:\.\.|>>)\[\d+\] ?", re.MULTILINE)
_ENTITY_SPACE = re.compile("&nbsp;|&#160;|\u00a0")
_LOOKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sc": "sc", "sup": "sup", "sub": "sub"}
_PROPERTIES = {
    "font-style": "i", "font-weight": "b", "font-variant": "sc", "text-decoration": "u",
}  # fmt: skip
_MARKS = re.compile(r"<[a-z ]*>|</>")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


class Fixture(NamedTuple):
    """One file of the suite.

    `citations` are groups of cites in the order of the text; `expected` one line for each of
    them, or for each reference.
    """

    name: str
    style: str
    items: list[dict[str, Any]]
    citations: list[list[dict[str, Any]]]
    wants_bibliography: bool
    expected: list[str]

    @property
    def section(self) -> str:
        """What the suite names its file after."""
        return self.name.partition("_")[0]


Answer = Callable[[Fixture], Sequence[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("suite", type=Path, help="a checkout of the test suite")
    parser.add_argument("--pandoc", action="store_true", help="compare with pandoc by itself")
    parser.add_argument("--failures", action="store_true", help="show what does not agree")
    arguments = parser.parse_args()
    fixtures = list(read_fixtures(arguments.suite))
    sides: dict[str, Answer] = {"ours": ours}
    if arguments.pandoc:
        sides["pandoc"] = pandoc_alone
    verdicts = {side: verdicts_of(answer, fixtures) for side, answer in sides.items()}
    if arguments.failures:
        show_failures(fixtures, verdicts)
    show_table(fixtures, verdicts)


# --- the suite -------------------------------------------------------------------------------


def read_fixtures(suite: Path) -> Iterator[Fixture]:
    """The fixtures in the form for machines.

    Raises:
        SystemExit: There are none.
    """
    paths = sorted((suite / "processor-tests" / "machines").glob("*.json"))
    if not paths:
        raise SystemExit(f"{suite} has no processor-tests/machines: it is no CSL test suite.")
    for path in paths:
        raw = json.loads(path.read_text("utf-8"))
        is_bibliography = raw["mode"] == "bibliography"
        yield Fixture(
            path.stem,
            raw["csl"],
            raw["input"],
            cited(raw),
            is_bibliography,
            entries(raw["result"]) if is_bibliography else lines(raw["result"]),
        )


def cited(raw: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The citations of a fixture, in the order of the text after all of its changes."""
    if raw["citations"]:
        groups: dict[str, list[dict[str, Any]]] = {}
        order: list[str] = []
        for position, (citation, before, after) in enumerate(raw["citations"]):
            name = citation.get("citationID") or f"citation {position}"
            groups[name] = citation["citationItems"]
            order = [*(each[0] for each in before), name, *(each[0] for each in after)]
        return [groups[name] for name in order]
    if raw["citation_items"]:
        return list(raw["citation_items"])
    if raw["mode"] == "citation":
        return [[{"id": item.get("id", "")} for item in raw["input"]]]
    return []


def lines(result: str) -> list[str]:
    """The citations that a fixture expects."""
    return _MARK.sub("", result).split("\n")


def entries(result: str) -> list[str]:
    """The references that a fixture expects."""
    return _ENTRY.findall(result)


# --- the two sides ---------------------------------------------------------------------------


def ours(fixture: Fixture) -> Sequence[str]:
    """What the library makes of a fixture.

    Raises:
        PaperLookupError: It refuses.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "fixture.csl").write_text(fixture.style, "utf-8")
        document = Formatter(Styles(Path(folder)), timeout_seconds=SECONDS).format_document(
            fixture.items,
            [[our_cite(each) for each in group] for group in fixture.citations],
            style="fixture",
            to="html",
        )
    return document.bibliography if fixture.wants_bibliography else document.citations


def our_cite(raw: Mapping[str, Any]) -> Cite:
    return Cite(
        key=str(raw["id"]),
        locator=str(raw.get("locator") or ""),
        label=str(raw.get("label") or "page"),
        prefix=str(raw.get("prefix") or ""),
        suffix=str(raw.get("suffix") or ""),
        suppress_author=bool(raw.get("suppress-author")),
    )


def pandoc_alone(fixture: Fixture) -> Sequence[str]:
    """What pandoc makes of a fixture whose style and items it reads itself.

    Raises:
        PaperLookupError: There is no pandoc.
    """
    with tempfile.TemporaryDirectory() as folder:
        style, items = Path(folder) / "fixture.csl", Path(folder) / "items.json"
        style.write_text(fixture.style, "utf-8")
        items.write_text(json.dumps(fixture.items), "utf-8")
        everything = [{"t": "Cite", "c": [[pandoc_cite({"id": "*"})], []]}]
        document = {
            "pandoc-api-version": [1, 23],
            "meta": {"nocite": {"t": "MetaInlines", "c": everything}},
            "blocks": [
                {"t": "Para", "c": [{"t": "Cite", "c": [list(map(pandoc_cite, each)), []]}]}
                for each in fixture.citations
            ],
        }
        done = subprocess.run(
            [Pandoc().program(), "--citeproc", "--from=json", "--to=json", f"--csl={style}",
             f"--bibliography={items}"],
            input=json.dumps(document).encode(), capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        if done.returncode:
            return [done.stderr.decode("utf-8", "replace")]
    if done.returncode:
        return [done.stderr.decode("utf-8", "replace")]
    blocks = json.loads(done.stdout)["blocks"]
    if fixture.wants_bibliography:
        refs = next((block["c"][1] for block in blocks if block["t"] == "Div"), [])
        return [write(blocks_text(entry["c"][1]), "html") for entry in refs]
    return [write(styled_text(block["c"]), "html") for block in blocks if block["t"] == "Para"]


def pandoc_cite(raw: Mapping[str, Any]) -> dict[str, Any]:
    locator = str(raw.get("locator") or "")
    words = f"{{{raw.get('label') or 'page'} {locator}}}" if locator else ""
    suffix = f"{words} {raw.get('suffix') or ''}".strip()
    return {
        "citationId": str(raw["id"]),
        "citationPrefix": plain_inlines(str(raw.get("prefix") or "").strip()),
        "citationSuffix": plain_inlines(suffix),
        "citationMode": {"t": "SuppressAuthor" if raw.get("suppress-author") else "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


# --- judging ---------------------------------------------------------------------------------


class Verdict(NamedTuple):
    """How a fixture went: `agrees`, `text` (but for tags and quotes), `fails`, `refused`."""

    word: str
    given: str


def verdicts_of(answer: Answer, fixtures: Sequence[Fixture]) -> list[Verdict]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda fixture: verdict(answer, fixture), fixtures))


def verdict(answer: Answer, fixture: Fixture) -> Verdict:
    try:
        given = "\n".join(answer(fixture))
    except PaperLookupError as error:
        return Verdict("refused", str(error))
    wanted = "\n".join(fixture.expected)
    if normalised(given) == normalised(wanted):
        return Verdict("agrees", given)
    if bare(given) == bare(wanted):
        return Verdict("text", given)
    return Verdict("fails", given)


def normalised(words: str) -> str:
    """The words, their appearance written in one way, white space collapsed."""
    reader = _Reader()
    reader.feed(_ENTITY_SPACE.sub(" ", words))
    reader.close()
    parts = [
        f"<{' '.join(sorted(look))}>{text}</>" if look else text
        for look, text in ((look, "".join(text for _, text in run)) for look, run in reader.runs())
    ]
    return " ".join(unicodedata.normalize("NFC", "".join(parts)).split())


class _Reader(HTMLParser):
    """Text with its appearance; containers and links are nothing, blocks are white space."""

    def __init__(self) -> None:
        super().__init__()
        self._looks: list[frozenset[str]] = [frozenset()]
        self._text: list[tuple[frozenset[str], str]] = []

    def runs(self) -> Iterator[tuple[frozenset[str], Iterator[tuple[frozenset[str], str]]]]:
        return groupby(self._text, key=itemgetter(0))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        look = self._looks[-1]
        if tag in _LOOKS:
            look |= {_LOOKS[tag]}
        style = (dict(attrs).get("style") or "").replace(" ", "").rstrip(";")
        name, _, value = style.partition(":")
        if name in _PROPERTIES:
            look = look - {_PROPERTIES[name]} if value == "normal" else look | {_PROPERTIES[name]}
        self._looks.append(look)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if len(self._looks) > 1:
            self._looks.pop()
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self._text.append((self._looks[-1], data))

    def _break(self, tag: str) -> None:
        if tag == "div":
            self._text.append((frozenset(), " "))


def bare(words: str) -> str:
    """The normalised words without tags, with straight quotation marks."""
    return " ".join(_MARKS.sub("", normalised(words)).translate(_STRAIGHT).split())


# --- telling ---------------------------------------------------------------------------------


def show_failures(fixtures: Sequence[Fixture], verdicts: Mapping[str, list[Verdict]]) -> None:
    for position, fixture in enumerate(fixtures):
        words = {side: found[position] for side, found in verdicts.items()}
        if any(each.word != "agrees" for each in words.values()):
            print(f"\n{fixture.name}\n  wanted: {normalised(' '.join(fixture.expected))!r}")
            for side, each in words.items():
                print(f"  {side}: {each.word}: {normalised(each.given)!r}")


def show_table(fixtures: Sequence[Fixture], verdicts: Mapping[str, list[Verdict]]) -> None:
    sizes = Counter(fixture.section for fixture in fixtures)
    rows: dict[str, list[int]] = defaultdict(list)
    for position, fixture in enumerate(fixtures):
        few = sizes[fixture.section] < FEW
        rows["others" if few else fixture.section].append(position)
        rows["in all"].append(position)
    head = [f"{side}: {word}" for side in verdicts for word in ("agrees", "text", "refused")]
    print("\n| section | fixtures | " + " | ".join(head) + " |")
    print("|---|---" + "|---" * len(head) + "|")
    last = ("others", "in all")
    for name in sorted(rows, key=lambda name: (name in last, name == last[-1], -len(rows[name]))):
        cells = [str(len(rows[name]))]
        for found in verdicts.values():
            words = Counter(found[position].word for position in rows[name])
            cells += [str(words[word]) for word in ("agrees", "text", "refused")]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
