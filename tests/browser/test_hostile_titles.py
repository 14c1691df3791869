"""A hostile title is harmless text wherever the panel shows it or writes it."""

import json
from urllib.request import Request, urlopen

import pytest
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from playwright.sync_api import expect

TITLE = "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$ quokka"
ABSTRACT = "<script>alert(2)</script> <b onclick=alert(3)>quokka</b> abstract"
KEY = "hostile1936"
OWN_SERVER = True


@pytest.fixture(scope="module")
def hostile_record(server) -> None:
    item = {
        "id": KEY,
        "type": "article-journal",
        "title": TITLE,
        "abstract": ABSTRACT,
        "URL": "javascript:alert(4)",
        "author": [{"literal": "<svg onload=alert(5)>"}],
        "issued": {"date-parts": [[1936]]},
    }
    body = json.dumps({"name": "hostile.json", "text": json.dumps([item])}).encode()
    request = Request(  # noqa: S310 - the URL is our own server's
        server.url + "paperlookup/api/import",
        data=body,
        headers={
            "Authorization": f"token {server.token}",
            "Content-Type": "application/json",
        },
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        assert json.load(answer)["new"] in {0, 1}


@pytest.fixture
def panel(hostile_record, open_notebook):
    nb: NotebookPage = open_notebook(["As shown by "])
    nb.edit(0)
    panel = PanelPage(nb)
    dialogs: list[str] = []
    nb.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    panel.open()
    panel.search("quokka")
    yield panel
    assert dialogs == []


def harmful(panel: PanelPage, selector: str) -> int:
    """How many elements under a selector could run something."""
    script = """selector => [...document.querySelectorAll(selector)].flatMap(root =>
      [...root.querySelectorAll('*')].filter(each =>
        each.matches('script, img[src="x"], iframe, object, embed')
        || [...each.attributes].some(({name, value}) =>
          (name.startsWith('on') && /alert/.test(value)) || /^\\s*javascript:/i.test(value))
      )).length"""
    return int(panel.page.evaluate(script, selector))


def test_panel_shows_it_as_text(panel):
    expect(panel.current().locator(".jp-PaperLookup-title")).to_have_text(TITLE)
    panel.open_details()
    expect(panel.details.get_by_role("heading", level=2)).to_have_text(TITLE)
    expect(panel.details).to_contain_text(ABSTRACT)
    panel.details.get_by_text("BibTeX and files").click()
    expect(panel.details.locator("pre")).to_contain_text(f"{{{KEY},")
    assert harmful(panel, "#jp-PaperLookup-panel") == 0
    assert panel.details.locator("a[href^='javascript']").count() == 0
    panel.details.get_by_text("BibTeX and files").click()


@pytest.mark.parametrize("key", ["Enter", "Shift+Enter", "ControlOrMeta+Enter"])
def test_cell_renders_what_is_inserted_as_text(panel, key):
    panel.nb.press(key)
    panel.page.wait_for_function(
        "() => window.paperlookupTest.cell(0).model.sharedModel.getSource() !== 'As shown by '"
    )
    panel.nb.command("notebook:run-cell")
    rendered = panel.page.locator(".jp-Notebook .jp-MarkdownOutput").first
    expect(rendered).to_contain_text("As shown by")
    panel.page.wait_for_timeout(300)  # an image that fails to load would call its handler
    assert harmful(panel, ".jp-Notebook .jp-MarkdownOutput") == 0
