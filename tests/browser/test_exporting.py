"""Exports of several papers and of what a notebook cites; a `.bib` that follows its notebook."""

import json
import re
import time

import pytest
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from playwright.sync_api import expect

FIT, WIDE = "chen2023fit", "brown2022wide"
CELLS = [f"As shown [@{FIT}].", f'<cite data-cite="{WIDE}">(Brown et al., 2022)</cite>', "`@code`"]
FOREIGN = "% by hand\n\n\n@book{knuth1984, title = {The {\\TeX}book}}\n"
OWN_SERVER = True


@pytest.fixture
def nb(open_notebook) -> NotebookPage:
    nb = open_notebook(CELLS)
    yield nb
    for file in api(nb, "kept")["files"]:
        forget(nb, file["path"])


def api(nb: NotebookPage, path: str) -> dict:
    return nb.server.get(f"paperlookup/api/{path}")


def choose(nb: NotebookPage, item: str) -> None:
    """Of the File menu."""
    nb.page.get_by_role("menuitem", name="File", exact=True).click()
    nb.page.get_by_role("menuitem", name=item).click()


def forget(nb: NotebookPage, path: str) -> None:
    # The command ends with its dialog.
    nb.page.evaluate("void paperlookupTest.app.commands.execute('paperlookup:kept-files')")
    dialog = nb.page.get_by_role("dialog")
    dialog.get_by_role("button", name=f"Keep {path} no longer").click()
    dialog.get_by_role("button", name="Close").click()


@pytest.fixture
def panel(nb) -> PanelPage:
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    return panel


def write(nb: NotebookPage, index: int, text: str) -> None:
    nb.page.evaluate(
        "([index, text]) => paperlookupTest.cell(index).model.sharedModel.setSource(text)",
        [index, text],
    )


def keys_of(text: str) -> list[str]:
    return re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)


def wait_for_keys(path, keys):
    """Another program writes the file, and the browser knows nothing of it."""
    for _ in range(300):
        if path.exists() and keys_of(path.read_text("utf-8")) == keys:
            return
        time.sleep(0.1)
    assert keys_of(path.read_text("utf-8")) == keys


def test_a_bib_follows_its_notebook_and_leaves_what_others_wrote(nb):
    bib = nb.server.root / "references.bib"
    bib.write_text(FOREIGN, "utf-8")
    choose(nb, "Keep a .bib Updated")
    dialog = nb.page.get_by_role("dialog")
    expect(dialog).to_contain_text("paper.ipynb cites 2 papers of the library.")
    expect(dialog.get_by_label("File, as seen from the notebook")).to_have_value("references.bib")
    dialog.get_by_role("button", name="Keep updated").click()
    expect(nb.page.locator(".Toastify__toast")).to_contain_text(
        "references.bib follows paper.ipynb"
    )
    assert bib.read_text("utf-8").startswith(FOREIGN)
    assert keys_of(bib.read_text("utf-8")) == ["knuth1984", WIDE, FIT]

    key = next(
        hit["key"]
        for hit in api(nb, "search?q=transformer&limit=9")["hits"]
        if hit["key"] not in (FIT, WIDE)
    )
    write(nb, 2, f"Also [@{key}].")
    nb.saved()
    wait_for_keys(bib, ["knuth1984", *sorted([WIDE, FIT, key])])
    assert bib.read_text("utf-8").startswith(FOREIGN)


