from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.formatting.inlines import (
    MAX_TEXT,
    clean_text,
    plain_inlines,
    rich_inlines,
)
from jupyter_paperlookup.formatting.styled_text import safe_url, styled_text


def shown(text):
    return "".join(run.text for run in styled_text(rich_inlines(text)))


def looks(text):
    return [
        (run.text, *(name for name in ("strong", "emph", "small_caps") if getattr(run, name)),
         *([run.script] if run.script else []))
        for run in styled_text(rich_inlines(text))
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text, expected",
    [
        ("plain", [("plain",)]),
        ("<i>E. coli</i> in", [("E. coli", "emph"), (" in",)]),
        ("H<sub>2</sub>O", [("H",), ("2", "sub"), ("O",)]),
        ("x<sup>2</sup>", [("x",), ("2", "sup")]),
        ("<b>a <i>b</i></b>", [("a ", "strong"), ("b", "strong", "emph")]),
        ("<sc>abc</sc>", [("abc", "small_caps")]),
        ('<span style="font-variant: small-caps;">abc</span>', [("abc", "small_caps")]),
        ('<span style="font-variant:small-caps">abc</span>', [("abc", "small_caps")]),
        ('the <span class="nocase">iPhone</span>', [("the iPhone",)]),
        ('on "big" things', [("on “big” things",)]),
        ("on “big” things", [("on “big” things",)]),
        ("on 'big' things", [("on “big” things",)]),
        ("it's the dogs' bone of '36", [("it’s the dogs’ bone of ’36",)]),
        ("'it's' l'idéal", [("“it’s” l’idéal",)]),
        ('<i>R. <span class="nodecor">v.</span> X</i>', [("R. ", "emph"), ("v.",), (" X", "emph")]),
    ],
)
def test_the_small_set_of_tags_is_read(text, expected):
    assert looks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a <b> c", "</i>", "<i>", "<i><b>x</i>", "x</b> y", "<script>x</script>", "<I>x</I>",
        '<i class="x">y</i>', "<span>x</span>", '<span class="other">x</span>', "a < b and c > d",
        '5" disk', '"', '""', 'x "y', "<i" * 500, "<i>" * 500, "</i>" * 500, "&lt;i&gt;", "&amp;",
        "“open", "close”", "<img src=x onerror=alert(1)>",
    ],
)  # fmt: skip
def test_what_is_unknown_or_unbalanced_stays_text(text):
    kept = shown(text)
    assert kept.replace("<i>", "").replace("</i>", "") == text.replace("<i>", "").replace(
        "</i>", ""
    )


@given(st.lists(st.sampled_from(["<i>", "</i>", "<b>", "</b>", '"', "“", "”", "</span>", " ", "x",
                                 '<span class="nocase">', "<sup>", "</sup>"])))  # fmt: skip
def test_no_word_is_lost_whatever_the_tags(parts):
    text = clean_text("".join(parts))
    assert shown(text).count("x") == text.replace("x>", "").count("x")


@given(st.text())
def test_clean_text_is_one_line_that_can_be_encoded(text):
    cleaned = clean_text(text)
    assert "\n" not in cleaned
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    "text, expected",
    [
        (" a\n\tb ", "a b"),
        ("a\x00b\x1bc", "abc"),
        ("a\u202eb\u2066c", "abc"),
        ("a\ud800b", "a\ufffdb"),
        ("a\u2028b", "a b"),
        ("x" * (MAX_TEXT + 1), "x" * MAX_TEXT),
    ],
)
def test_what_is_not_text_is_removed(text, expected):
    assert clean_text(text) == expected


def test_words_and_spaces():
    assert plain_inlines("a b") == [{"t": "Str", "c": "a"}, {"t": "Space"}, {"t": "Str", "c": "b"}]


@pytest.mark.parametrize(
    "url, safe",
    [
        ("https://doi.org/10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("http://localhost:8080/a", "http://localhost:8080/a"),
        ("https://x.org/a(b)", "https://x.org/a%28b%29"),
        ("https://x.org/a%20b?q=1&r=2#s", "https://x.org/a%20b?q=1&r=2#s"),
        ('https://x.org/"><b>$x$\\y', "https://x.org/%22%3E%3Cb%3E%24x%24%5Cy"),
        ("https://x.org/ü", "https://x.org/%C3%BC"),
        ("https://x.org/\n\x00a", "https://x.org/%20a"),
        *((bad, "") for bad in (
            "", "javascript:alert(1)", "https://javascript:alert(1)", "https://javascript:1",
            "data:text/html,x", "file:///etc/passwd", "ftp://x.org", "//x.org/a", "x.org",
            "https://user@x.org/", "https://a.org\\@b.org/", "https://[::1", "https://x.org:99999/",
            "https://", "https://x.org/" + "a" * 3000, " javascript:x", "vbscript:x",
        )),
    ],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(url, safe):
    assert safe_url(url) == safe
