"""Our entries follow what is wanted; whatever else stands in the text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import full_records

from jupyter_paperlookup.formats.bibtex_places import places_of
from jupyter_paperlookup.formats.bibtex_upkeep import keep_up
from jupyter_paperlookup.formats.registry import format_named

FOREIGN = '% Mine.\n@string{j = "Journal"}\n\n\n@book{Zeta, title={A\n}}\n% the end\n'


def entry(key, title="T", remark=""):
    return f"{remark}@misc{{{key},\n  title = {{{title}}},\n}}\n"


def entries(*keys):
    return "\n".join(entry(key) if isinstance(key, str) else entry(*key) for key in keys) or "\n"


class File:
    """A text that is kept up, with what is remembered of it."""

    def __init__(self, text="", newline="\n"):
        self.text, self.written, self.newline = text, {}, newline
        self.changed = ()

    def keep(self, *keys, wanted=None):
        upkeep = keep_up(
            self.text, entries(*keys) if wanted is None else wanted, self.written, self.newline
        )
        assert upkeep.fault == ""
        self.text, self.written, self.changed = upkeep.text, upkeep.written, upkeep.changed
        return self.text

    @property
    def keys(self):
        return [place.key for place in places_of(self.text).entries]


def test_an_empty_text_becomes_what_an_export_is():
    assert File().keep("a", "b") == entries("a", "b")


def test_new_entries_come_in_their_sorted_places():
    file = File()
    file.keep("b", "D")
    file.keep("a", "b", "C", "D", "e")
    assert file.keys == ["a", "b", "C", "D", "e"]
    assert file.text == entries("a", "b", "C", "D", "e")


def test_entries_that_are_no_longer_wanted_go_with_their_empty_line():
    file = File()
    file.keep("a", "b", "c", "d")
    for keys in (["b", "c", "d"], ["b", "d"], ["b"], []):
        assert file.keep(*keys).strip("\n") == entries(*keys).strip("\n")
    assert file.text == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_others_wrote_stays_byte_for_byte(newline):
    foreign = FOREIGN.replace("\n", newline)
    file = File(foreign, newline)
    file.keep("b", "y")
    assert file.text.startswith(foreign + newline + "@misc{b,")
    file.keep(("b", "New"), "c", "x", "y", "z")
    assert file.text.startswith(foreign)
    assert file.keys == ["Zeta", "b", "c", "x", "y", "z"]
    assert newline == "\n" or "\n" not in file.text.replace(newline, "")
    assert file.keep() == foreign


def test_the_same_again_changes_nothing():
    file = File(FOREIGN)
    text = file.keep("b", "y")
    written = file.written
    assert file.keep("b", "y") == text
    assert file.written == written


def test_an_entry_of_others_stands_for_the_wanted_one():
    file = File(FOREIGN)
    assert file.keep("zeta") == FOREIGN
    assert (file.written, file.changed) == ({}, ())
    file.text = file.text.replace("Zeta", "eta")
    assert file.keep("zeta").startswith(FOREIGN.replace("Zeta", "eta"))
    assert file.keys == ["eta", "zeta"]


def test_an_entry_that_is_the_same_but_not_ours_is_never_ours():
    file = File(entries("a", "b"))
    file.keep("a", "b")
    assert file.written == {}
    assert file.keep() == entries("a", "b")


def test_an_entry_that_somebody_changes_is_theirs_until_the_change_is_taken_back():
    file = File()
    file.keep("a", "b")
    file.text = file.text.replace("@misc{a,\n  title = {T}", "@misc{a,\n  title = {Mine}")
    file.keep(("a", "New"), ("b", "New"))
    assert file.changed == ("a",)
    assert "{Mine}" in file.text
    assert file.text.count("{New}") == 1
    file.keep()
    assert (file.keys, file.changed) == (["a"], ())
    file.text = file.text.replace("{Mine}", "{T}")
    file.keep(("a", "New"))
    assert file.text == entries(("a", "New"))


def test_an_entry_that_somebody_removes_is_written_again():
    file = File()
    file.keep("a", "b")
    file.text = entries("b")
    assert file.keep("a", "b") == entries("a", "b")


def test_line_breaks_that_were_exchanged_are_no_change():
    file = File()
    file.keep("a", "b")
    file.text, file.newline = file.text.replace("\n", "\r\n"), "\r\n"
    file.keep(("a", "New"), "b")
    assert file.changed == ()
    assert file.text == entries(("a", "New"), "b").replace("\n", "\r\n")


def test_the_remark_above_an_entry_goes_with_it():
    remark = "% Incomplete: author and year unknown\n"
    file = File("% mine\n")
    file.keep(wanted=entry("a", remark=remark))
    assert file.text == "% mine\n\n" + entry("a", remark=remark)
    assert file.keep(wanted=entry("a")) == "% mine\n\n" + entry("a")
    file.keep(wanted=entry("a", remark=remark))
    assert file.keep() == "% mine\n"


def test_text_that_somebody_writes_around_our_entries_stays():
    file = File()
    file.keep("a", "b", "c")
    a, b, c = (entry(key) for key in "abc")
    file.text = f"% one\n{a}% two\n{b}\n\n\n% three\n\n{c}% four"
    assert file.keep("b") == f"% one\n% two\n{b}\n\n\n% three\n\n% four"


def test_a_text_that_is_not_clear_is_left_alone():
    upkeep = keep_up("@misc{a, title={A}\n", entries("b"), {})
    assert upkeep.text == "@misc{a, title={A}\n"
    assert "line 1" in upkeep.fault


pieces = st.lists(
    st.sampled_from([
        "% a comment\n", "\n", "\n\n", "words\n", '@string{j = "J"}\n', "@comment{x}\n",
        "@book{theirs, title={A}}\n", "@misc{b, note={of others}}\n", "@preamble{{x}}", "  ",
    ]),
    max_size=8,
).map("".join)  # fmt: skip
wishes = st.lists(st.sets(st.sampled_from("abCdEf")), max_size=5)


@given(pieces, wishes, st.sampled_from(["\n", "\r\n"]))
def test_whatever_was_wanted_in_between_others_find_their_text_as_it_was(text, wishes, newline):
    text = text.replace("\n", newline)
    file = File(text, newline)
    theirs = {place.key for place in places_of(text).entries}
    for keys in wishes:
        file.keep(*sorted(keys, key=str.casefold))
        assert set(file.keys) == keys | theirs
        assert file.keep(*sorted(keys, key=str.casefold)) == file.text
    file.keep()
    assert file.text.rstrip("\r\n") == text.rstrip("\r\n")


@given(st.lists(full_records, max_size=4, unique_by=lambda each: each.key.lower()))
def test_any_records_can_be_kept_and_removed_again(records):
    file = File(FOREIGN)
    file.keep(wanted=format_named("biblatex").write(records))
    assert file.keep() == FOREIGN
