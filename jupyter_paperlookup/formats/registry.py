"""The formats that there are: one table."""

from __future__ import annotations

from pathlib import PurePath

from jupyter_paperlookup.errors import UnknownFormat
from jupyter_paperlookup.formats.bibtex import Biblatex, Bibtex
from jupyter_paperlookup.formats.captured_page import CapturedPage
from jupyter_paperlookup.formats.csl_json import CslJson
from jupyter_paperlookup.formats.csl_yaml import CslYaml
from jupyter_paperlookup.formats.daily_papers import DailyPapers
from jupyter_paperlookup.formats.endnote_xml import EndnoteXml
from jupyter_paperlookup.formats.feed import Feed
from jupyter_paperlookup.formats.format import Format
from jupyter_paperlookup.formats.medline import Medline
from jupyter_paperlookup.formats.notebook import Notebook
from jupyter_paperlookup.formats.nothing_found import is_web_page
from jupyter_paperlookup.formats.ris import Ris
from jupyter_paperlookup.formats.title_facts import TitleFacts

# Where two formats share an extension, the first that recognises the text is taken.
FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        CapturedPage(),
        TitleFacts(),
        Bibtex(),
        Biblatex(),
        CslJson(),
        DailyPapers(),
        CslYaml(),
        Ris(),
        EndnoteXml(),
        Feed(),
        Medline(),
        Notebook(),
    )
}


def format_named(name: str) -> Format:
    """The format of this name.

    Raises:
        UnknownFormat: There is none; the sentence lists those there are.
    """
    format_ = FORMATS.get(name)
    if format_ is None:
        raise UnknownFormat(f"There is no format {name[:60]!r}: use one of {', '.join(FORMATS)}.")
    return format_


def format_for(path_name: str, head: str) -> Format:
    """The format of a file to read, by its content first and then by its extension.

    Args:
        path_name: The file's name or path; it need not exist.
        head: The beginning of its text, some 4,000 characters.

    Raises:
        UnknownFormat: Neither content nor extension tells.
    """
    suffix = PurePath(path_name).suffix.lower()
    readable = [format_ for format_ in FORMATS.values() if format_.reads]
    named_so = [format_ for format_ in readable if suffix in format_.extensions]
    for format_ in (*named_so, *readable):
        if format_.recognises(head):
            return format_
    # Plain text may be anything: its extension tells nothing. An empty file of a format does.
    certain = [format_ for format_ in named_so if suffix != ".txt"]
    if certain:
        return certain[0]
    if is_web_page(head):
        raise UnknownFormat(f"{PurePath(path_name).name[:80]!r} is a web page and no bibliography.")
    names = ", ".join(format_.name for format_ in readable)
    raise UnknownFormat(
        f"{PurePath(path_name).name[:80]!r} is in no known format: say which it is of {names}."
    )
