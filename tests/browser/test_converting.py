"""All citations of a notebook at once: styles compared, bibliographies, conversions and back."""

import pytest
from harness.panel import PanelPage
from playwright.sync_api import Locator, expect

FIRST = "As shown [@chen2023fit, p. 3], and *more*."
BOTH = "Others [see @chen2023fit; @zhang2023faster] agree."
BIBLIOGRAPHY = "::: {#refs}\n:::"
PANDOC = {"paperlookup": {"version": 1, "dialect": "pandoc", "style": "apa", "items": {}}}


@pytest.fixture
def panel(open_notebook) -> PanelPage:
    nb = open_notebook([FIRST, BOTH, BIBLIOGRAPHY], metadata=PANDOC)
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    return panel


def dialog(panel: PanelPage) -> Locator:
    return panel.page.locator(".jp-Dialog")


def test_a_notebook_is_converted_after_a_look_and_one_click_takes_it_back(panel):
    panel.root.get_by_text("Form and language").click()
    expect(panel.root).to_contain_text("Chosen for paper.ipynb.")
    panel.root.get_by_role("button", name="Convert the citations of the notebook").click()
    expect(dialog(panel)).to_contain_text("0 citations will be converted.")
    dialog(panel).get_by_label("Form").select_option("latex")
    expect(dialog(panel)).to_contain_text("2 citations will be converted.")
    dialog(panel).get_by_role("button", name="Convert").click()
    panel.nb.wait_for_source(0, "As shown \\cite[p. 3]{chen2023fit}, and *more*.")
    assert "\\bibliography{references}" in panel.nb.source(2)
    expect(panel.root.get_by_label("Form")).to_have_value("latex")
    panel.page.get_by_role("button", name="Undo").click()
    panel.nb.wait_for_source(0, FIRST)
    panel.nb.wait_for_source(1, BOTH)
    panel.nb.wait_for_source(2, BIBLIOGRAPHY)
    expect(panel.root.get_by_label("Form")).to_have_value("pandoc")


def test_styles_are_compared_by_the_references_of_the_notebook(panel):
    panel.root.get_by_role("button", name="Compare citation styles").click()
    preview = dialog(panel).locator(".jp-PaperLookup-stylePreview")
    expect(preview).to_contain_text("(Chen & Li, 2023, p. 3)")
    find = dialog(panel).get_by_role("combobox", name="Find a style")
    expect(find).to_be_focused()
    panel.nb.type("ieee")
    expect(preview).to_contain_text("[1, p. 3]")
    expect(preview).to_contain_text("Far-reaching Interleaved Transformers")
    panel.nb.press("Enter")
    expect(dialog(panel)).to_have_count(0)
    expect(panel.root.get_by_role("combobox", name="Style")).to_have_value("ieee")
    assert panel.nb.metadata()["paperlookup"]["style"] == "ieee"


def test_a_bibliography_is_inserted_in_the_form_of_the_notebook(open_notebook):
    metadata = {"paperlookup": {"version": 1, "dialect": "html", "style": "apa", "items": {}}}
    cited = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'
    nb = open_notebook([cited, "The end."], metadata=metadata)
    nb.edit(0)
    nb.command("paperlookup:insert-bibliography")
    nb.wait_for_text(2, "Far-reaching Interleaved Transformers")
    assert nb.source(2).startswith("<!-- paperlookup:bibliography -->")
    assert "chen2023fit" in nb.metadata()["paperlookup"]["items"]
    nb.command("paperlookup:list-uncited", {"keys": ["zhang2023faster"]})
    nb.wait_for_text(2, "Faster Segment Anything")
    assert nb.metadata()["paperlookup"]["nocite"] == ["zhang2023faster"]
    assert nb.cell_types() == ["markdown"] * 3
