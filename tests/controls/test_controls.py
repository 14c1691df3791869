"""The table of controls is about the product as it is; `python -m tests.controls` tries them."""

from __future__ import annotations

import re

import pytest

from tests.controls.table import ROOT, Control, controls, table

CONTROLS = controls()
each = pytest.mark.parametrize("control", CONTROLS, ids=[control.name for control in CONTROLS])


@each
def test_a_control_stands_where_the_table_says(control: Control) -> None:
    text = (ROOT / control.file).read_text(encoding="utf-8")
    assert text.count(control.find) == 1
    assert control.without(text) != text


@each
def test_its_test_is_there(control: Control) -> None:
    text = (ROOT / control.test_file).read_text(encoding="utf-8")
    _, _, name = control.test.partition("::")
    assert not name or re.search(rf"^(async )?def {name}\(", text, re.MULTILINE)


def test_the_threat_model_names_each_control_and_no_other() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    model = text.partition("## Threat model")[2].partition("## Controls")[0]
    named = re.findall(r"`((?:[a-z0-9]+-)*[a-z0-9]+)`", model)
    assert set(named) == {control.name for control in CONTROLS}
    assert len(CONTROLS) == len({control.name for control in CONTROLS})


def test_the_documented_table_is_this_one() -> None:
    """`python -m tests.controls --table` writes it."""
    assert table() in (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
