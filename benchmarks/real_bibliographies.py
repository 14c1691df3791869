"""Whether anything of real bibliographies is lost: a table of every file in some folders.

    python -m benchmarks.real_bibliographies FOLDER... [--faults] [--library]

Entries are counted here by a scan of lines and braces that shares nothing with the readers. Each
must be a record or a problem (or both, if it was mended) on the line on which it begins; what is
neither is `lost`, a record on any other line is `more`. Then the records are written in the
file's own format (a `.bib` as BibLaTeX), read again, and compared: `changed`. `poorer` is what
BibTeX, which has fewer types, cannot say. With `--library` they also go through two libraries.
"""

from __future__ import annotations

import argparse
import logging
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.formats import ReadOptions, format_for, format_named, read_source
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.folder import prepare_folder
from jupyter_paperlookup.records import Record

_ENDINGS = {".bib", ".biblatex", ".ris", ".nbib", ".json", ".yaml", ".yml", ".xml", ".txt", ".enw"}
_BLOCK = re.compile(r"@(\w*)[ \t]*[{(]")
_LINE_BLOCK = re.compile(r"^\s*@(\w*)[ \t]*[{(]")
_BRACE = re.compile(r"(?<!\\)[{}]")
_NO_ENTRY = frozenset({"comment", "string", "preamble", "xdata"})
_TAG = re.compile(r"[A-Z]{2,4} {0,2}- ")
_STARTS = {
    "ris": re.compile(r"^\ufeff?\s*TY {1,2}- ?"),
    "endnote-xml": re.compile(r"<record[ >]"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--faults", action="store_true", help="show what is lost or changed")
    parser.add_argument("--library", action="store_true", help="through two libraries as well")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    totals: Counter[str] = Counter()
    print(" entries records  mended  lost  more changed  poorer  file")
    for path in _files(arguments.folders):
        row = _row(path, shows_faults=arguments.faults, with_library=arguments.library)
        totals += row
        totals["files"] += 1
    print(dict(totals))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from (path for path in paths if path.suffix.lower() in _ENDINGS and path.is_file())


def _row(path: Path, *, shows_faults: bool, with_library: bool) -> Counter[str]:
    """Read a file, print its row, and what is wrong with it if that is asked for."""
    start = time.perf_counter()
    try:
        text = read_source(path)
        chosen = format_for(path.name, text[:4000])
    except PaperLookupError as error:
        print(f"{'refused':>8}  {error.reason}")
        return Counter(refused=1)
    reading = chosen.read(text, path.name, ReadOptions())
    counted = _starts(text, chosen.name)
    records = {entry.line for entry in reading.entries}
    problems = {problem.line for problem in reading.problems}
    lost = sorted(counted - records - problems)
    more = sorted(records - counted)
    name = "biblatex" if chosen.name == "bibtex" else chosen.name
    known = [entry.record for entry in reading.entries]
    changed = list(_changes(known, name))
    poorer = list(_changes(known, "bibtex")) if name == "biblatex" else []
    if with_library:
        changed += _library_changes(path, name)
    row = Counter(
        entries=len(counted),
        records=len(reading.entries),
        mended=len(counted & records & problems),
        problems=len(reading.problems),
        lost=len(lost),
        more=len(more),
        changed=len(changed),
        poorer=len(poorer),
    )
    columns = f"{row['entries']:8,}{row['records']:8,}{row['mended']:8,}{row['lost']:6,}"
    seconds = time.perf_counter() - start
    print(
        f"{columns}{row['more']:6,}{row['changed']:8,}{row['poorer']:8,}  {path.name} "
        f"({seconds:.1f} s)",
        flush=True,
    )
    if shows_faults:
        _show(text, lost, more, [*changed, *poorer])
    return row


def _show(text: str, lost: list[int], more: list[int], changed: list[str]) -> None:
    lines = text.splitlines()
    for what, numbers in (("lost", lost), ("more", more)):
        for number in numbers[:20]:
            print(f"    {what} {number}: {lines[number - 1][:120] if number <= len(lines) else ''}")
    for fault in changed[:20]:
        print(f"    {fault}")


# --- counting ------------------------------------------------------------------------------------


def _starts(text: str, name: str) -> set[int]:
    """The lines on which entries begin."""
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if name in ("bibtex", "biblatex"):
        return set(_bibtex_starts(unix.split("\n")))
    if name == "medline":
        lines = ["", *unix.split("\n")]
        # A blank line ends a citation, and a PMID begins one.
        return {
            number
            for number, line in enumerate(lines)
            if _TAG.match(line) and (line.startswith("PMID") or not lines[number - 1].strip())
        }
    if name in _STARTS:
        return {n for n, line in enumerate(unix.split("\n"), 1) if _STARTS[name].search(line)}
    if name == "csl-json":
        return set(_json_starts(text))
    return set()


def _bibtex_starts(lines: list[str]) -> Iterator[int]:
    """A line that begins with a block begins one, whatever is open, unless that is a comment."""
    depth, kind = 0, ""
    for number, line in enumerate(lines, 1):
        place, is_counted = 0, False
        while place < len(line):
            found = _LINE_BLOCK.match(line) if place == 0 else None
            if found and not (depth and kind == "comment" and _is_closed(lines, number, depth)):
                depth = 0
            if not depth:
                found = _BLOCK.search(line, place)
                if not found:
                    break
                kind, depth, place = found[1].lower(), 1, found.end()
                if kind not in _NO_ENTRY and not is_counted:
                    is_counted = True
                    yield number
            brace = _BRACE.search(line, place)
            if not brace:
                break
            depth += 1 if brace[0] == "{" else -1
            place = brace.end()


def _is_closed(lines: list[str], number: int, depth: int) -> bool:
    """Whether a comment that is open on a line is closed on a later one."""
    for line in lines[number - 1 :]:
        for brace in _BRACE.findall(line):
            depth += 1 if brace == "{" else -1
            if not depth:
                return True
    return False


def _json_starts(text: str) -> Iterator[int]:
    """The lines of the objects in a list, found by counting braces outside of strings."""
    depth, line = 0, 1
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}\n]', text):
        if token[0] == "\n":
            line += 1
        elif token[0] == "{":
            depth += 1
            if depth == 1:
                yield line
        elif token[0] == "}":
            depth -= 1


