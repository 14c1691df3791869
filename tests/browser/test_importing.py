"""Papers come in by button, by drag and drop and by right click; what happens to them is said."""

import json
import re

import pytest
from filelock import FileLock
from harness.dropping import drag_over, drag_to, drop
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from playwright.sync_api import Locator, expect

ONLY_LAB = pytest.mark.parametrize("app", ["lab"], indirect=True)
LOVELACE = """@article{lovelace1843,
  author = {Lovelace, Ada}, title = {Notes on the Analytical Engine}, year = {1843}
}
"""
BROKEN = """@book{broken, title = {No end
@article{shannon1948,
  author = {Shannon, Claude E.}, title = {A Mathematical Theory of Communication}, year = {1948}
}
@article{alsobroken title = }
"""
TURING = {
    "id": "turing1936computable",
    "type": "article-journal",
    "title": "On Computable Numbers, with an Application to the Entscheidungsproblem",
    "author": [{"family": "Turing", "given": "A. M."}],
    "issued": {"date-parts": [[1936]]},
}
SECONDS_TO_IMPORT = 60_000
STATUS = re.compile("/paperlookup/api/status")
OWN_SERVER = True


@pytest.fixture
def panel(panel):
    """Whose reports are dismissed when a test has done with it."""
    yield panel
    panel.page.unroute_all(behavior="wait")
    dismiss_reports(panel)


def dismiss_reports(panel: PanelPage) -> None:
    expect(panel.below.get_by_role("button", name="Cancel")).to_have_count(0)
    while (button := panel.below.get_by_role("button", name="Dismiss").last).count():
        button.click()


def dialog(panel: PanelPage) -> Locator:
    return panel.page.get_by_role("dialog")


def test_dropped_file_with_broken_entries_leads_to_each_of_them(panel):
    file = {"dropped.bib": (LOVELACE + BROKEN).encode()}
    drag_over(panel.hits.first, file)
    expect(panel.drop_zone).to_have_text("Drop files here to add their papers")
    expect(panel.drop_zone).to_have_attribute("role", "status")
    drop(panel.hits.first, file)
    expect(panel.drop_zone).to_be_empty()

    expect(panel.report("dropped.bib")).to_contain_text("2 problems", timeout=SECONDS_TO_IMPORT)
    expect(panel.report("dropped.bib")).to_contain_text(re.compile("[23] new"))
    panel.report("dropped.bib").get_by_role("button", name="Show problems").click()
    expect(panel.page_head).to_have_text("dropped.bib")
    problems = panel.importing.get_by_role("listitem")
    expect(problems).to_have_count(2)
    expect(problems.first).to_contain_text("dropped.bib:4")
    expect(problems.first.locator("pre")).to_contain_text("@book{broken, title = {No end")
    expect(problems.last).to_contain_text("dropped.bib:8")

    panel.importing.get_by_role("button", name="Back to the sources").click()
    panel.importing.get_by_role("button", name="Back to the search").click()
    expect(panel.box).to_be_focused()
    panel.search("analytical engine lovelace")
    expect(panel.hits.first).to_contain_text("Notes on the Analytical Engine")


def test_drop_zone_goes_with_the_files(panel):
    data = drag_over(panel.hits.first, {"a.bib": b""})
    expect(panel.drop_zone).not_to_be_empty()
    panel.root.dispatch_event("dragleave", {"dataTransfer": data})
    expect(panel.drop_zone).to_be_empty()


def test_several_files_are_chosen_and_their_papers_found_at_once(panel):
    panel.search("entscheidungsproblem")
    panel.root.get_by_role("button", name="List and library").click()
    panel.page.get_by_role("menuitem", name="Import Papers").click()
    files = dialog(panel).get_by_label("Files with papers")
    expect(files).to_have_attribute("accept", re.compile(r"\.bib.*\.ris"))
    files.set_input_files(
        [
            {
                "name": "turing.json",
                "mimeType": "application/json",
                "buffer": json.dumps([TURING]).encode(),
            },
            {"name": "broken.bib", "mimeType": "text/plain", "buffer": b"@article{x, title = {Not"},
        ]
    )
    dialog(panel).get_by_role("button", name="Import").click()
    expect(panel.report("turing.json")).to_contain_text("1 new", timeout=SECONDS_TO_IMPORT)
    expect(panel.report("broken.bib")).to_contain_text("1 problem", timeout=SECONDS_TO_IMPORT)
    expect(panel.current()).to_contain_text("On Computable Numbers", timeout=SECONDS_TO_IMPORT)
    panel.below.get_by_role("button", name="Dismiss all").click()
    expect(panel.below.locator("[data-job]")).to_have_count(0)


def test_what_is_no_bibliography_is_refused_in_one_sentence(panel):
    drop(panel.hits.first, {"picture.bib": b"\x89PNG\r\n\x1a\n" + bytes(64)})
    report = panel.report("picture.bib")
    expect(report).to_contain_text("picture.bib", timeout=SECONDS_TO_IMPORT)
    expect(report.locator(".jp-PaperLookup-cardText")).not_to_be_empty(timeout=SECONDS_TO_IMPORT)
    expect(report).to_have_class(re.compile("jp-mod-failed"))
    report.get_by_role("button", name=re.compile("^Dismiss")).click()
    expect(panel.below.locator("[data-job]")).to_have_count(0)
    assert panel.page.evaluate("() => document.activeElement !== document.body")


