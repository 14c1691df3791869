"""Citations of several works with all their details are put together in a form, and read back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.notebook import NotebookPage, markdown
from harness.panel import PanelPage
from playwright.sync_api import Locator, expect

FIT, WIDE, STUFFED = "chen2023fit", "brown2022wide", "chen2024stuffed"
GODEL = {
    "id": "godel1931",
    "type": "article-journal",
    "title": "Über formal unentscheidbare Sätze der Principia Mathematica",
    "author": [{"family": "Gödel", "given": "Kurt"}],
    "issued": {"date-parts": [[1931]]},
    "DOI": "10.1007/BF01700692",
}


def written_in(dialect: str, **items: dict) -> dict:
    """Metadata of a notebook that cites in a dialect."""
    return {
        "paperlookup": {
            "version": 1,
            "style": "apa",
            "locale": "en-US",
            "dialect": dialect,
            "items": items,
        }
    }


def form(nb: NotebookPage) -> Locator:
    return nb.page.get_by_role("dialog")


def work(nb: NotebookPage, position: int) -> Locator:
    return form(nb).get_by_role("group", name=re.compile(f"^Work {position} of"))


def add(nb: NotebookPage, words: str, key: str) -> None:
    """Search in the form and add what is found first."""
    found = form(nb).get_by_role("listbox", name="Papers").get_by_role("option", selected=True)
    nb.type(words)
    expect(found).to_contain_text(key)
    nb.press("Enter")
    expect(form(nb).get_by_role("combobox", name="Add a work")).to_have_value("")


def reads(nb: NotebookPage) -> Locator:
    return form(nb).locator(".jp-PaperLookup-citationReads")


def writes(nb: NotebookPage) -> Locator:
    return form(nb).locator(".jp-PaperLookup-citationWrites")


def compose(nb: NotebookPage) -> None:
    """Three works with all that can be said of them; menus choose by what is typed."""
    add(nb, "far-reaching interleaved", FIT)
    add(nb, "wide attention", WIDE)
    add(nb, "stuffed mamba", STUFFED)
    nb.press("ArrowDown", "Shift+Tab")
    nb.type("Chapter")
    nb.press("Tab")
    nb.type("3")
    nb.press("Tab", "Tab")
    nb.type("In the sentence")
    nb.press("Shift+Tab", "Shift+Tab", "ArrowDown", "Shift+Tab", "Shift+Tab")
    nb.type("see")
    nb.press("ArrowDown", "Tab", "Tab", "Tab")
    nb.type("and others")


def is_read_back(nb: NotebookPage) -> None:
    expect(form(nb)).to_contain_text("Edit citation: Cell 1 of paper.ipynb")
    expect(work(nb, 1).get_by_label("Number")).to_be_focused()
    expect(work(nb, 1).get_by_label("Number")).to_have_value("3")
    expect(work(nb, 1).get_by_label("Locator")).to_have_value("chapter")
    expect(work(nb, 1).get_by_label("Author")).to_have_value("sentence")
    expect(work(nb, 2).get_by_label("Before")).to_have_value("see")
    expect(work(nb, 3).get_by_label("After")).to_have_value("and others")


@pytest.mark.parametrize(
    "dialect, composed, edited",
    [
        (
            "pandoc",
            f"@{FIT} [chap. 3; see @{WIDE}; @{STUFFED}, and others]",
            f"@{FIT} [chap. 3; @{STUFFED}, and others; see @{WIDE}, p. 7]",
        ),
        (
            "html",
            f'<cite data-cite="{FIT},{WIDE},{STUFFED}" data-cites=',
            f'<cite data-cite="{FIT},{STUFFED},{WIDE}" data-cites=',
        ),
    ],
)
def test_a_citation_is_put_together_read_back_and_changed_by_keys_alone(
    open_notebook, dialect, composed, edited
):
    nb = open_notebook(["As  has it.", "after"], metadata=written_in(dialect))
    nb.edit(0, at=3)
    nb.press("F2")
    expect(form(nb)).to_contain_text("New citation: Cell 1 of paper.ipynb")
    expect(form(nb).get_by_role("combobox", name="Add a work")).to_be_focused()
    nb.press("Enter")
    expect(form(nb).get_by_role("alert")).to_have_text("Add a work first.")
    compose(nb)
    expect(writes(nb)).to_contain_text(composed)
    expect(reads(nb)).to_contain_text("Chen & Li (2023")
    expect(reads(nb)).to_contain_text("see Brown et al., 2022")
    shown = writes(nb).inner_text()
    nb.press("Enter")
    expect(form(nb)).to_have_count(0)
    nb.wait_for_source(0, f"As {shown} has it.")
    assert (nb.has_focus(0), nb.cursor(0)) == (True, 3 + len(shown))
    assert set(nb.saved().metadata.paperlookup["items"]) == {FIT, WIDE, STUFFED}

    # The cursor goes into the citation.
    nb.press("ArrowLeft")
    hint = nb.page.get_by_role("button", name=re.compile(r"^Edit citation .*F2"))
    expect(hint).to_be_visible()
    before = nb.source(0)
    nb.press("F2")
    is_read_back(nb)
    nb.press("Escape")
    expect(form(nb)).to_have_count(0)
    assert (nb.source(0), nb.has_focus(0)) == (before, True)
    assert nb.cursor(0) == 3 + len(shown) - 1

    nb.press("F2")
    expect(work(nb, 1).get_by_label("Number")).to_be_focused()
    nb.press("ArrowDown")
    nb.type("7")
    nb.press("Alt+ArrowDown")
    expect(work(nb, 3).get_by_label("Number")).to_be_focused()
    expect(work(nb, 3)).to_contain_text(WIDE)
    expect(writes(nb)).to_contain_text(edited)
    nb.press("Enter")
    expect(form(nb)).to_have_count(0)
    nb.wait_for_text(0, edited)
    assert nb.source(0).startswith(f"As {edited}")
    assert nb.source(0).endswith(" has it.")
    assert nb.has_focus(0)
    nb.undo()
    nb.wait_for_source(0, before)
    assert nb.source(1) == "after"


def test_the_panel_hands_papers_over_and_the_form_takes_what_the_notebook_has(open_notebook):
    nb = open_notebook(["See "], metadata=written_in("pandoc", godel1931=GODEL))
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    panel.search("10.1007/BF01700692")
    expect(panel.hits.first).to_contain_text("in this notebook")
    panel.search("unentscheidbare satze")
    expect(panel.hits.first).to_contain_text("godel1931")
    panel.open_details()
    expect(panel.details).to_contain_text("Kurt Gödel")
    expect(panel.details).to_contain_text("Gödel, K. (1931). Über formal")
    nb.press("Alt+Enter")
    expect(work(nb, 1).get_by_label("Number")).to_be_focused()
    expect(work(nb, 1)).to_contain_text("Gödel 1931")
    nb.type("173-198")
    expect(reads(nb)).to_have_text("(Gödel, 1931, pp. 173–198)")
    found = Axe().run(nb.page, context=".jp-PaperLookup-citationForm").response["violations"]
    assert [(each["id"], len(each["nodes"])) for each in found] == []
    nb.press("Enter")
    nb.wait_for_source(0, "See [@godel1931, pp. 173-198]")
    expect(form(nb)).to_have_count(0)
    nb.type(" and [@godel")
    row = nb.page.locator(".jp-PaperLookup-completions").get_by_role("option").first
    expect(row).to_contain_text("in this notebook")
    nb.press("Enter")
    nb.wait_for_source(0, "See [@godel1931, pp. 173-198] and [@godel1931]")


def test_a_form_that_is_begun_is_gone_on_with(open_notebook):
    nb = open_notebook(["", ""], metadata=written_in("html"))
    rows = nb.page.locator(".jp-PaperLookup-completions").get_by_role("option")
    nb.edit(0)
    for typed, written in (
        ("{cite:t}`far-reach", f"{{cite:t}}`{FIT}`"),
        (" \\citep[see][]{far-reach", f" \\citep[see][]{{{FIT}}}"),
        (' <cite data-cite="far-reach', f' <cite data-cite="{FIT}">(Chen & Li, 2023)</cite>'),
    ):
        before = nb.source(0)
        nb.type(typed)
        expect(rows.first).to_contain_text(FIT)
        nb.press("Enter")
        nb.wait_for_source(0, before + written)
    nb.edit(1)
    nb.type("{cite:p}`wide atten")
    expect(rows.first).to_contain_text(WIDE)
    nb.press(";")
    nb.wait_for_source(1, f"{{cite:p}}`{WIDE},`")  # which Sphinx reads too
    nb.type("far-reach")
    expect(rows.first).to_contain_text(FIT)
    nb.press("Enter")
    nb.wait_for_source(1, f"{{cite:p}}`{WIDE},{FIT}`")
    assert nb.saved().metadata.paperlookup["dialect"] == "html"


@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_a_citation_that_was_changed_meanwhile_stays(open_notebook):
    cells = [f"As [@{FIT}, p. 3] and \\footcite{{{FIT}}}", markdown(f"[@{FIT}]", editable=False)]
    nb = open_notebook(cells, metadata=written_in("pandoc"))
    nb.edit(0, at=6)
    nb.press("F2")
    expect(work(nb, 1).get_by_label("Number")).to_be_focused()
    nb.type("9")
    text = f"As [@{FIT}, p. 44] and others"
    nb.page.evaluate("text => paperlookupTest.cell(0).model.sharedModel.setSource(text)", text)
    nb.press("Enter")
    expect(form(nb).get_by_role("alert")).to_contain_text("changed meanwhile")
    assert nb.source(0) == text
    nb.press("Escape")
    expect(form(nb)).to_have_count(0)
