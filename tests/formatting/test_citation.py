from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from jupyter_paperlookup.errors import InvalidRequest, UnknownLocale, UnknownStyle
from jupyter_paperlookup.formatting.citation import MAX_ITEMS, Formatter
from jupyter_paperlookup.formatting.markup import TARGETS
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.records import Cite

SHIPPED = [info.name for info in Styles().list()]
KEY = "turing1936computable"


@pytest.mark.parametrize("style", SHIPPED)
def test_every_shipped_style_renders_an_article(formatter, article, style):
    formatted = formatter.format([article], style=style)
    (reference,) = formatted.references
    assert "turing" in reference.lower()
    assert "1936" in reference
    assert formatted.citation
    assert formatted.bibliography == formatted.references


@pytest.mark.parametrize("style", SHIPPED)
def test_every_shipped_style_renders_a_title_and_invents_nothing(formatter, title_only, style):
    formatted = formatter.format([title_only], style=style)
    (reference,) = formatted.references
    without_title, titles = re.subn("(?i)fit: far-reaching interleaved transformers", "", reference)
    assert not re.search(r"\d{2}|anonym|author|\bn\.? ?a\b", without_title, re.IGNORECASE)
    assert titles == 1
    assert formatted.citation


@pytest.mark.parametrize(
    "style, citation, reference",
    [
        ("apa", "(Turing, 1936)",
         ("Turing, A. M. (1936). On computable numbers, with an application to the "
         "Entscheidungsproblem. Proceedings of the London Mathematical Society, 42(1), 230–265. "
         "https://doi.org/10.1112/plms/s2-42.1.230")),
        ("ieee", "[1]",
         ("[1] A. M. Turing, “On computable numbers, with an application to the "
         "Entscheidungsproblem,” Proceedings of the London Mathematical Society, vol. 42, no. 1, "
         "pp. 230–265, Nov. 1936, doi: 10.1112/plms/s2-42.1.230.")),
        ("nature", "¹",
         ("1. Turing, A. M. On computable numbers, with an application to the "
         "Entscheidungsproblem. Proceedings of the London Mathematical Society 42, 230–265 "
         "(1936).")),
        ("modern-language-association", "(Turing)",
         ("Turing, Alan Mathison. “On Computable Numbers, with an Application to the "
         "Entscheidungsproblem.” Proceedings of the London Mathematical Society, vol. 42, no. 1, "
         "Nov. 1936, pp. 230–65, https://doi.org/10.1112/plms/s2-42.1.230.")),
    ],
)  # fmt: skip
def test_an_article_reads_as_the_style_wants(formatter, article, style, citation, reference):
    formatted = formatter.format([article], style=style)
    assert formatted.citation == citation
    assert formatted.references == (reference,)


@pytest.mark.parametrize(
    "style, reference",
    [
        ("apa", "FIT: Far-reaching Interleaved Transformers. (n.d.)."),
        ("chicago-author-date", "“FIT: Far-Reaching Interleaved Transformers.” n.d."),
        ("modern-language-association", "“FIT: Far-Reaching Interleaved Transformers.”"),
        ("ieee", "[1] “FIT: Far-reaching Interleaved Transformers.”"),
    ],
)
def test_a_title_stands_alone_and_once(formatter, title_only, style, reference):
    assert formatter.format([title_only], style=style).references == (reference,)


def test_a_note_style_gives_the_words_of_the_note(formatter, article):
    cite = Cite(key=KEY, locator="240")
    formatted = formatter.format([article], cites=[cite], style="chicago-notes-bibliography")
    assert formatted.citation.startswith("Alan Mathison Turing, “On Computable Numbers")
    assert "240" in formatted.citation
    assert formatted.references[0].startswith("Turing, Alan Mathison. “On Computable")


def test_a_note_style_prints_a_work_that_its_bibliography_leaves_out(formatter, title_only):
    formatted = formatter.format([title_only], style="chicago-notes-bibliography")
    assert formatted.references == ("“FIT: Far-Reaching Interleaved Transformers,” n.d.",)
    assert formatted.bibliography == formatted.references


def test_a_style_that_cites_by_author_alone_shows_the_title(formatter, title_only):
    formatted = formatter.format([title_only], style="springer-basic-author-date")
    assert formatted.citation == "(FIT: Far-reaching Interleaved Transformers)"