def test_renamed_keys_are_named(panel):
    entry = LOVELACE.replace("lovelace1843", "chen2023fit").replace("Engine", "Engine Again")
    drop(panel.hits.first, {"clash.bib": entry.encode()})
    report = panel.report("clash.bib")
    expect(report).to_contain_text("1 renamed", timeout=SECONDS_TO_IMPORT)
    report.get_by_role("button", name="Show renamed keys").click()
    expect(panel.importing.get_by_role("listitem")).to_contain_text("chen2023fit → ")
    panel.nb.command("paperlookup:search")


def test_imports_wait_survive_a_reload_and_are_cancelled(panel):
    before = panel.nb.server.get("paperlookup/api/status")["records"]
    # As another program does that imports: nothing else comes in meanwhile.
    with FileLock(panel.nb.server.library / "import.lock"):
        drop(panel.hits.first, {"held.bib": LOVELACE.encode(), "waits.bib": LOVELACE.encode()})
        expect(panel.report("held.bib").get_by_role("progressbar")).to_be_visible()
        expect(panel.report("waits.bib")).to_contain_text("Waiting")
        panel.report("waits.bib").get_by_role("button", name="Cancel").click()
        expect(panel.report("waits.bib")).to_contain_text("Cancelled")

        panel.nb.reload()
        panel.nb.edit(0)
        panel.open()
        held = panel.report("held.bib")
        expect(held.get_by_role("progressbar")).to_be_visible()
        held.get_by_role("button", name="Cancel").click()
        expect(held).to_contain_text("Cancelled", timeout=SECONDS_TO_IMPORT)
    assert panel.nb.server.get("paperlookup/api/status")["records"] == before


@ONLY_LAB
def test_right_click_in_the_file_browser_adds_files_and_watches_them(panel):
    root = panel.nb.server.root
    (root / "first.bib").write_text(LOVELACE.replace("Engine", "Engine I"), encoding="utf-8")
    (root / "second.ris").write_text(
        "TY  - JOUR\nAU  - Noether, E.\nTI  - Invariante Variationsprobleme\nPY  - 1918\nER  - \n",
        encoding="utf-8",
    )
    panel.nb.command("filebrowser:activate")
    panel.nb.command("filebrowser:refresh")
    browser = panel.page.locator(".jp-DirListing-content")
    browser.get_by_text("first.bib").click()
    browser.get_by_text("second.ris").click(modifiers=["ControlOrMeta"])
    browser.get_by_text("second.ris").click(button="right")
    panel.page.get_by_role("menuitem", name="Add to Paper Library").click()
    # The panel is not seen: a notification tells, and leads to the report.
    toast = panel.page.locator(".Toastify__toast", has_text="second.ris: 1 new")
    expect(toast).to_be_visible(timeout=SECONDS_TO_IMPORT)
    toast.get_by_role("button", name="Show the report").click()
    expect(panel.page_head).to_have_text("second.ris")
    watched = {
        source["name"]
        for source in panel.nb.server.get("paperlookup/api/sources")["sources"]
        if source["isWatched"]
    }
    assert {"first.bib", "second.ris"} <= watched
    panel.nb.command("paperlookup:search")
    panel.search("variationsprobleme")
    expect(panel.current()).to_contain_text("Invariante Variationsprobleme")


@ONLY_LAB
def test_folders_and_other_files_are_not_offered(panel):
    (panel.nb.server.root / "folder").mkdir(exist_ok=True)
    (panel.nb.server.root / "notes.docx").write_bytes(b"")
    panel.nb.command("filebrowser:activate")
    panel.nb.command("filebrowser:refresh")
    browser = panel.page.locator(".jp-DirListing-content")
    for name in ("folder", "notes.docx"):
        browser.get_by_text(name, exact=True).click(button="right")
        expect(panel.page.get_by_role("menu").get_by_text("Rename")).to_be_visible()
        expect(panel.page.get_by_role("menuitem", name="Add to Paper Library")).to_have_count(0)
        panel.nb.press("Escape")
    panel.nb.command("paperlookup:search")


@ONLY_LAB
def test_drag_from_the_file_browser(panel):
    (panel.nb.server.root / "dragged.bib").write_text(
        LOVELACE.replace("Engine", "Engine Dragged"), encoding="utf-8"
    )
    move_panel(panel, "right")
    panel.nb.command("filebrowser:activate")
    panel.nb.command("filebrowser:refresh")
    file = panel.page.locator(".jp-DirListing-content").get_by_text("dragged.bib")
    drag_to(file, panel.root)
    expect(panel.report("dragged.bib")).to_contain_text(
        re.compile("1 (new|changed)"), timeout=SECONDS_TO_IMPORT
    )
    expect(panel.drop_zone).to_be_empty()
    move_panel(panel, "left")


