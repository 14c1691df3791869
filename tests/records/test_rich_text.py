from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.formatting.inlines import rich_inlines
from jupyter_paperlookup.formatting.styled_text import styled_text
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.rich_text import MAX_DEPTH, without_tags

TAGS = [
    "<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", "<sc>", "</sc>", "</span>",
    '<span class="nocase">', '<span style="font-variant:small-caps;">', "<", ">", "a", " b",
]  # fmt: skip


@pytest.mark.parametrize(
    "text, expected",
    [
        ("plain", "plain"),
        ("<i>E. coli</i> in H<sub>2</sub>O", "E. coli in H2O"),
        ('the <span class="nocase">iPhone</span>', "the iPhone"),
        ('<span style="font-variant: small-caps">abc</span>', "abc"),
        ("<b>a <i>b</i></b>", "a b"),
        ("<i></i>", ""),
        ("<i>a <b>c</i>", "a <b>c"),
    ],
)
def test_the_tags_of_a_rich_text_are_left_out(text, expected):
    assert without_tags(text) == expected


@pytest.mark.parametrize(
    "text",
    ["a <b> c", "</i>", "x</b> y", "<script>x</script>", "<I>x</I>", '<i class="x">y</i>',
     "<span>x</span>", "List<String> </table>", "a < b </ c"],
)  # fmt: skip
def test_what_only_looks_like_them_stays(text):
    assert without_tags(text) == text


def test_what_is_nested_too_deep_stays():
    text = "<i>" * (MAX_DEPTH + 1) + "x" + "</i>" * (MAX_DEPTH + 1)
    assert without_tags(text) == "<i>x</i>"


@given(st.lists(st.sampled_from(TAGS), max_size=30).map("".join))
def test_references_and_lists_have_the_same_words(text):
    shown = "".join(run.text for run in styled_text(rich_inlines(text)))
    # Blanks, and the quotation marks within tags that are none, are typographic there.
    assert "".join(re.findall(r"\w+|[<>/]", without_tags(text))) == "".join(
        re.findall(r"\w+|[<>/]", shown)
    )


def test_a_record_says_its_title_and_abstract_without_them():
    record = Record(title="On <i>x</i>", abstract="Of <b>y</b>")
    assert (record.plain_title, record.plain_abstract) == ("On x", "Of y")
    assert record.title == "On <i>x</i>"
