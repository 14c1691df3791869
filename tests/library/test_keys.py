"""Keys of a library: a pattern for new ones, new names on purpose, old ones that go on working."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.errors import InvalidRequest, RecordNotFound
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.records.key_pattern import DEFAULT_PATTERN

RIS = "TY  - JOUR\nTI  - On Computable Numbers\nAU  - Turing, Alan\nPY  - 1936\nER  - \n"
MORE = "TY  - JOUR\nTI  - Computing Machinery\nAU  - Turing, Alan\nPY  - 1950\nER  - \n"


@pytest.fixture
def turing(empty):
    empty.import_text(RIS, "a.ris")
    return empty


def test_a_pattern_touches_only_new_records(turing):
    assert turing.key_pattern == DEFAULT_PATTERN
    turing.key_pattern = "[authorsAlpha][shortyear]"
    turing.import_text(MORE, "b.ris")
    assert [record.key for record in turing.records()] == ["Tur50", "turing1936computable"]


def test_a_pattern_stays_with_the_library(turing):
    turing.key_pattern = "[auth][year]"
    with Library.open(turing.folder) as again:
        assert again.key_pattern == "[auth][year]"


def test_a_pattern_that_cannot_be_read_is_not_taken(turing):
    with pytest.raises(InvalidRequest, match="Character 8"):
        turing.key_pattern = "[auth][yaer]"
    assert turing.key_pattern == DEFAULT_PATTERN


def test_a_preview_changes_nothing(turing):
    assert turing.preview_key("turing1936computable", "[auth:upper]") == "TURING"
    assert turing.preview_key(turing.get("turing1936computable"), "x[year]") == "x1936"
    assert turing.key_pattern == DEFAULT_PATTERN
    with pytest.raises(RecordNotFound):
        turing.preview_key("nobody", "[auth]")


def test_the_old_key_goes_on_working(turing):
    record = turing.rename_key("TURING1936computable", "Turing:36")
    assert record.key == turing.get("turing1936computable").key == "Turing:36"
    assert turing.all_keys("turing:36") == ["Turing:36", "turing1936computable"]
    assert "Turing:36" in turing.export(["turing1936computable"], to="csl-json")
    assert turing.export(["turing1936computable", "Turing:36"]).count("@article") == 1
    assert turing.insertion("citation", ["turing1936computable"], dialect="pandoc").text == (
        "[@Turing:36]"
    )
    assert turing.search("computable").results[0].key == "Turing:36"


def test_an_old_key_is_given_to_nobody_else(turing):
    turing.rename_key("turing1936computable", "t36")
    report = turing.import_text("@misc{turing1936computable, title={Other}}", "b.bib")
    assert [renamed.key for renamed in report.renamed] == ["turing1936computablea"]
    with pytest.raises(InvalidRequest, match="was once that of t36"):
        turing.rename_key("turing1936computablea", "Turing1936Computable")


def test_an_old_key_comes_back_to_its_record(turing):
    turing.rename_key("turing1936computable", "t36")
    assert turing.rename_key("t36", "turing1936computable").key == "turing1936computable"
    assert turing.get("t36").key == "turing1936computable"


def test_letters_of_a_key_may_change_their_case(turing):
    assert turing.rename_key("turing1936computable", "Turing1936Computable").key == (
        "Turing1936Computable"
    )
    assert turing.all_keys("turing1936computable") == ["Turing1936Computable"]


@pytest.mark.parametrize("key", ["", "a b", "a,b", "}", "x" * 201, "<b>"])
def test_a_key_that_no_dialect_can_write_is_refused(turing, key):
    with pytest.raises(InvalidRequest, match="cannot be written everywhere"):
        turing.rename_key("turing1936computable", key)


def test_a_key_of_another_record_is_refused(turing):
    turing.import_text(MORE, "b.ris")
    with pytest.raises(InvalidRequest, match="Computing Machinery"):
        turing.rename_key("turing1936computable", "Turing1950Computing")
    with pytest.raises(RecordNotFound):
        turing.rename_key("nobody", "x")


def test_a_renamed_record_is_found_by_its_source_again(turing):
    turing.rename_key("turing1936computable", "t36")
    report = turing.import_text(RIS + MORE, "a.ris")
    assert (report.new, report.unchanged) == (1, 1)
    exported = turing.export(["t36"], to="bibtex").replace("t36", "turing1936computable")
    assert turing.import_text(exported, "old.bib").new == 0


def test_undo_frees_the_new_key(turing):
    turing.rename_key("turing1936computable", "t36")
    assert turing.undo() == "Renamed the key turing1936computable to t36."
    assert turing.all_keys("turing1936computable") == ["turing1936computable"]
    with pytest.raises(RecordNotFound):
        turing.get("t36")
    with pytest.raises(InvalidRequest, match="no change to undo"):
        turing.undo()
