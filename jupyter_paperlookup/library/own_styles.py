"""CSL styles that a person adds: kept in the library's folder of styles, one file each."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from jupyter_paperlookup.errors import InvalidRequest, LibraryUnavailable, UnknownStyle
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.formatting.style_file import MAX_STYLE_BYTES, parse_style
from jupyter_paperlookup.formatting.styles import MAX_USER_STYLES, StyleInfo, Styles

LONGEST_NAME = 100

_NO_NAME = re.compile(r"[^\w()+-]+")
# Names of devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_DECLARED = re.compile(r"\A(\ufeff?\s*<\?xml[^>]{0,200}?encoding\s*=\s*)([\"'])[\w.-]*\2")


def add_style(styles: Styles, folder: Path, name: str, text: str) -> StyleInfo:
    """Keep a style as a file of its own; what is there already stays as it is.

    Args:
        styles: All styles.
        folder: Where those of the user are.
        name: The file's name; it is cleaned to one that every system can have.
        text: The style, dependent or independent.

    Raises:
        UnknownStyle: It is no style, declares entities, or follows a style that is not here.
        InvalidRequest: There is another style of this name, or no room for one more.
        LibraryUnavailable: The file cannot be written.
    """
    bare = style_name(name)
    content = _in_utf8(text, bare)
    styles.check(parse_style(content, bare))
    path = styles.path_of(bare)
    if path is not None:
        if _holds(path, content):
            return styles.get(bare).info
        whose = "of yours" if path.parent == folder else "that comes with paperlookup"
        raise InvalidRequest(
            f"There is a style {bare} {whose} already, and it is another one: "
            f"name the file otherwise, such as {bare}-2.csl."
        )
    if sum(1 for each in folder.glob("*.csl")) >= MAX_USER_STYLES:
        raise InvalidRequest(f"{MAX_USER_STYLES:,} styles are all that can be kept: remove some.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(folder / f"{bare}.csl", content)
    except OSError as error:
        raise LibraryUnavailable(f"The style cannot be kept: {error.strerror}.") from error
    return styles.get(bare).info


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def style_name(name: str) -> str:
    """The name of a style as the name of a file that every system can have, without its ending.

    Raises:
        InvalidRequest: There is no letter in it.
    """
    last = re.split(r"[/\\]", name.strip())[-1]
    bare = unicodedata.normalize("NFC", re.sub(r"(?i)\.(?:csl|xml)$", "", last)).lower()
    bare = _NO_NAME.sub("-", bare)[:LONGEST_NAME].strip("-")
    if not re.search(r"\w", bare):
        raise InvalidRequest(f"{name[:60]!r} is no name for a style: name the file like apa.csl.")
    return f"{bare}-style" if _DEVICE.fullmatch(bare) else bare


def _in_utf8(text: str, name: str) -> bytes:
    """The text as a file; it may say that it was in another encoding before it was a text."""
    try:
        content = _DECLARED.sub(r"\1\2utf-8\2", text).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnknownStyle(f"{name}.csl is no Unicode text, so it is no style.") from error
    if len(content) > MAX_STYLE_BYTES:
        raise UnknownStyle(f"The style file {name}.csl is larger than 2 MB, so it is no style.")
    return content
