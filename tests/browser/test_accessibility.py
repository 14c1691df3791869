"""axe finds nothing to complain about in the plugin's own parts, in light and in dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from playwright.sync_api import expect

PANEL = "#jp-PaperLookup-panel"


@pytest.fixture(params=["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"])
def panel(request, open_notebook) -> PanelPage:
    nb: NotebookPage = open_notebook(["As shown by "])
    nb.command("apputils:change-theme", {"theme": request.param})
    nb.page.wait_for_function(
        "theme => document.body.dataset.jpThemeName === theme", arg=request.param
    )
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    return panel


def violations(panel: PanelPage, selector: str = PANEL) -> list[str]:
    results = Axe().run(panel.page, context=selector).response
    assert results["passes"]
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


def test_newest_papers(panel):
    assert violations(panel) == []


def test_hits_with_details_and_menus(panel):
    panel.search("interleaved")
    panel.open_details()
    expect(panel.details.locator(".jp-PaperLookup-reference")).to_be_visible()
    panel.details.get_by_text("BibTeX and files").click()
    expect(panel.details.locator("pre")).to_contain_text("@")
    panel.root.get_by_text("Form and language").click()
    panel.hits.nth(1).hover()
    assert violations(panel) == []
    panel.root.get_by_text("Form and language").click()
    panel.details.get_by_text("BibTeX and files").click()


def test_nothing_found(panel):
    panel.search("far-reach year:1936")
    expect(panel.root).to_contain_text("No paper matches.")
    assert violations(panel) == []


def test_outcomes_are_announced(panel):
    panel.search("far-reach")
    status = panel.root.get_by_role("status")
    expect(status.filter(has_text=re.compile(r"^\d+ papers$"))).to_have_count(1)
    panel.nb.press("Enter")
    expect(status.filter(has_text="cell 1")).to_have_count(1)


def test_check_dialog(panel):
    panel.page.evaluate(
        "() => { void window.jupyterapp.commands.execute('paperlookup:diagnose'); }"
    )
    expect(panel.page.get_by_role("dialog")).to_contain_text("Library")
    assert violations(panel, ".jp-PaperLookup-report") == []
    panel.page.get_by_role("dialog").get_by_role("button", name="Close").click()


def test_everything_is_reached_by_keys(panel):
    panel.search("far-reach")
    panel.open_details()
    seen: list[str] = []
    for _ in range(40):
        panel.nb.press("Tab")
        name = panel.page.evaluate(
            """() => {
              const { activeElement } = document;
              const inPanel = activeElement?.closest('#jp-PaperLookup-panel');
              const label = activeElement?.closest('label')?.firstChild?.textContent;
              return inPanel
                ? activeElement.ariaLabel ?? label ?? activeElement.textContent
                : null;
            }"""
        )
        if name is None:
            break
        seen.append(name)
    for expected in [
        "Clear the search",
        "List and library",
        "Insert citation",
        "Insert reference",
        "Insert BibTeX",
        "Copy, export and details",
        "Close the details",
        "Copy key",
        "Copy reference",
        "BibTeX and files",
        "Style",
        "Form and language",
    ]:
        assert expected in seen