def move_panel(panel: PanelPage, area: str) -> None:
    panel.page.evaluate(
        """area => {
          const { app } = window.paperlookupTest;
          const panel = [...app.shell.widgets('left'), ...app.shell.widgets('right')]
            .find(each => each.id === 'jp-PaperLookup-panel');
          app.shell.add(panel, area, { rank: 550 });
          app.shell.activateById(panel.id);
        }""",
        area,
    )
    expect(panel.root).to_be_visible()


def test_change_of_a_watched_file_is_found_and_the_current_paper_stays(panel):
    file = panel.nb.server.root / "watched.bib"
    entry = (
        "@book{{hopper{n}, author = {{Hopper, Grace}}, title = {{Compiling {word}}}, year = {n}}}\n"
    )
    file.write_text(entry.format(n=1952, word="Routines"), encoding="utf-8")
    panel.nb.command("paperlookup:add-files", {"paths": ["watched.bib"]})
    expect(panel.report("watched.bib")).to_contain_text("1 new", timeout=SECONDS_TO_IMPORT)
    panel.search("hopper")
    expect(panel.current()).to_contain_text("Compiling Routines", timeout=SECONDS_TO_IMPORT)
    file.write_text(
        file.read_text(encoding="utf-8") + entry.format(n=1953, word="Education"), encoding="utf-8"
    )
    expect(panel.hits.filter(has_text="Compiling Education")).to_be_visible(
        timeout=SECONDS_TO_IMPORT
    )
    expect(panel.current()).to_contain_text("Compiling Routines")
    expect(panel.box).to_be_focused()


@ONLY_LAB
def test_problem_of_a_file_on_the_server_opens_at_its_line(panel):
    (panel.nb.server.root / "opened.bib").write_text(LOVELACE + BROKEN, encoding="utf-8")
    panel.nb.command("paperlookup:add-files", {"paths": ["opened.bib"]})
    report = panel.report("opened.bib")
    expect(report).to_contain_text("2 problems", timeout=SECONDS_TO_IMPORT)
    report.get_by_role("button", name="Show problems").click()
    panel.importing.get_by_role("button", name="opened.bib:8").click()
    expect(panel.page.locator(".jp-FileEditor:visible .cm-focused")).to_be_visible()
    expect(panel.page.get_by_role("button", name="Ln 8, Col 1")).to_be_visible()
    panel.nb.command("application:close")
    panel.nb.command("paperlookup:search")


def test_what_happened_before_is_said_once(panel):
    words = "The import of large.bib was broken off: the library is as it was before."
    status = panel.nb.server.get("paperlookup/api/status") | {"notice": words}
    panel.page.route(STATUS, lambda route: route.fulfill(json=status))
    expect(panel.below).to_contain_text(words)
    panel.below.get_by_role("button", name="Dismiss", exact=True).click()
    expect(panel.below).not_to_contain_text(words)
    panel.page.unroute_all(behavior="wait")


def test_says_when_an_import_cannot_begin(panel):
    panel.page.route(
        re.compile(r"/paperlookup/api/imports(\?|$)"),
        lambda route: route.fulfill(
            status=429, json={"message": "Too many imports are waiting.", "reason": "TooMany"}
        ),
    )
    drop(panel.hits.first, {"refused.bib": LOVELACE.encode()})
    expect(panel.report("refused.bib")).to_contain_text("Too many imports are waiting.")
    panel.nb.watch.forgive("429")


def test_bibliography_beside_the_notebook_is_offered_once_in_words(open_notebook):
    nb: NotebookPage = open_notebook(["As shown by "], path="paper.ipynb")
    folder = nb.server.root / "thesis"
    folder.mkdir(exist_ok=True)
    for name, word in (("refs.bib", "Offered"), ("refused.bib", "Refused")):
        entry = LOVELACE.replace("lovelace1843", word.lower()).replace("Engine", word)
        (folder / name).write_text(entry, encoding="utf-8")
    nb = open_notebook(["As shown by "], path="thesis/chapter.ipynb")
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    offer = panel.below.locator(".jp-PaperLookup-offer")
    expect(offer).to_contain_text("2 bibliography files belong to this notebook")
    (folder / "refused.bib").unlink()
    nb.reload()
    nb.edit(0)
    panel.open()
    expect(offer).to_contain_text("refs.bib is beside this notebook.")
    offer.get_by_role("button", name="Add and watch it").click()
    expect(panel.report("thesis/refs.bib")).to_contain_text("1 new", timeout=SECONDS_TO_IMPORT)
    expect(offer).to_have_count(0)
    sources = nb.server.get("paperlookup/api/sources")["sources"]
    assert [each["isWatched"] for each in sources if each["name"] == "refs.bib"] == [True]

    (folder / "refused.bib").write_text(LOVELACE, encoding="utf-8")
    nb.reload()
    nb.edit(0)
    panel.open()
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_have_count(0)
    assert panel.page.evaluate("() => document.activeElement !== document.body")
    nb.page.wait_for_timeout(2500)  # what is remembered is written after a while
    nb.reload()
    nb.edit(0)
    panel.open()
    panel.search("offered")
    expect(panel.current()).to_contain_text("Offered")
    expect(offer).to_have_count(0)
    dismiss_reports(panel)
