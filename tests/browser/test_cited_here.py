"""What a notebook cites, in the panel: where, how often, and what to look at."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.notebook import NotebookPage
from playwright.sync_api import Locator, expect

TURING = {
    "id": "turing1936",
    "type": "article-journal",
    "title": "On Computable Numbers",
    "author": [{"family": "Turing", "given": "Alan"}],
    "container-title": "Proceedings of the London Mathematical Society",
    "volume": "42",
    "issued": {"date-parts": [[1936]]},
}
BOOLE = {
    "id": "boole1854",
    "type": "book",
    "title": "The Laws of Thought",
    "author": [{"family": "Boole", "given": "George"}],
    "publisher": "Walton",
    "issued": {"date-parts": [[1854]]},
}
METADATA = {
    "paperlookup": {
        "version": 1,
        "dialect": "pandoc",
        "items": {"turing1936": TURING, "boole1854": BOOLE},
    }
}
CELLS = [
    "See [@turing1936, p. 3] and [@chen2023fit].",
    "Again [@turing1936], then @nobody1900, then [@turing1936].",
    "And so on.",
]


@pytest.fixture(scope="module")
def server(own_server):
    return own_server


@pytest.fixture
def nb(open_notebook) -> NotebookPage:
    nb: NotebookPage = open_notebook(CELLS, metadata=METADATA)
    nb.edit(2)
    nb.command("paperlookup:cited-here")
    expect(view(nb).get_by_role("status").first).to_contain_text("2 works, 5 citations")
    return nb


def view(nb: NotebookPage) -> Locator:
    return nb.page.get_by_role("region", name="Cited here")


def works(nb: NotebookPage) -> Locator:
    return view(nb).get_by_role("list", name="Works").get_by_role("listitem")


def findings(nb: NotebookPage) -> Locator:
    return view(nb).get_by_role("list", name="To look at").get_by_role("listitem")


def test_where_each_work_is_cited_and_what_to_look_at_first(nb):
    turing = works(nb).filter(has_text="On Computable Numbers")
    expect(turing).to_contain_text("Alan Turing · 1936")
    expect(turing).to_contain_text("only in this notebook")
    expect(works(nb).filter(has_text="chen2023fit")).not_to_contain_text("only in")
    turing.get_by_role("button", name="Go to the 2 citations in cell 2").click()
    assert nb.has_focus(1)
    assert nb.cursor(1) == CELLS[1].index("[@turing1936]") + 1
    turing.get_by_role("button", name="Go to the 2 citations in cell 2").click()
    nb.page.wait_for_function(
        """at => {
          const { editor } = window.paperlookupTest.cell(1);
          return editor.getOffsetAt(editor.getCursorPosition()) === at;
        }""",
        arg=CELLS[1].rindex("[@turing1936]") + 1,
    )
    unknown = findings(nb).filter(has_text="nobody1900")
    unknown.get_by_role("button", name="Go to cell 2").click()
    nb.page.wait_for_function(
        """at => {
          const { editor } = window.paperlookupTest.cell(1);
          return editor.getOffsetAt(editor.getCursorPosition()) === at;
        }""",
        arg=CELLS[1].index("@nobody1900") + 1,
    )
    violations = Axe().run(nb.page, context="#jp-PaperLookup-panel").response["violations"]
    assert [each["id"] for each in violations] == []


def test_the_list_follows_what_is_typed_and_mends_what_is_wrong(nb):
    uncited = findings(nb).filter(has_text="boole1854")
    uncited.get_by_role("button", name="Remove its data").click()
    expect(uncited).to_have_count(0)
    assert "boole1854" not in nb.saved().metadata["paperlookup"]["items"]
    view(nb).get_by_role("button", name="Undo").click()
    expect(uncited).to_have_count(1)
    expect(works(nb)).to_have_count(2)
    nb.edit(2)
    nb.type(" [@boole1854]")
    expect(uncited).to_have_count(0)
    expect(works(nb).filter(has_text="Laws of Thought")).to_contain_text("Cell 3")


def test_by_the_keyboard_a_work_is_cited_again_and_added_to_the_library(nb):
    works(nb).first.focus()
    nb.press("End")
    turing = works(nb).filter(has_text="On Computable Numbers")
    expect(turing).to_be_focused()
    nb.press("Enter")
    nb.wait_for_source(2, "And so on.[@turing1936]")
    expect(turing).to_be_focused()
    turing.get_by_role("button", name="Add to library: On Computable Numbers").click()
    expect(turing).not_to_contain_text("only in this notebook")
    assert nb.server.get("paperlookup/api/records/turing1936")["title"] == TURING["title"]
    nb.press("Escape")
    expect(nb.page.get_by_role("combobox", name="Search papers")).to_be_focused()
    expect(view(nb)).to_be_hidden()