# --- comparing -----------------------------------------------------------------------------------


def _changes(records: list[Record], name: str) -> Iterator[str]:
    """What is another when the records are written and read again."""
    chosen = format_named(name)
    again = chosen.read(chosen.write(records), name, ReadOptions())
    for problem in again.problems:
        if re.search(r"that (crossref|xdata) names", problem.reason):
            continue  # as it was
        yield f"{name}: problem {problem.line}: {problem.reason} {problem.raw[:80]!r}"
    if len(again.entries) != len(records):
        yield f"{name}: {len(records)} records came back as {len(again.entries)}"
        return
    for record, entry in zip(records, again.entries, strict=True):
        yield from (f"{name}: {record.key}: {each}" for each in _differences(record, entry.record))


def _differences(one: Record, other: Record) -> Iterator[str]:
    for field in (each for each in Record.__struct_fields__ if each != "key"):
        before, after = getattr(one, field), getattr(other, field)
        if isinstance(before, dict):
            for key in sorted(before.keys() | after.keys()):
                if before.get(key) != after.get(key):
                    yield f"{key}: {_where(before.get(key), after.get(key))}"
        elif before != after:
            yield f"{field}: {_where(before, after)}"


def _where(before: object, after: object) -> str:
    """Both from a little before the place where they begin to differ."""
    one, other = repr(before), repr(after)
    place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = max(place - 30, 0)
    return f"{one[start : start + 90]} became {other[start : start + 90]}"


def _library_changes(path: Path, name: str) -> Iterator[str]:
    """What is another in a library that got what the first one exported."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = (prepare_folder(Path(folder) / each) for each in ("one", "two"))
        with Library(first) as one, Library(second) as two:
            one.import_file(path)
            text = one.export(to=name)
            two.import_text(text, path.name, format=name)
            before, after = _said(one), _said(two)
    for key in before.keys() | after.keys():
        if key not in before or key not in after:
            yield f"library, {name}: {key} is only in one"
        else:
            for each in _differences(before[key], after[key]):
                yield f"library, {name}: {key}: {each}"


def _said(library: Library) -> dict[str, Record]:
    text = library.export(to="csl-json")
    return {
        entry.record.key: entry.record
        for entry in format_named("csl-json").read(text, "", ReadOptions()).entries
    }


if __name__ == "__main__":
    main()
