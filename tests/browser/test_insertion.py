"""An insertion goes to the cursor of the Markdown cell that was used last, as one edit."""

import nbformat
import pytest
from harness.notebook import NotebookPage, code, markdown
from nbformat.v4 import new_notebook
from playwright.sync_api import expect

KEY = "chen2023fit"
CITE = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'


def insert(nb: NotebookPage, kind: str = "citation", *keys: str) -> None:
    nb.command(f"paperlookup:insert-{kind}", {"keys": list(keys) or [KEY]})


@pytest.fixture
def open_anew(open_notebook, notebook_page):
    """Opens a notebook in a page that is loaded for it."""

    def load(*args, **options) -> NotebookPage:
        if notebook_page.path:
            notebook_page.saved()  # the browser asks before it leaves unsaved work
        return open_notebook(*args, anew=True, **options)

    return load


def test_goes_to_the_cursor_and_is_one_undo_step(open_notebook):
    nb = open_notebook(["See here and there."])
    nb.edit(0, at=8)
    nb.type("x")
    insert(nb)
    nb.type("y")
    nb.wait_for_source(0, f"See herex{CITE}y and there.")
    nb.undo()
    nb.wait_for_source(0, f"See herex{CITE} and there.")
    nb.undo()
    nb.wait_for_source(0, "See herex and there.")
    nb.redo()
    nb.wait_for_source(0, f"See herex{CITE} and there.")


def test_selection_is_kept(open_notebook):
    nb = open_notebook(["See here and there."])
    nb.edit(0, at=8)
    nb.press("Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft")
    insert(nb)
    nb.wait_for_source(0, f"See here{CITE} and there.")


def test_goes_into_a_rendered_cell_at_its_last_cursor(open_notebook):
    nb = open_notebook(["See here and there.", code("1 + 1")])
    nb.edit(0, at=8)
    nb.press("Control+Enter")
    expect(nb.page.locator(".jp-RenderedMarkdown").first).to_be_visible()
    nb.select(1)
    insert(nb)
    nb.wait_for_source(0, f"See here{CITE} and there.")
    assert not nb.is_rendered(0)
    assert nb.active() == 0
    assert nb.cursor(0) == len(f"See here{CITE}")


def test_goes_to_the_end_of_a_cell_without_a_cursor(open_notebook):
    nb = open_notebook(["First", "Second"])
    nb.select(1)
    insert(nb)
    nb.wait_for_source(1, f"Second{CITE}")
    assert nb.source(0) == "First"


def test_goes_into_a_cell_that_is_scrolled_away(open_notebook):
    cells = [f"Paragraph {number}\n\n" + "text " * 200 for number in range(60)]
    cells[40] = code("1 + 1")
    nb = open_notebook(cells)
    nb.edit(2, at=11)
    nb.select(40)
    insert(nb)
    nb.wait_for_text(2, f"Paragraph 2{CITE}\n")
    assert nb.active() == 2
    assert nb.cursor(2) == len(f"Paragraph 2{CITE}")
    nb.type("!")
    nb.wait_for_text(2, f"Paragraph 2{CITE}!\n")


def test_goes_into_a_scrolled_away_cell_that_was_never_shown(open_anew):
    cells = [f"Paragraph {number}\n\n" + "text " * 200 for number in range(60)]
    nb = open_anew(cells)
    nb.page.evaluate("() => { window.paperlookupTest.panel.content.activeCellIndex = 50; }")
    insert(nb)
    nb.wait_for_text(50, CITE)
    assert nb.source(50).endswith(CITE)
    nb.type("!")
    nb.wait_for_text(50, f"{CITE}!")


def test_cursor_stays_right_when_the_text_changes_elsewhere(open_notebook):
    nb = open_notebook(["See here and there.", code("1 + 1")])
    nb.edit(0, at=8)
    nb.select(1)
    nb.page.evaluate(
        "() => window.paperlookupTest.cell(0).model.sharedModel.updateSource(0, 3, 'Look around')"
    )
    insert(nb)
    nb.wait_for_source(0, f"Look around here{CITE} and there.")


def test_from_a_code_cell_goes_to_the_markdown_cell_used_last(open_notebook):
    nb = open_notebook(["First", "Second", code("1 + 1"), "Third"])
    nb.edit(1)
    nb.edit(2)
    insert(nb)
    nb.wait_for_source(1, f"Second{CITE}")
    assert nb.source(2) == "1 + 1"


def test_without_a_markdown_cell_makes_one_below(open_notebook):
    nb = open_notebook([code("1 + 1"), code("2 + 2")])
    nb.edit(0)
    insert(nb)
    nb.wait_for_source(1, CITE)
    assert nb.cell_types() == ["code", "markdown", "code"]
    nb.undo()
    nb.wait_for_source(1, "")


