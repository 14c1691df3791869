"""Reads one CSL style file: what it says about itself, and the form in which citeproc gets it.

Format: https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jupyter_paperlookup.errors import UnknownStyle
from jupyter_paperlookup.formatting.style_expansion import check_expansion
from jupyter_paperlookup.records.printable import printable

MAX_STYLE_BYTES = 2_000_000
MAX_DEPTH = 200  # elements are written back, and freed, by functions that call themselves
CSL_NAMESPACE = "http://purl.org/net/xbiblio/csl"
KINDS = ("author-date", "numeric", "note", "label", "author")

_IN_CSL: Final = {"csl": CSL_NAMESPACE}
LOCATOR_LABELS = (
    "act appendix article-locator book canon chapter column elocation equation figure folio issue "
    "line note opus page paragraph part rule scene section sub-verbo supplement table timestamp "
    "title-locator verse version volume"
).split()

# citeproc writes style files back with the prefix that is registered for the namespace.
ET.register_namespace("", CSL_NAMESPACE)


class StyleFile(msgspec.Struct, frozen=True, kw_only=True):
    """One parsed style file. ``parent`` is the style that a dependent style follows, else ''."""

    name: str
    title: str
    short_title: str
    kind: str
    default_locale: str
    parent: str
    has_bibliography: bool
    xml: bytes


def read_style_file(path: Path) -> StyleFile:
    """Read a ``.csl`` file.

    Raises:
        UnknownStyle: The file is missing, too large, not XML, or not a CSL style.
    """
    try:
        with path.open("rb") as file:
            xml = file.read(MAX_STYLE_BYTES + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnknownStyle(f"The style file {path.name} cannot be read: {why}.") from error
    if len(xml) > MAX_STYLE_BYTES:
        raise UnknownStyle(f"The style file {path.name} is larger than 2 MB, so it is no style.")
    return parse_style(xml, path.stem)


def parse_style(xml: bytes, name: str) -> StyleFile:
    """Parse the bytes of a style file; ``name`` is its file name without ``.csl``.

    Raises:
        UnknownStyle: It is not well-formed, declares entities, or is not a CSL style.
    """
    root = _parsed(xml, name)
    if root.tag != f"{{{CSL_NAMESPACE}}}style":
        raise UnknownStyle(f"{name}.csl is not a CSL 1.0 style: its first element is not <style>.")
    info = root.find("csl:info", _IN_CSL)
    if info is None:
        raise UnknownStyle(f"{name}.csl has no <info>, which every CSL style needs.")
    parent = _parent_name(info)
    if not parent and root.find("csl:citation", _IN_CSL) is None:
        raise UnknownStyle(f"{name}.csl has neither <citation> nor the link to a parent style.")
    title = _text(info, "title") or name
    return StyleFile(
        name=name,
        title=title,
        short_title=_text(info, "title-short") or title,
        kind=_kind(info, root),
        default_locale=root.get("default-locale", ""),
        parent=parent,
        has_bibliography=root.find("csl:bibliography", _IN_CSL) is not None,
        xml=xml,
    )


def for_citeproc(xml: bytes) -> bytes:
    """Return the style without links, and with one more word for each locator label.

    pandoc finds a citation's locator by its localised label ("S. 12" in German only). The added
    words have the form ``verb-short``, which no style prints for a locator, so that a label can
    be told in every locale and the output stays as the style wants it.
    """
    root = fromstring(xml, forbid_dtd=True)
    _drop_links(root)
    locale = ET.Element(f"{{{CSL_NAMESPACE}}}locale")
    terms = ET.SubElement(locale, f"{{{CSL_NAMESPACE}}}terms")
    for label in LOCATOR_LABELS:
        term = ET.SubElement(
            terms, f"{{{CSL_NAMESPACE}}}term", {"name": label, "form": "verb-short"}
        )
        term.text = locator_word(label)
    root.insert(1, locale)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _drop_links(root: ET.Element) -> None:
    # citeproc would fetch a link to a parent, and it sees one in any namespace.
    for element in root.iter():
        for child in [child for child in element if str(child.tag).endswith("link")]:
            element.remove(child)


def locator_word(label: str) -> str:
    """Return the word that stands for a label in a style made by ``for_citeproc``."""
    return "locator" + label.replace("-", "")


def _parsed(xml: bytes, name: str) -> ET.Element:
    try:
        root: ET.Element = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnknownStyle(
            f"{name}.csl declares a DTD or entities, which no style needs."
        ) from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise UnknownStyle(f"{name}.csl is not well-formed XML: {str(error)[:200]}.") from error
    if _depth(root) > MAX_DEPTH:
        raise UnknownStyle(f"{name}.csl is nested too deep to be a style.")
    check_expansion(root, name)
    return root


def _depth(root: ET.Element) -> int:
    """How many elements stand inside each other; past the bound nobody counts on."""
    depth, level = 0, [root]
    while level and depth <= MAX_DEPTH:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _text(info: ET.Element, tag: str) -> str:
    return printable(" ".join((info.findtext(f"csl:{tag}", "", _IN_CSL) or "").split()))[:300]


def _parent_name(info: ET.Element) -> str:
    for link in info.findall("csl:link", _IN_CSL):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rsplit("/", 1)[-1].removesuffix(".csl")
    return ""


def _kind(info: ET.Element, root: ET.Element) -> str:
    for category in info.findall("csl:category", _IN_CSL):
        if category.get("citation-format") in KINDS:
            return str(category.get("citation-format"))
    return "note" if root.get("class") == "note" else "author-date"