@pytest.mark.parametrize(
    "cite, citation",
    [
        (Cite(key=KEY, locator="12"), "(Turing, 1936, p. 12)"),
        (Cite(key=KEY, locator="12-14"), "(Turing, 1936, pp. 12–14)"),
        (Cite(key=KEY, locator="ii, A"), "(Turing, 1936, pp. ii, A)"),
        (Cite(key=KEY, locator="3", label="chapter"), "(Turing, 1936, Chapter 3)"),
        (Cite(key=KEY, locator="3", label="slide"), "(Turing, 1936, slide 3)"),
        (Cite(key=KEY, locator="1}{2"), "(Turing, 1936, p. 1)(2)"),
        (Cite(key=KEY, prefix="see"), "(see Turing, 1936)"),
        (Cite(key=KEY, suffix="emphasis mine"), "(Turing, 1936 emphasis mine)"),
        (Cite(key=KEY, suffix=", emphasis mine"), "(Turing, 1936, emphasis mine)"),
        (Cite(key=KEY, suffix="99 years later"), "(Turing, 1936 99 years later)"),
        (Cite(key=KEY, locator="5", suffix=", my italics"), "(Turing, 1936, p. 5, my italics)"),
        (Cite(key=KEY, suppress_author=True), "(1936)"),
        (Cite(key=KEY, author_in_text=True), "Turing (1936)"),
        (Cite(key=KEY, author_in_text=True, locator="7"), "Turing (1936, p. 7)"),
        (Cite(key=KEY, prefix="*see* [@x]", suffix="$x$"), "(*see* [@x] Turing, 1936 $x$)"),
    ],
)
def test_a_cite_is_written_with_its_details(formatter, article, cite, citation):
    assert formatter.format([article], cites=[cite]).citation == citation


@pytest.mark.parametrize(
    "locale, citation",
    [
        ("de-DE", "(Turing, 1936, S. 12)"),
        ("fr-FR", "(Turing, 1936, p. 12)"),
        ("ru-RU", "(Turing, 1936, с. 12)"),
    ],
)
def test_a_locator_is_labelled_in_every_locale(formatter, article, locale, citation):
    cites = [Cite(key=KEY, locator="12")]
    assert formatter.format([article], cites=cites, locale=locale).citation == citation


def test_dates_and_quotation_marks_follow_the_locale(formatter, article, title_only):
    assert formatter.format([title_only], locale="de").references[0].endswith("(o.\u00a0J.).")
    german = formatter.format([article], style="ieee", locale="de-DE").references[0]
    assert "„On computable" in german
    assert "S. 230–265" in german


def test_without_a_locale_the_style_decides(formatter, article):
    british = formatter.format([article], style="oscola").references
    assert british == formatter.format([article], style="oscola", locale="en-GB").references
    assert british != formatter.format([article], style="oscola", locale="de-DE").references


def test_references_keep_the_order_of_the_items_and_the_bibliography_the_styles(
    formatter, article, title_only
):
    formatted = formatter.format([article, title_only], style="apa")
    assert [text[:3] for text in formatted.references] == ["Tur", "FIT"]
    assert [text[:3] for text in formatted.bibliography] == ["FIT", "Tur"]
    assert formatted.citation == "(FIT: Far-Reaching Interleaved Transformers, n.d.; Turing, 1936)"


def test_works_of_one_year_are_told_apart(formatter, article):
    other = article | {"id": "b", "title": "Another paper", "DOI": ""}
    formatted = formatter.format([article, other])
    assert formatted.citation == "(Turing, 1936b, 1936a)"
    assert "(1936b)" in formatted.references[0]


def test_items_with_the_same_id_all_get_a_reference(formatter, article):
    assert len(formatter.format([article, article], style="ieee").references) == 2


def test_a_document_numbers_by_its_own_order(formatter, article, title_only):
    document = formatter.format_document(
        [article, title_only],
        [[Cite(key="fit")], [Cite(key=KEY)], [Cite(key="fit"), Cite(key=KEY)]],
        style="ieee",
    )
    assert document.citations == ("[1]", "[2]", "[1], [2]")
    assert document.references[1].startswith("[1]")
    assert document.bibliography == document.references[::-1]


def test_a_document_shortens_later_notes(formatter, article):
    cites = [[Cite(key=KEY, locator="1")], [Cite(key=KEY, locator="2")]]
    first, second = formatter.format_document(
        [article], cites, style="chicago-notes-bibliography"
    ).citations
    assert second.startswith("Turing, “On Computable Numbers")
    assert len(second) < len(first)


def test_nothing_gives_nothing(formatter):
    formatted = formatter.format([])
    assert (formatted.citation, formatted.references, formatted.bibliography) == ("", (), ())


@pytest.mark.parametrize(
    "request_, error",
    [
        ({"style": "no-such-style"}, UnknownStyle),
        ({"locale": "xx-YY"}, UnknownLocale),
        ({"to": "docx"}, InvalidRequest),
        ({"cites": [Cite(key="elsewhere")]}, InvalidRequest),
    ],
)
def test_a_wrong_request_is_refused(formatter, article, request_, error):
    with pytest.raises(error):
        formatter.format([article], **request_)


def test_too_many_items_and_empty_citations_are_refused(formatter, article):
    with pytest.raises(InvalidRequest, match="at most 2000"):
        formatter.format([article] * (MAX_ITEMS + 1))
    with pytest.raises(InvalidRequest, match="at least one"):
        formatter.format_document([article], [[]])