# The other one's notebooks have no file browser beside them.
@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_a_new_file_shows_in_the_file_browser_and_can_be_stopped(nb):
    choose(nb, "Keep a .bib Updated")
    dialog = nb.page.get_by_role("dialog")
    dialog.get_by_label("File, as seen from the notebook").fill("nowhere/cited")
    dialog.get_by_role("button", name="Keep updated").click()
    expect(dialog.get_by_role("alert")).to_contain_text("There is no folder")
    nb.watch.forgive("400")
    dialog.get_by_label("File, as seen from the notebook").fill("cited")
    dialog.get_by_label("Format").select_option("BibLaTeX")
    dialog.get_by_role("button", name="Keep updated").click()
    expect(dialog).to_have_count(0)
    nb.command("filebrowser:activate")
    expect(nb.page.locator(".jp-DirListing-item", has_text="cited.bib")).to_be_visible()
    (file,) = api(nb, "kept")["files"]
    assert (file["path"], file["to"], file["entries"]) == ("cited.bib", "biblatex", 2)
    forget(nb, "cited.bib")
    assert api(nb, "kept") == {"files": []}


def test_cited_works_are_exported(nb):
    nb.page.evaluate("window.paperlookupTest.cell(2).model.sharedModel.setSource('[@nobody1900]')")
    choose(nb, "Export Cited Works")
    dialog = nb.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Not in the library: nobody1900")
    dialog.get_by_label("Format").select_option("CSL-JSON")
    with nb.page.expect_download() as downloading:
        dialog.get_by_role("button", name="Export").click()
    download = downloading.value
    assert download.suggested_filename == "references.json"
    items = json.loads(download.path().read_text("utf-8"))
    assert [item["id"] for item in items] == [WIDE, FIT]


def test_several_papers_are_marked_by_keys_and_exported(panel):
    panel.search("transformer")
    panel.nb.press("ArrowDown", "Space")
    bar = panel.root.get_by_role("group", name="Selected papers")
    expect(bar).to_contain_text("1 selected")
    panel.nb.press("Shift+ArrowDown", "Shift+ArrowDown")
    selected = panel.list.get_by_role("option", selected=True)
    expect(selected).to_have_count(3)
    expect(bar).to_contain_text("3 selected")
    expect(panel.list).to_have_attribute("aria-multiselectable", "true")
    keys = [row.get_attribute("data-key") for row in selected.all()]
    bar.get_by_role("button", name="Export and more").click()
    with panel.page.expect_download() as downloading:
        panel.page.get_by_role("menuitem", name="Export 3 Papers as BibTeX").click()
    exported = keys_of(downloading.value.path().read_text("utf-8"))
    assert exported == sorted(keys, key=str.casefold)
    panel.box.focus()
    panel.nb.press("Escape")
    expect(bar).to_have_count(0)
    expect(panel.box).to_have_value("transformer")


def test_marks_outlive_other_words_and_become_one_citation(panel):
    panel.search("far-reach")
    panel.nb.press("Control+Space")
    panel.search("wide")
    row = panel.list.locator(f'[data-key="{WIDE}"]')
    row.click(modifiers=["ControlOrMeta"])
    bar = panel.root.get_by_role("group", name="Selected papers")
    expect(bar).to_contain_text("2 selected")
    expect(row).to_have_attribute("aria-selected", "true")
    panel.box.focus()
    panel.nb.press("Enter")
    panel.nb.wait_for_text(0, f'data-cite="{FIT},{WIDE}"')
    expect(bar).to_have_count(0)


def test_the_mouse_marks_and_a_menu_of_another_row_means_that_row(panel):
    panel.search("transformer")
    first, second = panel.hits.nth(0), panel.hits.nth(1)
    first.hover()
    first.locator("[data-mark]").click()
    bar = panel.root.get_by_role("group", name="Selected papers")
    expect(bar).to_contain_text("1 selected")
    expect(panel.details).to_have_count(0)
    second.click(button="right")
    with panel.page.expect_download() as downloading:
        panel.page.get_by_role("menuitem", name="Export as BibTeX").click()
    exported = keys_of(downloading.value.path().read_text("utf-8"))
    assert exported == [second.get_attribute("data-key")]
    expect(bar).to_contain_text("1 selected")
    bar.get_by_role("button", name="Clear the selection").click()
    expect(bar).to_have_count(0)
    expect(panel.box).to_be_focused()
