"""A `.bib` text of which some entries are kept up to date and all others belong to people.

An entry is ours if we wrote it and nobody has changed it since, which its digest tells. Whatever
else stands in the text, entries of others, comments, macros, blank lines, stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from jupyter_paperlookup.formats.bibtex_places import Place, places_of

_NEWLINE = re.compile(r"\r\n|\n|\r")
_BLANK_END = re.compile(r"((?>\r\n|\n|\r))(?>\r\n|\n|\r)\Z")
# What the writer of BibTeX says above an entry.
_REMARK = re.compile(r"% Incomplete: [a-z, ]+ unknown(?:\r\n|\n|\r)")
_LONGEST_REMARK = 80


class Upkeep(msgspec.Struct, frozen=True):
    """A text after its entries were brought up to date.

    Attributes:
        text: The text as it shall be.
        entries: How many entries of it are ours.
        written: Digests by folded key: of our entries, and of what stood where somebody has
            changed one, so that it is ours again when the change is taken back.
        changed: Keys of wanted entries that were ours and that somebody has changed.
        fault: Why the text is left as it was; empty if it is not.
    """

    text: str
    entries: int = 0
    written: dict[str, tuple[str, ...]] = {}
    changed: tuple[str, ...] = ()
    fault: str = ""


class _Entry(msgspec.Struct, frozen=True):
    """An entry with the remark above it, and the digest of the entry alone."""

    key: str
    start: int
    end: int
    text: str
    digest: str

    @property
    def folded(self) -> str:
        return self.key.casefold()


def keep_up(
    text: str, wanted: str, written: Mapping[str, Collection[str]], newline: str = "\n"
) -> Upkeep:
    """Bring the entries of a text that are ours up to date.

    An entry of somebody else that has the key of a wanted one stands in its place. New entries
    come before the first of ours that follows them by key, whatever their case.

    Args:
        text: What the file holds.
        wanted: The entries that it shall hold, as the writer of BibTeX makes them, sorted by key.
        written: The digests of what we may have written, by folded key.
        newline: The line break of new lines.
    """
    places = places_of(text)
    if places.fault:
        return Upkeep(text, fault=places.fault)
    there = list(_entries(text, places.entries))
    ours = _ours(there, written)
    starts = {each.start for each in ours}
    theirs = {each.folded: each.key for each in there if each.start not in starts}
    asked = {each.folded: each for each in _entries(wanted, places_of(wanted).entries)}
    entries = {folded: each for folded, each in asked.items() if folded not in theirs}
    changed = {folded: key for folded, key in theirs.items() if folded in written}
    return Upkeep(
        text=_written(text, ours, entries, newline),
        entries=len(entries),
        written={folded: tuple(written[folded]) for folded in changed}
        | {folded: (each.digest,) for folded, each in entries.items()},
        changed=tuple(key for folded, key in changed.items() if folded in asked),
    )


def _ours(there: Sequence[_Entry], written: Mapping[str, Collection[str]]) -> list[_Entry]:
    found: dict[str, _Entry] = {}
    for each in there:
        if each.digest in written.get(each.folded, ()):
            found.setdefault(each.folded, each)
    return list(found.values())


def _written(text: str, ours: Sequence[_Entry], wanted: Mapping[str, _Entry], newline: str) -> str:
    """The text with our entries as they are wanted, piece by piece."""
    staying = sorted(each.folded for each in ours if each.folded in wanted)
    before, behind = _new_entries(wanted, staying, newline)
    blank = newline * 2
    pieces: list[str] = []
    gap = text[: ours[0].start] if ours else text
    for each, following in zip(ours, [*ours[1:], None], strict=bool(ours)):
        after = text[each.end : following.start if following else len(text)]
        if each.folded not in wanted:
            gap = _closed(gap, after)
            continue
        new = wanted[each.folded].text
        is_same = _with_newlines(each.text, "\n") == new
        pieces += [gap, *(entry + blank for entry in before[each.folded])]
        pieces.append(each.text if is_same else _with_newlines(new, newline))
        pieces += [blank + entry for entry in behind[each.folded]]
        gap = after
    return "".join([*pieces, gap, *_tail("".join([*pieces[-1:], gap]), behind[""], newline)])


def _new_entries(
    wanted: Mapping[str, _Entry], staying: Sequence[str], newline: str
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Entries to write before and behind staying ones, by their keys; behind none: at the end."""
    before: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, list[str]] = defaultdict(list)
    for folded in sorted(wanted.keys() - set(staying)):
        entry = _with_newlines(wanted[folded].text, newline)
        at = bisect_left(staying, folded)
        if at < len(staying):
            before[staying[at]].append(entry)
        else:
            behind[staying[-1] if staying else ""].append(entry)
    return before, behind


def _closed(gap: str, following: str) -> str:
    """Text around an entry that is gone, without the empty line that came with it."""
    first = _NEWLINE.match(following)
    if first is None:
        return gap + following
    second = _NEWLINE.match(following, first.end())
    if second:
        return gap + following[second.end() :]
    if first.end() == len(following) and (blank := _BLANK_END.search(gap)):
        return gap[: blank.end(1)]
    return gap + following[first.end() :]


def _tail(text: str, entries: Sequence[str], newline: str) -> Iterator[str]:
    """Entries behind all else, each after an empty line; `text` is what stands before them."""
    if not entries:
        return
    if text and not _BLANK_END.search(text):
        yield newline if text.endswith(("\n", "\r")) else newline * 2
    yield (newline * 2).join(entries) + newline


def _entries(text: str, places: Sequence[Place]) -> Iterator[_Entry]:
    for place in places:
        body = _with_newlines(text[place.start : place.end], "\n")
        digest = hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=12)
        start = _remark_start(text, place.start)
        yield _Entry(place.key, start, place.end, text[start : place.end], digest.hexdigest())


def _remark_start(text: str, start: int) -> int:
    """Where the remark directly above an entry begins; else where the entry does."""
    window = max(0, start - _LONGEST_REMARK)
    for match in _REMARK.finditer(text, window, start):
        is_line = match.start() == 0 or text[match.start() - 1] in "\r\n"
        if match.end() == start and is_line:
            return match.start()
    return start


def _with_newlines(text: str, newline: str) -> str:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unix if newline == "\n" else unix.replace("\n", newline)
