"""The panel offers the formats that are written, and takes the files that are read."""

from __future__ import annotations

import re
from pathlib import Path

from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.library.kept_files import KEPT_FORMATS

TABLE = Path(__file__).parents[2] / "labextension" / "src" / "export-formats.ts"
ENDINGS = TABLE.parent / "importing" / "endings.ts"
ROW = re.compile(r"\{ name: '([^']+)', title: '([^']+)', canBeKept: (true|false) \}")


def test_the_panel_offers_every_format_that_is_written():
    rows = ROW.findall(TABLE.read_text("utf-8"))
    written = {name: each.label for name, each in FORMATS.items() if each.writes}
    assert {name for name, _, _ in rows} == written.keys()
    assert {name for name, _, kept in rows if kept == "true"} == set(KEPT_FORMATS)
    assert {name: title for name, title, _ in rows} == written


def test_the_panel_takes_every_file_that_is_read():
    taken = re.findall(r"^  '(\.\w+)'", ENDINGS.read_text("utf-8"), re.MULTILINE)
    read = {ending for each in FORMATS.values() if each.reads for ending in each.extensions}
    assert set(taken) == read
