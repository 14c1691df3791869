"""What may have been meant, why a paper stands where it stands, and what is related to it."""

import pytest
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from playwright.sync_api import Locator, expect
from test_accessibility import violations

KEY = "chen2023fit"
SENTENCE = "How well do language models for machine translation scale as they grow?"
CITED = 'Vision <cite data-cite="ghorbani2021scaling">(Ghorbani et al., 2021)</cite>'


@pytest.fixture
def panel(open_notebook) -> PanelPage:
    nb: NotebookPage = open_notebook(["As shown by ", SENTENCE, CITED, ""])
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    return panel


def rows(panel: PanelPage, label: str) -> Locator:
    return panel.root.get_by_role("list", name=label).get_by_role("listitem")


@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_other_words_are_offered_and_taken_by_keys(panel):
    panel.search("interleved transfomers")
    meant = panel.root.get_by_role("button", name="Did you mean interleaved transformers?")
    expect(meant).to_have_text("interleaved transformers")
    status = panel.root.get_by_role("status")
    expect(status.filter(has_text="Did you mean interleaved transformers?")).to_have_count(1)
    assert violations(panel) == []
    meant.focus()
    panel.nb.press("Enter")
    panel.wait_for_answer("interleaved transformers")
    expect(panel.box).to_be_focused()
    expect(meant).to_have_count(0)
    expect(panel.current()).to_have_attribute("data-key", KEY)


@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_why_this_one_is_asked_when_it_is_unfolded(panel):
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    panel.search("chen 2023 far-reachng vision")
    panel.open_details()
    expect(panel.details.locator(".jp-PaperLookup-reference")).to_be_visible()
    assert not [url for url in asked if "explain" in url]
    panel.details.get_by_text("Why this one?").click()
    table = panel.details.get_by_role("table", name="What each word adds")
    expect(table.get_by_role("row", name="chen in the names")).to_be_visible()
    expect(table.get_by_role("row", name="reachng close to “reaching”")).to_be_visible()
    expect(panel.details).to_contain_text("It is of the year that you typed: × 1.5")
    expect(panel.details).to_contain_text("It lacks vision: × 0.")
    assert violations(panel) == []
    panel.nb.press("ArrowDown")
    panel.details.get_by_text("Why this one?").click()


def test_papers_related_to_another_one(panel):
    panel.search("far-reach")
    panel.open_details()
    panel.details.get_by_text("Related papers").click()
    related = rows(panel, "Related papers")
    expect(related).to_have_count(8)
    expect(related.first).to_contain_text("Shared: ")
    assert violations(panel) == []
    related.first.focus()
    panel.nb.press("ArrowDown")
    expect(related.nth(1)).to_be_focused()
    panel.nb.press("Enter")
    panel.nb.wait_for_text(0, "data-cite=")
    expect(panel.outcome).to_contain_text("cell 1")
    expect(related.nth(1)).to_be_focused()
    title = related.nth(1).get_by_title("Show the details")
    name = title.inner_text()
    title.click()
    expect(panel.details.get_by_role("heading", level=2)).to_have_text(name)
    expect(panel.details).to_be_focused()
    panel.details.get_by_text("Related papers").click()


def test_papers_related_to_a_cell(panel):
    nb = panel.nb
    nb.edit(1)
    nb.command("paperlookup:related-to-cell")
    related = rows(panel, "Related to cell 2")
    expect(related.first).to_be_focused()
    expect(related.first).to_contain_text("translation")
    expect(panel.root).not_to_contain_text("Scaling Laws for Neural Machine Translation")
    assert violations(panel) == []
    nb.press("Enter")
    nb.wait_for_text(1, "data-cite=")
    assert nb.source(1).startswith(SENTENCE[:-1])
    nb.edit(3)
    panel.root.get_by_role("button", name="Look for papers related to the current cell").click()
    expect(panel.root).to_contain_text("The cell has no text to go by.")
    nb.press("Escape")
    expect(panel.box).to_be_visible()
