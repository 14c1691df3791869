"""Browsing in the panel: by day, narrowed, by keys, with what is new; fetching from the network."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.panel import PanelPage
from playwright.sync_api import Locator, expect

OWN_SERVER = True
SECONDS_TO_IMPORT = 60_000
ENTRY = """@article{turing1936, author = {Turing, Alan}, year = {1936},
  title = {On Computable Numbers}, date = {1936-11-12}}
"""
# Who looks for some seconds has seen the list; nobody waits for them here.
LATER = """() => {
  const now = performance.now.bind(performance);
  performance.now = () => now() + 60000;
}"""


@pytest.fixture
def browsed(panel: PanelPage) -> PanelPage:
    # Rows of an earlier visit are there at once; this is about those of now.
    with panel.page.expect_response(re.compile(r"/api/browse(\?|$)")):
        panel.root.get_by_role("button", name="Browse the papers").click()
    expect(papers(panel).first).to_be_visible()
    expect(listed(panel)).to_be_focused()
    expect(listed(panel)).to_have_attribute("aria-busy", "false")
    return panel


def view(panel: PanelPage) -> Locator:
    return panel.root.get_by_role("region", name="Browse")


def listed(panel: PanelPage) -> Locator:
    return view(panel).get_by_role("listbox", name="Papers of the library")


def papers(panel: PanelPage) -> Locator:
    return listed(panel).get_by_role("option")


def choose(panel: PanelPage, menu: str, value: str) -> None:
    view(panel).get_by_role("combobox", name=menu).select_option(value)


def test_by_day_narrowed_and_inserted_by_keys(browsed):
    panel = browsed
    count = view(panel).locator(".jp-PaperLookup-browseCount")
    expect(count).to_contain_text("315 papers")
    expect(papers(panel).first).to_have_attribute("aria-setsize", "315")
    day = listed(panel).get_by_role("group").first
    expect(day).to_have_accessible_name(re.compile(r"\w+, \w+ \d+, 2025"))
    assert papers(panel).count() < 40  # of the rest there is nothing but its height
    choose(panel, "Parted", "month")
    expect(listed(panel).get_by_role("group", name=re.compile(r"^\w+ 2025$")).first).to_be_visible()

    choose(panel, "Year", "2023")
    source = view(panel).get_by_role("combobox", name="Source").locator("option").nth(1)
    expect(papers(panel).first).not_to_have_attribute("aria-setsize", "315")
    few = re.search(r"\((\d+)\)$", source.inner_text())[1]
    choose(panel, "Source", source.get_attribute("value"))
    expect(count).to_have_text(f"{few} papers")

    listed(panel).focus()
    panel.nb.press("ArrowDown")
    panel.nb.press("End")
    current = listed(panel).get_by_role("option", selected=True)
    expect(current).to_have_attribute("aria-posinset", few)
    expect(current).to_be_in_viewport()
    expect(listed(panel)).to_have_attribute("aria-activedescendant", current.get_attribute("id"))
    panel.nb.press("Home")
    expect(papers(panel).first).to_have_attribute("aria-selected", "true")
    key = papers(panel).first.get_attribute("data-key")
    panel.nb.press("ArrowRight")
    expect(view(panel).get_by_role("region", name="Details")).to_contain_text(key)
    panel.nb.press("Escape")
    expect(listed(panel)).to_be_focused()
    panel.nb.press("Enter")
    panel.nb.wait_for_text(0, key)
    expect(view(panel).get_by_role("status").filter(has_text="cell 1")).to_be_visible()

    view(panel).get_by_role("button", name="Cited here").click()
    expect(count).to_contain_text("1 paper")
    expect(papers(panel)).to_have_count(1)
    view(panel).get_by_role("button", name="Cited here").click()
    choose(panel, "Source", "")
    choose(panel, "Year", "")
    expect(count).to_contain_text("315 papers")


def test_order_says_what_it_means(browsed):
    choose(browsed, "Order", "popular")
    expect(view(browsed)).to_contain_text("Popular at capture")
    expect(papers(browsed).first.locator(".jp-PaperLookup-reasons")).to_contain_text("comment")
    choose(browsed, "Order", "newest")
    expect(listed(browsed).get_by_role("group").first).to_be_visible()


def test_what_came_in_since_the_last_visit_is_marked(browsed):
    panel = browsed
    panel.page.evaluate(LATER)
    with panel.page.expect_response(re.compile("/browse/visit")):
        panel.nb.press("Escape")
    expect(panel.box).to_be_focused()
    (panel.nb.server.root / "turing.bib").write_text(ENTRY, encoding="utf-8")
    panel.nb.command("paperlookup:add-files", {"paths": ["turing.bib"]})
    panel.report("turing.bib").get_by_role("button", name="Dismiss the report on turing.bib").click(
        timeout=SECONDS_TO_IMPORT
    )
    panel.root.get_by_role("button", name="Browse the papers").click()
    view(panel).get_by_role("button", name=re.compile(r"^New \(1\)")).click()
    expect(papers(panel)).to_have_count(1)
    expect(papers(panel)).to_contain_text("On Computable Numbers")
    expect(papers(panel).locator(".jp-PaperLookup-newMark")).to_have_text("New")
    expect(view(panel).locator(".jp-PaperLookup-browseCount")).to_contain_text("new since")
    papers(panel).first.click(button="right")
    panel.page.get_by_role("menuitem", name="Insert Citation").click()
    panel.nb.wait_for_text(0, "turing1936")
    view(panel).get_by_role("button", name=re.compile(r"^New")).click()


@pytest.mark.parametrize("app", ["lab"], indirect=True)
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_has_nothing_to_complain_about(browsed, theme):
    nb = browsed.nb
    nb.command("apputils:change-theme", {"theme": theme})
    nb.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=theme)
    listed(browsed).focus()
    nb.press("ArrowDown")
    expect(browsed.action("Insert citation")).to_be_visible()
    assert violations(browsed, "#jp-PaperLookup-panel") == []


@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_asks_before_it_asks_the_network(browsed):
    panel = browsed
    dialog = panel.page.get_by_role("dialog")
    view(panel).get_by_role("button", name="Fetch papers").click()
    expect(dialog).to_contain_text("huggingface.co")
    assert violations(panel, ".jp-PaperLookup-network") == []
    dialog.get_by_role("button", name="Not now").click()
    assert not panel.nb.server.get("paperlookup/api/network")["allowed"]
    view(panel).get_by_role("button", name="Fetch papers").click()
    dialog.get_by_role("button", name="Allow").click()
    dialog.get_by_role("radio", name="An RSS or Atom feed").check()
    dialog.get_by_role("button", name="Fetch", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("URL of an RSS or Atom feed")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    assert violations(panel, ".jp-PaperLookup-network") == []
    dialog.get_by_text("Whom this asks").click()
    dialog.get_by_role("button", name="Allow the network no longer").click()
    expect(dialog.get_by_role("status")).to_contain_text("not allowed any more")
    dialog.get_by_role("button", name="Cancel").click()
    assert not panel.nb.server.get("paperlookup/api/network")["allowed"]


def violations(panel: PanelPage, selector: str) -> list[str]:
    results = Axe().run(panel.page, context=selector).response
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]
