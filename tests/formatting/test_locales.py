from __future__ import annotations

import pytest

from jupyter_paperlookup.errors import UnknownLocale
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.locales import LOCALES, PRIMARY_DIALECTS, check_locale
from jupyter_paperlookup.formatting.styles import Styles

TERMS = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<info><title>Terms</title><id>t</id></info><citation><layout>"
    '<group delimiter=" "><text term="editor"/><text term="chapter"/><text term="month-05"/>'
    '<text term="and"/></group></layout></citation></style>'
)


def test_pandoc_has_every_locale(tmp_path, pandoc, title_only):
    (tmp_path / "terms.csl").write_text(TERMS, "utf-8")
    formatter = Formatter(Styles(tmp_path), pandoc=pandoc)
    terms = {
        code: formatter.format([title_only], style="terms", locale=code).citation
        for code in LOCALES
    }
    like_english = {code for code, words in terms.items() if words == terms["en-US"]}
    assert like_english == {"en-US", "en-GB"}
    assert terms["de-DE"] == "Herausgeber Kapitel Mai und"
    assert terms["ja-JP"] == "編集者 章 5月 と"


@pytest.mark.parametrize(
    "code, expected",
    [("de-DE", "de-DE"), ("de_de", "de-DE"), ("de", "de-DE"), ("PT", "pt-PT"), ("zh", "zh-CN"),
     (" fr-CA ", "fr-CA"), ("la", "la"), ("sr", "sr-Cyrl-RS")],
)  # fmt: skip
def test_a_code_is_brought_to_its_form(code, expected):
    assert check_locale(code) == expected


@pytest.mark.parametrize("code", ["", "xx", "xx-YY", "../../etc/passwd", "hy-AM", "x" * 1000])
def test_an_unknown_code_is_refused(code):
    with pytest.raises(UnknownLocale, match="no CSL locale"):
        check_locale(code)


def test_the_other_regions_of_a_language_are_suggested():
    with pytest.raises(UnknownLocale, match="de-AT or de-CH or de-DE"):
        check_locale("de-LI")


def test_every_language_leads_to_a_locale():
    assert set(PRIMARY_DIALECTS.values()) <= set(LOCALES)
