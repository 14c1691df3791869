"""The whole hostile corpus in every view: nothing runs, nothing is asked of another host."""

import contextlib
import json
import time
from collections.abc import Callable
from urllib.request import Request, urlopen

import nbformat
import pytest
from harness.dropping import drop
from harness.notebook import NotebookPage, code
from harness.panel import PanelPage
from hostile.checks import TAGS, check_html
from hostile.corpus import HTML, KINDS, RUN, VALUES, WORD, item
from hostile.services_and_zotero import suggest
from hostile.styles import style_of
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from jupyter_paperlookup.citing import DIALECTS
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.notebook.display import FoundPapers
from jupyter_paperlookup.records import Cite

OWN_SERVER = True
ITEMS = [
    item(name, value) | {"id": f"hostile{number}", "URL": "https://example.org"}
    for number, (name, value) in enumerate(VALUES.items())
    if name != "surrogates"  # no request can have them
]
KEYS = [one["id"] for one in ITEMS]
TWINS = [
    {name: said for name, said in one.items() if name not in {"DOI", "URL"}}
    | {"id": f"{one['id']}twin", "issued": {"date-parts": [[1937]]}}
    for one in ITEMS
]
TYPED = f"{VALUES['image']} {WORD} typed"
WAITING = {"suggestions": "Possible duplicates", "answers": "Suggestions of services"}
MILLISECONDS_TO_IMPORT = 60_000
AT_ONCE = 12
HARMFUL = """() => [...document.querySelectorAll('*')].filter(each => {
  const harmful = [
    'script[src*="hostile"]', 'img[src="x"]', '[data-commandlinker-command^="notebook:run"]',
    '#hostile', 'form[action*="hostile"]', 'meta[http-equiv=refresh]', 'object', 'embed', 'base',
  ];
  const address = /^\\s*(javascript:|vbscript:|data:text|https?:..hostile)/i;
  return each.matches(harmful.join(',')) || [...each.attributes].some(({ name, value }) =>
    (name.startsWith('on') && /hostile|alert/.test(value))
    || (/^(href|src|action|data)$/.test(name) && address.test(value)));
}).map(each => each.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def corpus(server) -> None:
    body = json.dumps({"name": "hostile.json", "text": json.dumps(ITEMS)}).encode()
    request = Request(  # noqa: S310 - the URL is our own server's
        server.url + "paperlookup/api/import",
        data=body,
        headers={"Authorization": f"token {server.token}", "Content-Type": "application/json"},
    )
    with urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
        assert json.load(answer)["problems"] == []
    end = time.monotonic() + 60
    while server.get(f"paperlookup/api/search?q={WORD}")["total"] < 50:
        assert time.monotonic() < end, "it was not indexed"
        time.sleep(0.2)


def cells(folder) -> list[str | nbformat.NotebookNode]:
    """What is inserted and shown of the corpus: Markdown in each dialect, and a saved result."""
    made: list[str | nbformat.NotebookNode] = ["As shown by "]
    with Library(folder) as library:
        for start in range(0, len(KEYS), AT_ONCE):
            cites = [
                Cite(key, prefix=f"<img src=x onerror={RUN}>") for key in KEYS[start:][:AT_ONCE]
            ]
            kinds = [("citation", each) for each in DIALECTS]
            kinds += [("reference", "html"), ("bibtex", "html")]
            made.append(
                "\n\n".join(
                    library.insertion(kind, cites, dialect=dialect).text for kind, dialect in kinds
                )
            )
        shown = FoundPapers(library.search(WORD, limit=50))._repr_mimebundle_()
    result = code("%paper quokka")
    result.outputs = [nbformat.v4.new_output("display_data", data=shown)]
    return [*made, result]


@pytest.fixture
def open_watched(corpus, open_notebook):
    """Open a notebook; no dialog may appear."""
    dialogs: list[str] = []
    pages: list[NotebookPage] = []

    def note(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    def open_and_watch(*arguments, **options) -> NotebookPage:
        nb = open_notebook(*arguments, **options)
        nb.page.on("dialog", note)
        pages.append(nb)
        return nb

    yield open_and_watch
    for nb in pages:
        nb.page.remove_listener("dialog", note)
    assert dialogs == []


def assert_inert(nb: NotebookPage) -> None:
    assert nb.page.evaluate("() => window.hostile") is None
    assert nb.page.evaluate(HARMFUL) == []


def until_shown(act: Callable[[], object], wanted: Locator) -> None:
    """Do something again until it has shown what it shows; past its time the assertion tells."""
    for _ in range(5):
        act()
        with contextlib.suppress(PlaywrightTimeout):
            wanted.wait_for(timeout=2_000)
            return


def point_at(place: Locator) -> None:
    """Move the pointer there from elsewhere."""
    place.page.mouse.move(5, 5)
    place.hover()


def test_nothing_of_it_runs_wherever_it_is_shown(open_watched, server):
    # A notebook of a stranger, with the corpus in its cells and in its metadata.
    items = {one["id"]: one for one in ITEMS} | {
        text[:80]: ITEMS[0] for text in VALUES.values() if text.isprintable()
    }
    nb = open_watched(
        cells(server.library),
        metadata={"paperlookup": {"version": 1, "items": items}},
        path="stranger.ipynb",
    )
    page = nb.page
    before = server.get("paperlookup/api/status")["records"]
    nb.command("notebook:render-all-markdown")
    for index in range(1, len(nb.sources()) - 1):
        nb.scroll_to(index)
    expect(page.locator(".jp-Notebook .jp-MarkdownOutput").nth(1)).to_contain_text("hostile")
    assert_inert(nb)
    nb.scroll_to(len(nb.sources()) - 1)
    expect(nb.output(len(nb.sources()) - 1)).to_contain_text(WORD)
    assert_inert(nb)
    # A notebook of a stranger brings nothing into the library.
    assert server.get("paperlookup/api/status")["records"] == before
    nb.scroll_to(1)
    card = page.locator("#jp-PaperLookup-hoverCard")
    # Cells that are still drawn move the citation from under the pointer.
    until_shown(lambda: point_at(page.locator(".jp-PaperLookup-cite").first), card)
    expect(card).to_be_visible()
    assert_inert(nb)
    page.mouse.move(5, 5)

    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    for name in ("image", "nul", "bidirectional", "mathjax"):
        panel.search(f"{WORD} {name}")
        panel.open_details()
        expect(panel.details.get_by_role("heading", level=2)).to_contain_text(WORD)
        files = panel.details.get_by_text("BibTeX and files")
        # Those of the query before it may be there a moment longer.
        until_shown(files.click, panel.details.locator("pre"))
        expect(panel.details.locator("pre")).to_contain_text("hostile")
        panel.details.get_by_text("BibTeX and files").click()
        assert_inert(nb)
        nb.press("Escape")
    panel.search(WORD)
    panel.list.evaluate("list => list.scrollTo(0, list.scrollHeight)")
    assert_inert(nb)
    nb.press("Escape")
    panel.root.get_by_role("button", name="Browse the papers").click()
    papers = panel.root.get_by_role("listbox", name="Papers of the library")
    expect(papers.get_by_role("option").first).to_be_visible()
    assert_inert(nb)
    nb.edit(0)
    nb.command("paperlookup:cited-here")
    expect(
        page.get_by_role("region", name="Cited here").get_by_role("listitem").first
    ).to_be_visible()
    assert_inert(nb)


def test_what_is_completed_and_inserted_is_text(open_watched):
    own = {"version": 1, "style": VALUES["image"], "locale": VALUES["script"]}
    nb = open_watched(["As shown by "], metadata={"paperlookup": own})
    nb.edit(0)
    nb.type("[@quokka image")
    expect(nb.page.locator(".jp-PaperLookup-completions")).to_be_visible()
    assert_inert(nb)
    nb.press("Escape")
    panel = PanelPage(nb)
    for key in ("Enter", "Shift+Enter", "ControlOrMeta+Enter"):
        nb.edit(0)
        panel.open()
        panel.search(f"{WORD} command-link")
        nb.press(key)
        # The style that the notebook names is none: that is told, and nothing else happens.
        nb.page.wait_for_timeout(300)
    nb.watch.forgive(r"400 \(Bad Request\) .*/api/(insertion|formatted)\?")
    nb.edit(0)
    nb.command("notebook:run-cell")
    expect(nb.page.locator(".jp-Notebook .jp-MarkdownOutput").first).to_contain_text("As shown by")
    assert_inert(nb)


@pytest.fixture(scope="module")
def strangers(corpus, server) -> None:
    """What waits for a decision, was done by hand, and styles that say all of the corpus."""
    with Library(server.library) as library:
        library.import_text(json.dumps(TWINS), VALUES["image"], format="csl-json")
        suggest(library)
        for kind, values in KINDS.items():
            said = list(values.values())
            library.add_style(f"stranger-{kind}", style_of(f"stranger {said[0]}", said))
        library.add({"type": "book", "title": TYPED, "note": VALUES["script"]})


@pytest.mark.usefixtures("strangers")
def test_no_page_of_the_panel_runs_any_of_it(open_watched):
    nb = open_watched(["As shown by "])
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    name = f"{VALUES['image']}.bib"
    broken = "".join(f"@book{{x, title = {{{value}\n" for value in HTML.values())
    drop(panel.hits.first, {name: broken.encode()})
    report = panel.report(name)
    report.get_by_role("button", name="Show problems").click(timeout=MILLISECONDS_TO_IMPORT)
    expect(panel.importing.get_by_role("listitem").first).to_contain_text("hostile")
    assert_inert(nb)
    nb.command("paperlookup:sources")
    expect(panel.importing).to_contain_text(VALUES["image"])
    assert_inert(nb)
    nb.command("paperlookup:search")
    for command, title in WAITING.items():
        nb.command(f"paperlookup:{command}")
        page = panel.root.get_by_role("region", name=title)
        for _ in range(3):
            expect(page.get_by_role("group").first).to_contain_text(WORD)
            assert_inert(nb)
            page.get_by_role("button", name="Skip").first.click()
    nb.command("paperlookup:changes")
    changes = panel.root.get_by_role("region", name="Changes of the library")
    expect(changes.get_by_role("listitem").first).to_be_visible()
    assert_inert(nb)
    nb.command("paperlookup:search")
    panel.search(f"{WORD} typed")
    nb.press("F2")
    expect(panel.root.get_by_label("Title", exact=True)).to_have_value(TYPED)
    assert_inert(nb)
    nb.press("Escape")


@pytest.mark.usefixtures("strangers")
def test_no_dialog_runs_any_of_it(open_watched):
    nb = open_watched(["As shown by [@hostile1; @hostile2]. "])
    nb.edit(0)
    dialog = nb.page.get_by_role("dialog")
    open_dialog(nb, "digest")
    frame = dialog.locator("iframe")
    expect(frame.content_frame.locator("body")).to_contain_text(WORD)
    check_html(frame.get_attribute("srcdoc"), TAGS | {"style", "bdi", "base"})
    expect(dialog.get_by_role("region", name="plain text")).to_contain_text(WORD)
    assert_inert(nb)
    dialog.get_by_role("button", name="Close").last.click()

    nb.edit(0)
    open_dialog(nb, "choose-style")
    preview = dialog.locator(".jp-PaperLookup-stylePreview")
    for kind in KINDS:
        dialog.get_by_role("combobox", name="Find a style").fill(f"stranger-{kind}")
        expect(dialog.get_by_role("listbox").get_by_role("option")).to_have_count(1)
        expect(preview).to_contain_text(WORD)
        assert_inert(nb)
    nb.press("Enter")
    expect(dialog).to_have_count(0)
    # The notebook is written in that style now, and shown.
    nb.command("notebook:render-all-markdown")
    expect(nb.page.locator(".jp-Notebook .jp-MarkdownOutput").first).to_contain_text(WORD)
    assert_inert(nb)

    nb.edit(0)
    open_dialog(nb, "new-citation")
    expect(dialog.get_by_role("combobox", name="Add a work")).to_be_focused()
    nb.type(f"{WORD} image")
    expect(dialog.get_by_role("option").first).to_contain_text("hostile")
    nb.press("Enter")
    expect(dialog).to_contain_text(WORD)
    assert_inert(nb)
    dialog.get_by_role("button", name="Cancel").click()


@pytest.mark.usefixtures("strangers")
def test_neither_related_papers_nor_outputs_run_any_of_it(open_watched):
    shown = "%reload_ext jupyter_paperlookup\nfrom jupyter_paperlookup import PaperLookup\n"
    magics = [f"%paper {WORD} image", "%cite hostile1 hostile2 hostile3", "%bibtex hostile1"]
    magics += [f"%paper author:{VALUES['image']}", f"%cite <svg/onload={RUN}>"]
    picker = code(f"{shown}PaperLookup('{WORD} image')")
    nb = open_watched(
        [f"A {WORD} of an image that is hostile", picker, *(code(shown + each) for each in magics)]
    )
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    panel.search(f"{WORD} image")
    panel.open_details()
    panel.details.get_by_text("Related papers").click()
    related = panel.root.get_by_role("list", name="Related papers").get_by_role("listitem")
    expect(related.first).to_contain_text(WORD)
    assert_inert(nb)
    panel.details.get_by_text("Related papers").click()
    panel.details.get_by_text("Why this one?").click()
    expect(panel.details.get_by_role("table").first).to_contain_text(WORD)
    assert_inert(nb)
    panel.details.get_by_text("Why this one?").click()
    nb.edit(0)
    nb.command("paperlookup:related-to-cell")
    to_cell = panel.root.get_by_role("list", name="Related to cell 1").get_by_role("listitem")
    expect(to_cell.first).to_contain_text(WORD)
    assert_inert(nb)

    nb.edit(0)
    for index in range(1, len(nb.sources())):
        nb.scroll_to(index)
        nb.run(index)
    output = nb.output(1)
    nb.scroll_to(1)
    results = output.get_by_label("Results")
    expect(results.get_by_role("option").first).to_contain_text(WORD)
    for index in range(3):
        results.select_option(index=index)
        expect(output).to_contain_text("title = {")
        assert_inert(nb)
    output.get_by_label("Search papers").fill(f"{WORD} {VALUES['out-of-attribute']}")
    expect(results.get_by_role("option").first).to_contain_text("onmouseover")
    assert_inert(nb)
    for index in range(2, len(nb.sources())):
        nb.scroll_to(index)
        expect(nb.output(index)).to_contain_text("hostile")
        expect(nb.output(index)).not_to_contain_text("Traceback")
        assert_inert(nb)


@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_no_notification_runs_any_of_it(open_watched):
    name = f"{HTML['image'].replace('/', '')} [x](javascript:{RUN}).bib"
    nb = open_watched(["Text"])
    toast = nb.page.locator(".Toastify__toast")
    nb.server.root.joinpath(name).write_text(f"@book{{x, title = {{{HTML['image']}", "utf-8")
    nb.command("filebrowser:activate")
    nb.command("filebrowser:refresh")
    nb.page.locator(".jp-DirListing-content").get_by_text("hostile=1").click(button="right")
    nb.page.get_by_role("menuitem", name="Add to Paper Library").click()
    expect(toast.filter(has_text="onerror")).to_be_visible(timeout=MILLISECONDS_TO_IMPORT)
    assert_inert(nb)
    nb.watch.forgive(r"/api/import")


def open_dialog(nb: NotebookPage, command: str) -> None:
    # Its promise ends with the dialog.
    nb.page.evaluate(
        "id => { void window.jupyterapp.commands.execute(id); }", f"paperlookup:{command}"
    )
