"""How much a style does at most: macros multiply, of branches one counts, circles are told."""

from __future__ import annotations

from graphlib import CycleError
from xml.etree import ElementTree as ET

import pytest

from jupyter_paperlookup.formatting.style_expansion import MAX_STEPS, steps_of
from jupyter_paperlookup.formatting.styles import SHIPPED_FOLDER

TEXT = '<text value="x"/>'


def style(body: str) -> ET.Element:
    return ET.fromstring(f'<style xmlns="http://purl.org/net/xbiblio/csl">{body}</style>')  # noqa: S314 - ours


@pytest.mark.parametrize(
    "body, steps",
    [
        (f"<citation>{TEXT}</citation>", 2),
        (f'<macro name="a">{TEXT}</macro><citation/>', 1),
        (f'<macro name="a">{TEXT}</macro><citation><text macro="a"/></citation>', 4),
        (
            f'<macro name="a">{TEXT}</macro><citation><key macro="a"/><text macro="a"/></citation>',
            7,
        ),
        ('<citation><text macro="missing"/></citation>', 2),
        (f"<citation><choose><if>{TEXT * 5}</if><else>{TEXT}</else></choose></citation>", 8),
    ],
)
def test_steps(body, steps):
    assert steps_of(style(body)) == steps


def test_each_call_doubles():
    twice = [f'<text macro="{n + 1}"/>' * 2 for n in range(10)]
    macros = "".join(f'<macro name="{n}">{calls}</macro>' for n, calls in enumerate(twice))
    assert steps_of(style(f'{macros}<citation><text macro="0"/></citation>')) > 2**10


def test_a_macro_that_calls_itself_is_told_also_when_nobody_calls_it():
    with pytest.raises(CycleError):
        steps_of(style('<macro name="a"><group><text macro="a"/></group></macro><citation/>'))


def test_styles_that_come_along_are_far_from_the_bound():
    found = [ET.parse(path).getroot() for path in SHIPPED_FOLDER.glob("*.csl")]  # noqa: S314 - ours
    assert found
    assert max(map(steps_of, found)) * 10 < MAX_STEPS
