"""The whole way of a bibliography of one's own: in, found, corrected, cited, and out again."""

import re

from harness.dropping import drop
from harness.panel import PanelPage
from playwright.sync_api import expect

BIB = """@article{lovelace1843,
  author = {Lovelace, Ada}, title = {Notes on the Analytical Engine}, year = {1842}
}
@book{broken, title = {No end
@article{shannon1948,
  author = {Shannon, Claude E.}, title = {A Mathematical Theory of Communication}, year = {1948}
}
@article{alsobroken title = }
"""
SECONDS_TO_IMPORT = 60_000
OWN_SERVER = True


def test_from_the_first_file_to_the_export(open_notebook):
    nb = open_notebook(["As shown by "])
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()

    drop(panel.hits.first, {"mine.bib": BIB.encode()})
    report = panel.report("mine.bib")
    expect(report).to_contain_text("2 problems", timeout=SECONDS_TO_IMPORT)
    report.get_by_role("button", name="Show problems").click()
    problems = panel.importing.get_by_role("listitem")
    expect(problems).to_have_count(2)
    expect(problems.first).to_contain_text("mine.bib:4")
    expect(problems.last).to_contain_text("mine.bib:8")
    nb.command("paperlookup:search")

    panel.search("analytical engine")
    expect(panel.current()).to_contain_text("1842")
    nb.press("F2")
    panel.root.get_by_label("Date", exact=True).fill("1843")
    panel.root.get_by_role("button", name="Save", exact=True).click()
    expect(panel.current()).to_contain_text("1843")

    nb.edit(0)
    nb.type("[@lovelace engine")
    rows = nb.page.locator(".jp-PaperLookup-completions").get_by_role("option")
    expect(rows.first).to_contain_text("Notes on the Analytical Engine")
    expect(rows.first).to_contain_text("1843")
    nb.press("Enter")
    nb.wait_for_text(0, '<cite data-cite="lovelace1843">(Lovelace, 1843)</cite>')

    nb.page.get_by_role("menuitem", name="File", exact=True).click()
    nb.page.get_by_role("menuitem", name="Export Cited Works").click()
    with nb.page.expect_download() as downloading:
        nb.page.get_by_role("dialog").get_by_role("button", name="Export").click()
    exported = downloading.value.path().read_text("utf-8")
    assert re.findall(r"^@\w+\{([^,]+),", exported, re.MULTILINE) == ["lovelace1843"]
    assert re.search(r"year\s*=\s*\{?1843", exported)
