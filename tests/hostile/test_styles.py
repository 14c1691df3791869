"""Styles of strangers: what they say is text in every output, and what they are is checked."""

from __future__ import annotations

import json

import pytest
from hostile.checks import CHECKS, check_html, check_terminal
from hostile.corpus import KINDS, VALUES, WORD
from hostile.styles import NO_STYLES, style_of

from jupyter_paperlookup.citing.editable import OpenCell, open_notebook
from jupyter_paperlookup.errors import InvalidRequest, UnknownStyle
from jupyter_paperlookup.library import Library

WORK = {
    "id": "turing1936", "type": "book", "title": f"On {WORD}s", "DOI": "10.1112/plms/s2-42.1.230",
    "URL": "https://example.org/a", "issued": {"date-parts": [[1936]]},
    "author": [{"family": "Turing", "given": "Alan"}, {"family": "Church", "given": "Alonzo"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("styles")
    with Library(folder) as library:
        library.import_text(json.dumps([WORK]), "one.json", format="csl-json")
        for kind, values in KINDS.items():
            said = list(values.values())
            library.add_style(f"{kind}.csl", style_of(said[0], said))
        yield library


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("to", CHECKS)
def test_what_a_style_says_is_text(library, kind, to):
    formatted = library.format(["turing1936"], style=kind, to=to)
    for text in (formatted.citation, *formatted.references):
        assert WORD in text
        assert text.splitlines() == [text]
        CHECKS[to](text)


def test_what_a_style_says_of_itself_is_text(library):
    own = [info for info in library.styles().list() if info.origin == "user"]
    assert len(own) == len(KINDS)
    for info in own:
        check_terminal(f"{info.title} {info.short_title}")
        assert len(info.title) <= 300
        assert info.kind == "author-date"


def test_previews_of_styles_are_text(library):
    document = open_notebook([OpenCell("a", "markdown", "See [@turing1936].")], {})
    told = library.style_previews(document, list(KINDS))
    for preview in told.previews:
        assert not preview.failure
        for text in (*preview.citations, *preview.references):
            assert WORD in check_html(text).text


@pytest.mark.parametrize("name", NO_STYLES)
def test_what_attacks_its_reader_is_no_style(library, name):
    with pytest.raises(UnknownStyle) as error:
        library.add_style(name, NO_STYLES[name])
    check_terminal(error.value.reason)
    # Nor is it one where somebody put it into the folder.
    path = library.folder / "styles" / f"put-{name}.csl"
    path.write_text(NO_STYLES[name], "utf-8")
    with pytest.raises(UnknownStyle):
        library.format(["turing1936"], style=path.stem)
    path.unlink()


@pytest.mark.parametrize("name", VALUES)
def test_names_of_styles(library, name):
    """Whoever names a style so is told that there is none, or that it is no name."""
    with pytest.raises((UnknownStyle, InvalidRequest)):
        library.format(["turing1936"], style=VALUES[name] or "x")