def test_other_forms_and_repeats_come_from_the_cache(monkeypatch, pandoc, article):
    formatter = Formatter(Styles(), pandoc=pandoc)
    first = formatter.format([article])
    monkeypatch.setattr(pandoc, "citeproc", lambda *_, **__: pytest.fail("pandoc ran again"))
    assert formatter.format([dict(article)]) == first
    assert len({formatter.format([article], to=to) for to in TARGETS}) == len(TARGETS)


def test_threads_get_their_own_answers(formatter, article):
    items = [article | {"title": f"Paper number {n}", "volume": n} for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        texts = list(pool.map(lambda item: formatter.format([item]).references[0], items))
    assert all(f"Paper number {n}." in text for n, text in enumerate(texts))


def test_a_style_of_the_user_is_used(tmp_path, pandoc, article):
    (tmp_path / "mine.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Mine</title>'
        '<id>m</id><link rel="independent-parent" href="http://www.zotero.org/styles/ieee"/>'
        "</info></style>",
        "utf-8",
    )
    mine = Formatter(Styles(tmp_path), pandoc=pandoc)
    assert mine.format([article], style="mine") == mine.format([article], style="ieee")


@pytest.mark.parametrize(
    "issued, year",
    [
        ({"date-parts": [["1936", "11"]]}, "(1936)"),
        ({"date-parts": [[1936, 13, 99]]}, "(1936)"),
        ({"raw": "1936-11-12"}, "(1936)"),
        ("1936-11", "(1936)"),
        ({"literal": "in press"}, "(in press)"),
        ({"date-parts": [[1936]], "circa": True}, "(ca. 1936)"),
        ({"date-parts": [[-44, 3, 15]]}, "(44 B.C.E.)"),
        ({"date-parts": [[1936], [0]]}, "(1936–)"),
        *((unknown, "(n.d.)") for unknown in (
            {}, {"date-parts": []}, {"date-parts": [[""]]}, {"date-parts": [[0]]}, "", None, [],
            0.5j,
            {"date-parts": "1936"}, {"date-parts": [[None]]}, float("nan"),
        )),
    ],
)  # fmt: skip
def test_dates_of_every_shape(formatter, article, issued, year):
    assert (
        f"Turing, A. M. {year}." in formatter.format([article | {"issued": issued}]).references[0]
    )


@pytest.mark.parametrize(
    "author, start",
    [
        ([{"literal": "The ATLAS Collaboration"}], "The ATLAS Collaboration. (1936)"),
        ([{"given": "Aristotle"}], "Aristotle. (1936)"),
        ([{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}], "van Gogh, V. "),
        (["Alan Turing"], "Alan Turing. (1936)"),
        ([{"family": "O'Hara", "given": "A."}], "O’Hara, A. (1936)"),
        ({"family": "Turing", "given": "Alan"}, "Turing, A. (1936)"),
        ([], "On computable numbers"),
        ([{}, None, {"family": ""}], "On computable numbers"),
    ],
)
def test_names_of_every_shape(formatter, article, author, start):
    assert formatter.format([article | {"author": author}]).references[0].startswith(start)


def test_lowered_letters_have_their_command_in_latex(formatter, article):
    item = article | {"title": "On H<sub>2</sub>O and x<sup>2</sup>"}
    reference = formatter.format([item], to="latex").references[0]
    assert r"H\textsubscript{2}O and x\textsuperscript{2}" in reference


def test_a_line_that_stands_for_the_author_needs_no_title(formatter, article, tmp_path, pandoc):
    (tmp_path / "mine.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>'
        "<title>Mine</title><id>m</id></info><citation><layout><names variable='author'/></layout>"
        "</citation><bibliography subsequent-author-substitute='———'><layout>"
        "<group delimiter='. '><names variable='author'/><text variable='volume'/></group>"
        "</layout></bibliography></style>",
        "utf-8",
    )
    mine = Formatter(Styles(tmp_path), pandoc=pandoc)
    works = [article | {"id": name, "DOI": ""} for name in ("one", "other")]
    assert mine.format(works, style="mine").bibliography == ("Alan Mathison Turing. 42", "———. 42")


@pytest.mark.parametrize("style", ["apa", "ieee", "nature", "chicago-notes-bibliography"])
def test_what_reads_the_same_is_formatted_once_and_reads_the_same(
    monkeypatch, pandoc, article, title_only, style
):
    items = [article, title_only]
    cites = [[Cite(str(item["id"]))] for item in items]
    repeated = [cites[0], cites[1], cites[0], cites[0], [*cites[0], *cites[1]], cites[1]]
    once = Formatter(Styles(), pandoc=pandoc)
    monkeypatch.setattr("jupyter_paperlookup.formatting.citation._LOOKS_BACK", re.compile(b""))
    always = Formatter(Styles(), pandoc=pandoc)
    expected = always.format_document(items, repeated, style=style)
    monkeypatch.undo()
    assert once.format_document(items, repeated, style=style) == expected
