"""A title may hold anything: in no output may it become more than text."""

from __future__ import annotations

import json
import unicodedata

import pytest

from jupyter_paperlookup.messages.display import MIME_TYPE
from jupyter_paperlookup.notebook.widget import PaperLookup

HOSTILE_KEY = "hostile1936title"
OUR_TAGS = {"div", "p", "ol", "li", "strong", "br", "code", "mark", "pre", "em", "i", "a", "span"}


@pytest.fixture(params=["paper", "paper-words", "cite", "bibtex", "bibliography"])
def bundle(request, shell):
    match request.param:
        case "paper":
            result = shell.run_line_magic("paper", f"key:{HOSTILE_KEY}")
        case "paper-words":  # with matches marked inside the title
            result = shell.run_line_magic("paper", "title:onerror title:write18")
        case "bibliography":
            result = shell.run_cell_magic("bibliography", "--style ieee", HOSTILE_KEY)
        case magic:
            result = shell.run_line_magic(magic, HOSTILE_KEY)
    return result._repr_mimebundle_()


def test_html_holds_our_tags_only(bundle, parse_html):
    page = parse_html(bundle["text/html"])
    assert set(page.tags) <= OUR_TAGS
    assert {name for name, _ in page.attributes} <= {"class", "style", "href"}
    for name, value in page.attributes:
        assert name != "href" or value.startswith("https://")
    assert "onerror" in page.text


def test_maths_is_left_alone_in_html(bundle, parse_html):
    page = parse_html(bundle["text/html"])
    assert page.tags[0] == "div"
    assert "mathjax_ignore" in dict(page.attributes)["class"].split()


def test_plain_text_cannot_steer_a_terminal(bundle):
    text = bundle["text/plain"]
    assert "onerror" in text
    assert [
        character
        for character in text
        if unicodedata.category(character) == "Cc" and character != "\n"
    ] == []
    assert "\u202e" not in text


def test_markdown_makes_no_image_and_no_tag(bundle, parse_html):
    markdown = bundle.get("text/markdown", "")
    if markdown.startswith("```"):  # code: nothing in it is Markdown, if nothing ends it early
        assert markdown.count("```") == 2
        return
    assert "<img" not in markdown.replace("\\<img", "")
    assert "![](javascript" not in markdown
    assert "img" not in parse_html(markdown.replace("\\<", "&lt;")).tags


def test_the_data_is_json_as_it_is_kept(bundle):
    data = bundle[MIME_TYPE]
    assert json.loads(json.dumps(data)) == data
    assert HOSTILE_KEY in data["items"]


def test_the_widget_shows_it_as_text(shell, parse_html, wait_until):
    picker = PaperLookup(f"key:{HOSTILE_KEY}")
    controls = picker._controls
    controls.results.value = [HOSTILE_KEY]
    wait_until(lambda: picker.value)
    try:
        for preview in controls.previews.values():
            page = parse_html(preview.value)
            assert page.tags == ["pre"]
            assert "onerror" in page.text or "cite" in page.text
        label, key = controls.results.options[0]
        assert key == HOSTILE_KEY
        assert label.startswith("<img src=x onerror=alert(1)>")  # an option holds text, no HTML
        assert "\x1b" not in label + picker.value
        controls.say("<img src=x>")
        assert parse_html(controls.status.value).tags == ["div"]
    finally:
        picker.close()
