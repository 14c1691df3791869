from __future__ import annotations

import pytest

from jupyter_paperlookup import PaperLookup
from jupyter_paperlookup.errors import UnknownStyle, UnreadableQuery
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.notebook.next_cell import offer_next_cell, withdraw_next_cell


@pytest.fixture
def picker(shell):
    picker = PaperLookup()
    yield picker
    picker.close()


def _keys(picker):
    return [key for _, key in picker._controls.results.options]


def _status(picker):
    return picker._controls.status.value


def test_it_opens_with_the_newest_papers(picker):
    assert len(_keys(picker)) == 50
    assert picker.selected == []
    assert "best 50 of 316" in _status(picker)


def test_typing_searches_with_the_last_word_as_a_prefix(picker):
    for typed in ("f", "far-r", "far-reach"):
        picker._controls.search.value = typed
    assert _keys(picker)[0] == "chen2023fit"
    assert picker.query == "far-reach"
    label = picker._controls.results.options[0][0]
    assert label == "FIT: Far-reaching Interleaved Transformers · Chen & Li 2023 · chen2023fit"


def test_half_typed_syntax_is_no_error(picker):
    for typed in ('"far', "author:", "year:20", "-", "year:2020.."):
        picker._controls.search.value = typed
        assert "paper" in _status(picker) or "Nothing found" in _status(picker)


def test_other_words_are_offered_for_those_that_no_paper_has(picker):
    meant = picker._controls.meant
    assert meant.layout.display == "none"
    picker.query = "interleved"
    assert meant.description == "Did you mean: interleaved"
    assert meant.layout.display != "none"
    meant.click()
    assert picker.query == "interleaved"
    assert "chen2023fit" in _keys(picker)
    assert meant.layout.display == "none"


def test_choosing_fills_traits_and_previews(picker, wait_until):
    values = []
    picker.observe(lambda change: values.append(change["new"]), "value")
    picker.query = "far-reaching"
    picker._controls.results.value = ["chen2023fit"]
    assert picker.selected == ["chen2023fit"]
    wait_until(lambda: picker.value)
    assert picker.value.startswith("Chen, T., & Li, L. (2023). FIT")
    assert values == [picker.value]
    previews = picker._controls.previews
    assert "&lt;cite data-cite=&quot;chen2023fit&quot;&gt;" in previews["citation"].value
    assert "@misc{chen2023fit," in previews["bibtex"].value


def test_menus_change_what_is_previewed(picker, wait_until):
    picker.query = "far-reaching"
    controls = picker._controls
    controls.results.value = ["chen2023fit"]
    controls.style.value = "ieee"
    controls.dialect.value = "pandoc"
    wait_until(lambda: picker.value)
    assert picker.value.startswith("[1] T. Chen")
    assert "[@chen2023fit]" in controls.previews["citation"].value


def test_several_papers_can_be_chosen(picker, wait_until):
    picker.query = "transformers"
    picker._controls.results.value = _keys(picker)[:2]
    wait_until(lambda: picker.value)
    assert len(picker.selected) == 2
    assert len(picker.value.split("\n\n")) == 2


def test_a_choice_survives_a_narrower_search_and_goes_with_its_paper(picker, wait_until):
    picker.query = "interleaved"
    picker._controls.results.value = ["chen2023fit"]
    picker.query = "far-reaching interleaved"
    assert picker.selected == ["chen2023fit"]
    wait_until(lambda: picker.value)
    picker.query = "author:sanovar"
    assert picker.selected == []
    assert picker.value == ""
    assert all(preview.value == "" for preview in picker._controls.previews.values())


def test_buttons_work_only_with_a_choice(picker):
    buttons = picker._controls.buttons.values()
    assert all(button.disabled for button in buttons)
    picker.query = "far-reaching"
    picker._controls.results.value = ["chen2023fit"]
    assert not any(button.disabled for button in buttons)


def test_programs_can_search(picker):
    page = picker.search("author:chen year:2023")
    assert [result.record.key for result in page] == _keys(picker)
    assert picker.query == "author:chen year:2023"
    with pytest.raises(UnreadableQuery):
        picker.search("year:20x")


def test_the_traits_for_reading_cannot_be_set(picker):
    for name in ("selected", "value"):
        with pytest.raises(Exception, match="read-only"):
            setattr(picker, name, [] if name == "selected" else "")


def test_every_control_has_a_name(picker):
    controls = picker._controls
    named = [controls.search, controls.results, controls.style, controls.locale, controls.dialect]
    assert all(control.description and control.tooltip for control in named)
    assert [button.description for button in controls.buttons.values()] == [
        "Insert citation",
        "Insert reference",
        "Insert BibTeX",
    ]
    assert all(button.tooltip for button in controls.buttons.values())
    assert 'role="status"' in controls.status.value


def test_it_runs_no_code_of_its_own_in_the_browser(picker):
    def all_below(widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from all_below(child)

    modules = {widget._view_module for widget in all_below(picker)}
    assert modules == {"@jupyter-widgets/controls"}


def test_an_unknown_style_is_refused_at_once(shell):
    with pytest.raises(UnknownStyle):
        PaperLookup(style="no-such-style")


def test_another_library_can_be_shown(tmp_path, shell):
    with Library.open(tmp_path / "other") as library:
        library.ensure_index()
        picker = PaperLookup("far-reaching", library=library, style="nature", locale="de-DE")
        assert _keys(picker)[0] == "chen2023fit"
        assert picker._controls.style.value == "nature"
        picker.close()


def test_a_new_library_says_that_it_is_being_indexed(tmp_path, shell, wait_until):
    with Library.open(tmp_path / "new") as library:
        picker = PaperLookup("far-reaching", library=library)
        assert "Indexing" in _status(picker) or _keys(picker)
        wait_until(lambda: _keys(picker), seconds=60)
        assert _keys(picker)[0] == "chen2023fit"
        picker.close()


def test_its_text_is_short(picker):
    assert repr(picker) == "PaperLookup(query='', selected=[])"


def test_without_a_kernel_the_next_prompt_gets_the_text(shell):
    assert offer_next_cell("(Chen & Li, 2023)")
    assert shell.rl_next_input.endswith("(Chen & Li, 2023)")
    withdraw_next_cell("(Chen & Li, 2023)")  # nothing waits: harmless
