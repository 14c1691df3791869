"""What BibTeX and TeX cannot take is shortened before they see it; all else stays as it is."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.formats.registry import format_named
from jupyter_paperlookup.library.publishing.tex_limits import within_limits
from jupyter_paperlookup.records import from_csl

BYTES_OF_A_TEXT = 20_000


@pytest.mark.parametrize(
    "item",
    [
        {"title": "On Computable Numbers", "author": [{"family": "Turing", "given": "A. M."}]},
        {"URL": f"https://example.org/{'a' * 1900}", "DOI": "10.1000/x"},
        {"issued": {"date-parts": [[1936, 11, 12]]}, "custom": {"x": [1, None, True]}},
        {"author": [{"literal": f"The {n}th Consortium"} for n in range(100)]},
        {"title": "Tiếng Việt, हिन्दी, עִבְרִית, 日本語"},
    ],
)
def test_what_can_be_set_stays(item):
    assert within_limits(item) == item


def test_thousands_of_authors_are_the_first_ones_and_others():
    item = {
        "type": "book",
        "author": [{"family": f"Ünal{n}", "given": f"{{{n}"} for n in range(3000)],
        "editor": [{"family": "Aad", "given": "G."}],
        "custom": {"kept": "yes"},
    }
    within = within_limits(item)
    assert within["author"] == item["author"][: len(within["author"])]
    assert 100 < len(within["author"]) < 3000
    assert within["custom"]["kept"] == "yes"
    written = format_named("bibtex").write([from_csl(within)])
    [authors] = [line for line in written.splitlines() if line.startswith("  author")]
    assert authors.endswith(" and others},")
    assert len(authors.encode()) < BYTES_OF_A_TEXT
    assert "others" not in next(line for line in written.splitlines() if "editor" in line)


@pytest.mark.parametrize(
    "sign", ["W", "\\", "{", "ö", "﷽", "^", '<span class="nodecor"></span>', "<sub></sub>"]
)
def test_a_name_takes_no_more_than_bibtex_keeps_of_two(sign):
    [name] = within_limits({"author": [{"literal": sign * 500}]})["author"]
    assert name["literal"].endswith("…")
    written = format_named("bibtex").write([from_csl({"type": "book", "author": [name]})])
    [author] = [line for line in written.splitlines() if line.startswith("  author")]
    assert len(author.encode()) < 500 / 2


@pytest.mark.parametrize(
    "part", ["A ", "A<b>B</b>", "<sup></sup> ", '<span class="nocase">A</span> ', "\\ ", "i "]
)
@pytest.mark.parametrize("variable", ["title", "note", "volume"])
def test_a_text_is_no_longer_than_bibtex_keeps(variable, part):
    within = within_limits({"type": "book", "id": "a", variable: part * 20_000})
    written = format_named("bibtex").write([from_csl(within)])
    assert 300 < max(len(line.encode()) for line in written.splitlines()) < BYTES_OF_A_TEXT


def test_texts_words_and_marks_without_end_have_one():
    within = within_limits(
        {
            "note": "word " * 10_000,
            "title": f"a {'W' * 5000} b",
            "container-title": "Z" + "\u0301\u0489" * 300 + " end",
            "URL": f"https://example.org/{'a' * 3000}",
        }
    )
    assert len(within["note"]) < BYTES_OF_A_TEXT
    assert within["note"].endswith("…")
    assert within["title"] == f"a {'W' * 300}… b"
    assert within["container-title"] == "Z" + "\u0301\u0489" * 15 + " end"
    assert "URL" not in within  # shortened, it would be another one
