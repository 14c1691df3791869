"""Rich results of the magics and the picker widget insert into the text, in a real kernel."""

import pytest
from harness.notebook import NotebookPage, code
from playwright.sync_api import Locator, expect

CITE = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'
TITLE = "FIT: Far-reaching Interleaved Transformers"


def with_output(open_notebook, source: str) -> tuple[NotebookPage, Locator]:
    """A notebook whose second cell has run, and that cell's output."""
    nb = open_notebook(["Text ", code(f"%reload_ext jupyter_paperlookup\n{source}")])
    nb.edit(0)
    nb.run(1)
    return nb, nb.output(1)


@pytest.mark.parametrize(
    "kind, written",
    [
        ("Insert citation", CITE),
        ("Insert reference", "*FIT: Far-reaching Interleaved Transformers*"),
        ("Insert BibTeX", "@misc{chen2023fit,"),
    ],
)
def test_buttons_of_found_papers_insert(open_notebook, kind, written):
    nb, output = with_output(open_notebook, "%paper far-reaching author:chen")
    expect(output).to_contain_text(TITLE)
    output.get_by_role("button", name=f"{kind}: {TITLE}").click()
    nb.wait_for_text(0, written)
    assert nb.source(0).startswith("Text ")
    expect(output.get_by_role("status")).not_to_be_empty()
    assert nb.saved().metadata.paperlookup["items"]["chen2023fit"]["title"] == TITLE


def test_formatted_reference_is_shown(open_notebook):
    _, output = with_output(open_notebook, "%cite chen2023fit --style ieee")
    expect(output).to_contain_text("T. Chen and L. Li")
    expect(output.get_by_role("button", name=f"Insert reference: {TITLE}")).to_be_visible()


def test_bibtex_is_shown(open_notebook):
    _, output = with_output(open_notebook, "%bibtex chen2023fit")
    expect(output).to_contain_text("@misc{chen2023fit,")


def test_an_error_is_one_line(open_notebook):
    _, output = with_output(open_notebook, "%cite nobody1900nothing")
    expect(output).to_contain_text("nobody1900nothing")
    expect(output).not_to_contain_text("Traceback")


def test_picker_searches_previews_and_inserts(open_notebook):
    nb, output = with_output(
        open_notebook, "from jupyter_paperlookup import PaperLookup\nPaperLookup()"
    )
    box = output.get_by_label("Search papers")
    box.click()
    nb.type("far-reach")
    results = output.get_by_label("Results")
    expect(results.get_by_role("option").first).to_contain_text(TITLE)
    results.select_option(index=0)
    expect(output).to_contain_text("@misc{chen2023fit,")
    output.get_by_role("button", name="Insert citation").click()
    nb.wait_for_text(0, CITE)
    assert nb.source(0).startswith("Text ")
    assert nb.cell_types() == ["markdown", "code"]
    expect(output).to_contain_text("nserted")
    # The kernel goes on.
    nb.run(1)
    expect(nb.output(1).get_by_label("Search papers")).to_have_value("")


def test_picker_inserts_reference_in_the_chosen_style(open_notebook):
    nb, output = with_output(
        open_notebook, 'from jupyter_paperlookup import PaperLookup\nPaperLookup("far-reach")'
    )
    output.get_by_label("Style").select_option(label="IEEE Reference Guide version 11.29.2023")
    output.get_by_label("Results").select_option(index=0)
    output.get_by_role("button", name="Insert reference").click()
    nb.wait_for_text(0, "T. Chen and L. Li")
