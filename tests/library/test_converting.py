"""Documents of a library in another dialect."""

from __future__ import annotations

import json

import pytest

from jupyter_paperlookup.errors import UnreadableSource


def test_a_file_that_changed_meanwhile_is_left_as_it_is(library, tmp_path):
    path = tmp_path / "paper.md"
    path.write_text("[@nobody]", "utf-8")
    converted = library.convert(path, "latex")
    path.write_text("somebody's new text", "utf-8")
    with pytest.raises(UnreadableSource, match="changed by somebody else"):
        converted.write()
    assert path.read_text("utf-8") == "somebody's new text"
    converted.write(tmp_path / "other.md")
    assert (tmp_path / "other.md").read_text("utf-8") == "\\cite{nobody}"


def test_spellings_of_one_key_are_one_work(library, tmp_path):
    item = {"type": "book", "title": "On Computable Numbers", "issued": {"date-parts": [[1936]]}}
    key = library.add(item | {"author": [{"family": "Turing", "given": "Alan"}]}).key
    path = tmp_path / "paper.md"
    bibliography = "<!-- paperlookup:bibliography -->\n<!-- /paperlookup:bibliography -->"
    path.write_text(f"[@{key}; @{key.upper()}]\n\n{bibliography}\n", "utf-8")
    content = library.convert(path, "html").content.decode()
    assert content.count("On Computable Numbers") == 1


def test_works_that_no_text_cites_are_listed_and_go_along(library, tmp_path):
    for key, title in (("turing", "On Computable Numbers"), ("wiener", "Cybernetics")):
        item = {"type": "book", "title": title, "id": key, "issued": {"date-parts": [[1936]]}}
        library.import_text(json.dumps([item]), f"{key}.json")
    path = tmp_path / "paper.md"
    block = "---\nnocite: |\n  @wiener\n---\n\n::: {#refs}\n:::"
    path.write_text(f"[@turing]\n\n{block}\n", "utf-8")
    listed = library.bibliography(path)
    assert [each.partition(" (")[0] for each in listed.references] == [
        "Cybernetics.", "On Computable Numbers.",
    ]  # fmt: skip
    there = library.convert(path, "html").content.decode()
    assert '<!-- paperlookup:bibliography {"nocite": ["wiener"]} -->' in there
    assert "Cybernetics" in there
    path.write_text(there, "utf-8")
    assert library.convert(path, "pandoc").content.decode() == f"[@turing]\n\n{block}\n"
