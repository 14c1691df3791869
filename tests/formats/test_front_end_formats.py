"""The formats that the panel offers are those that are written."""

from __future__ import annotations

import re
from pathlib import Path

from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.library.kept_files import KEPT_FORMATS

TABLE = Path(__file__).parents[2] / "labextension" / "src" / "export-formats.ts"
ROW = re.compile(r"\{ name: '([^']+)', title: '([^']+)', canBeKept: (true|false) \}")


def test_the_panel_offers_every_format_that_is_written():
    rows = ROW.findall(TABLE.read_text("utf-8"))
    written = {name: each.label for name, each in FORMATS.items() if each.writes}
    assert {name for name, _, _ in rows} == written.keys()
    assert {name for name, _, kept in rows if kept == "true"} == set(KEPT_FORMATS)
    assert {name: title for name, title, _ in rows} == written
