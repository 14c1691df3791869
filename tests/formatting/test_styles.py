from __future__ import annotations

import os

import pytest

from jupyter_paperlookup.errors import UnknownStyle
from jupyter_paperlookup.formatting.style_file import MAX_STYLE_BYTES, parse_style
from jupyter_paperlookup.formatting.styles import ALIASES, SHIPPED_FOLDER, Styles

INDEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="de-DE">
  <info><title>{title}</title><id>x</id><category citation-format="label"/></info>
  <citation><layout><text variable="title" prefix="{title}: "/></layout></citation>
</style>"""
DEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"{locale}>
  <info><title>Mine</title><id>y</id>
  <link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/></info>
</style>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE style [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>&b;</title></info></style>"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE style [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>&a;</title></info></style>"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "styles"


@pytest.fixture
def user_styles(folder):
    folder.mkdir()
    return Styles(folder)


def test_the_named_styles_are_shipped():
    names = {info.name for info in Styles().list()}
    assert {
        "apa",
        "chicago-author-date",
        "chicago-notes-bibliography",
        "ieee",
        "nature",
        "modern-language-association",
        "nlm-citation-sequence",
        "association-for-computing-machinery",
        "american-medical-association",
        "harvard-cite-them-right",
        "springer-basic-author-date",
        "elsevier-harvard",
        "elsevier-with-titles",
        "american-chemical-society",
    } <= names


def test_every_shipped_style_keeps_its_authors_and_licence():
    for path in SHIPPED_FOLDER.glob("*.csl"):
        text = path.read_text("utf-8")
        assert "creativecommons.org/licenses/by-sa/3.0/" in text, path.name
        assert "<author>" in text, path.name
    assert "CC BY-SA 3.0" in (SHIPPED_FOLDER / "LICENSE").read_text("utf-8")


def test_every_alias_leads_to_a_shipped_style():
    styles = Styles()
    assert all(styles.get(alias).info.name == name for alias, name in ALIASES.items())


@pytest.mark.parametrize("name", ["apa", "apa.csl", "APA", " apa "])
def test_a_style_is_found_by_its_name(name):
    info = Styles().get(name).info
    assert (info.name, info.kind, info.origin, info.parent) == ("apa", "author-date", "shipped", "")


@pytest.mark.parametrize(
    "name",
    ["", "..", "../apa", "csl/apa", "csl\\apa", "/etc/passwd", "http://x.org/apa", "a..b", "a\0b",
     ".hidden", "x" * 1000],
)  # fmt: skip
def test_a_name_is_never_a_path(name):
    with pytest.raises(UnknownStyle, match="no style name"):
        Styles().get(name)


def test_near_names_are_suggested():
    with pytest.raises(UnknownStyle, match="chicago-author-date"):
        Styles().get("chicago-autor-date")


def test_the_kinds_of_styles_are_told():
    kinds = {info.name: info.kind for info in Styles().list()}
    assert kinds["ieee"] == "numeric"
    assert kinds["chicago-notes-bibliography"] == "note"
    assert kinds["modern-language-association"] == "author"


def test_a_user_style_appears_changes_and_goes_at_once(folder, user_styles):
    assert "mine" not in {info.name for info in user_styles.list()}
    path = folder / "mine.csl"
    path.write_text(INDEPENDENT.format(title="One"), "utf-8")
    info = user_styles.get("mine").info
    assert (info.title, info.kind, info.origin) == ("One", "label", "user")
    path.write_text(INDEPENDENT.format(title="Two"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert user_styles.get("mine").info.title == "Two"
    path.unlink()
    with pytest.raises(UnknownStyle):
        user_styles.get("mine")


def test_a_user_style_hides_a_shipped_one(folder, user_styles):
    (folder / "apa.csl").write_text(INDEPENDENT.format(title="Our APA"), "utf-8")
    assert [i.title for i in user_styles.list() if i.name == "apa"] == ["Our APA"]


def test_a_missing_user_folder_is_no_problem(tmp_path):
    styles = Styles(tmp_path / "none")
    assert styles.get("apa").has_bibliography
    assert styles.problems() == []


@pytest.mark.parametrize("parent", ["ieee", "vancouver"])
def test_a_dependent_style_finds_its_shipped_parent(folder, user_styles, parent):
    (folder / "mine.csl").write_text(DEPENDENT.format(parent=parent, locale=""), "utf-8")
    style = user_styles.get("mine")
    assert style.xml == user_styles.get(parent).xml
    assert (style.info.title, style.info.kind) == ("Mine", "numeric")
    assert style.info.parent == user_styles.get(parent).info.name


def test_a_dependent_style_keeps_its_own_locale(folder, user_styles):
    locale = ' default-locale="fr-FR"'
    (folder / "mine.csl").write_text(DEPENDENT.format(parent="ieee", locale=locale), "utf-8")
    assert user_styles.get("mine").info.default_locale == "fr-FR"


@pytest.mark.parametrize("parent", ["not-here", "..", ""])
def test_a_missing_parent_is_named(folder, user_styles, parent):
    (folder / "mine.csl").write_text(DEPENDENT.format(parent=parent, locale=""), "utf-8")
    with pytest.raises(UnknownStyle, match=r"styles folder|neither"):
        user_styles.get("mine")
    assert [problem.file for problem in user_styles.problems()] == ["mine.csl"]


def test_dependent_styles_that_follow_each_other_end(folder, user_styles):
    (folder / "one.csl").write_text(DEPENDENT.format(parent="two", locale=""), "utf-8")
    (folder / "two.csl").write_text(DEPENDENT.format(parent="one", locale=""), "utf-8")
    with pytest.raises(UnknownStyle, match="itself a dependent style"):
        user_styles.get("one")


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "well-formed"),
        (b"<style", "well-formed"),
        (b"\xff\xfe\x00", "well-formed"),
        (b"<html/>", "not a CSL"),
        (b'<style xmlns="http://purl.org/net/xbiblio/csl"/>', "no <info>"),
        (b'<style xmlns="http://purl.org/net/xbiblio/csl"><info/></style>', "neither"),
        (b'<?xml version="1.0" encoding="nonsense"?><style/>', "well-formed"),
        (BOMB.encode(), "entities"),
        (EXTERNAL.encode(), "entities"),
        (b" " * (MAX_STYLE_BYTES + 1), "2 MB"),
        (b"<a>" * 100_000, "well-formed|too deep"),
    ],
)
def test_a_broken_file_is_a_problem_and_costs_no_other(folder, user_styles, content, reason):
    (folder / "broken.csl").write_bytes(content)
    (folder / "good.csl").write_text(INDEPENDENT.format(title="Good"), "utf-8")
    assert "good" in {info.name for info in user_styles.list()}
    assert "broken" not in {info.name for info in user_styles.list()}
    (problem,) = user_styles.problems()
    assert problem.file == "broken.csl"
    with pytest.raises(UnknownStyle, match=reason):
        user_styles.get("broken")


def test_a_style_with_a_namespace_prefix_is_read():
    text = INDEPENDENT.format(title="T").replace("<", "<c:").replace("<c:/", "</c:")
    text = text.replace("<c:?", "<?").replace("xmlns=", "xmlns:c=")
    assert parse_style(text.encode(), "t").title == "T"