def test_first_cell_is_not_used_only_because_the_notebook_was_opened(open_anew):
    nb = open_anew(["Title", code("1 + 1")])
    nb.edit(1)
    insert(nb)
    nb.wait_for_source(2, CITE)
    assert nb.source(0) == "Title"


def test_read_only_cell_refuses(open_notebook):
    nb = open_notebook([markdown("Fixed", editable=False)])
    nb.select(0)
    insert(nb)
    expect(nb.page.get_by_text("Cell 1 of paper.ipynb is read-only").first).to_be_attached()
    assert nb.source(0) == "Fixed"


@pytest.mark.parametrize(
    "before, after, head, tail",
    [
        ("", "", "", ""),
        ("One two", "", "\n\n", ""),
        ("One\n", "\ntwo", "\n", "\n"),
        ("One\n\n", "\n\ntwo", "", ""),
        ("One", "two", "\n\n", "\n\n"),
    ],
)
def test_block_stands_on_lines_of_its_own(open_notebook, before, after, head, tail):
    nb = open_notebook([before + after])
    nb.edit(0, at=len(before))
    insert(nb, "bibtex")
    nb.wait_for_text(0, "@misc{chen2023fit")
    source = nb.source(0)
    assert source.startswith(before + head)
    assert source.endswith(tail + after)
    written = source[len(before + head) : len(source) - len(tail + after)]
    assert written.startswith("```bibtex\n")
    assert written.endswith("\n```")
    assert nb.cursor(0) == len(before + head + written)
    nb.undo()
    nb.wait_for_source(0, before + after)


def test_reference_stands_where_the_cursor_is(open_notebook):
    nb = open_notebook(["- \n- more"])
    nb.edit(0, at=2)
    insert(nb, "reference")
    nb.wait_for_text(0, "*FIT: Far-reaching Interleaved Transformers*")
    assert nb.source(0).startswith("- Chen, T., & Li, L. (2023). ")
    assert nb.source(0).endswith("\n- more")


def test_what_follows_a_stub_leaves_its_fence_closed(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    insert(nb, "bibtex")
    nb.wait_for_text(0, "@misc{chen2023fit")
    insert(nb, "reference")
    nb.wait_for_text(0, "*FIT: Far-reaching Interleaved Transformers*")
    assert "\n```\n\nChen, T., & Li, L. (2023). " in nb.source(0)


def test_several_references_are_a_block(open_notebook):
    nb = open_notebook(["One"])
    nb.edit(0)
    insert(nb, "reference", KEY, "brown2022wide")
    nb.wait_for_text(0, "Wide Attention")
    assert nb.source(0).startswith("One\n\n")


def test_several_works_are_one_citation(open_notebook):
    nb = open_notebook(["One"])
    nb.edit(0)
    insert(nb, "citation", KEY, "brown2022wide")
    nb.wait_for_text(0, 'data-cite="chen2023fit,brown2022wide"')
    assert set(nb.saved().metadata["paperlookup"]["items"]) == {KEY, "brown2022wide"}


def test_unknown_key_is_said_and_changes_nothing(open_notebook):
    nb = open_notebook(["One"])
    nb.edit(0)
    insert(nb, "citation", "nobody1900nothing")
    expect(nb.page.get_by_text("nobody1900nothing").first).to_be_attached()
    nb.watch.forgive("404")
    assert nb.source(0) == "One"
    assert "paperlookup" not in nb.saved().metadata


@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_every_notebook_remembers_its_own_cell(open_notebook, server):
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    other = new_notebook(cells=[markdown("One"), markdown("Two"), code("1")], metadata=kernel)
    nbformat.write(other, server.root / "other.ipynb")
    nb = open_notebook(["First", "Second", code("2")])
    nb.edit(0)
    nb.edit(2)
    show(nb, "other.ipynb", {"options": {"mode": "split-right"}})
    nb.edit(1)
    nb.edit(2)
    insert(nb)
    nb.wait_for_source(1, f"Two{CITE}")
    show(nb, "paper.ipynb", {})
    insert(nb)
    nb.wait_for_source(0, f"First{CITE}")
    assert nb.sources() == [f"First{CITE}", "Second", "2"]
    show(nb, "other.ipynb", {})
    nb.wait_for_kernel()
    nb.page.evaluate("() => { window.paperlookupTest.panel.dispose(); }")
    show(nb, "paper.ipynb", {})
    nb.watch.forgive("debugger state|Canceled future")  # the closed notebook's kernel


def show(nb: NotebookPage, path: str, how: dict[str, object]) -> None:
    """Bring a notebook to the front, for all that is done next."""
    nb.page.evaluate("path => { window.paperlookupTest.path = path; }", path)
    nb.command("docmanager:open", {"path": path} | how)
    nb.page.wait_for_function(
        """() => {
          const { app, panel } = window.paperlookupTest;
          return panel?.context.isReady && app.shell.currentWidget === panel;
        }"""
    )
