"""How much citeproc does at most for one work, when each macro is done as often as it is called.

Twenty macros, each of which calls the next one twice, take as long as a million elements, and
macros that call themselves take all the memory. Of the branches of a `<choose>`, one is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final
from xml.etree import ElementTree as ET

from jupyter_paperlookup.errors import UnknownStyle

MAX_STEPS: Final = 50_000
"""Ten times those of the largest style that comes along, Chicago with notes."""

_MACRO: Final = "{http://purl.org/net/xbiblio/csl}macro"
_CHOOSE: Final = "{http://purl.org/net/xbiblio/csl}choose"


def check_expansion(root: ET.Element, name: str) -> None:
    """Look that no macro calls itself, and that all calls together stay within bounds.

    Raises:
        UnknownStyle: They do not; ``name`` is the style's file name without ``.csl``.
    """
    try:
        steps = steps_of(root)
    except CycleError as error:
        raise UnknownStyle(f"{name}.csl has a macro that calls itself.") from error
    if steps > MAX_STEPS:
        raise UnknownStyle(f"{name}.csl calls its macros too often to be a style.")


def steps_of(root: ET.Element) -> int:
    """How many elements are done at most for the citation and the reference of one work.

    Raises:
        graphlib.CycleError: A macro calls itself, be it by way of others.
    """
    macros = {each.get("name", ""): each for each in root if each.tag == _MACRO}
    calls = {name: {*_called(macro)} & {*macros} for name, macro in macros.items()}
    steps: dict[str, int] = {}
    for name in TopologicalSorter(calls).static_order():
        steps[name] = _steps(macros[name], steps)
    return sum(_steps(each, steps) for each in root if each.tag != _MACRO)


def _called(element: ET.Element) -> list[str]:
    return [name for each in element.iter() if (name := each.get("macro"))]


def _steps(element: ET.Element, macros: Mapping[str, int]) -> int:
    within = [_steps(child, macros) for child in element]
    inner = max(within, default=0) if element.tag == _CHOOSE else sum(within)
    return 1 + inner + macros.get(element.get("macro", ""), 0)
