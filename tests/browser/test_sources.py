"""The view of sources: what they are, and everything that can be done with one."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.panel import PanelPage
from playwright.sync_api import Locator, expect

ENTRY = "@book{{{key}, author = {{{author}}}, title = {{{title}}}, year = {{{year}}}}}\n"
SECONDS_TO_IMPORT = 60_000
SOURCES = re.compile(r"/paperlookup/api/sources(\?|$)")
OWN_SERVER = True


def entry(author: str, title: str, year: int) -> str:
    return ENTRY.format(key=f"{author.split(',', 1)[0].lower()}{year}", **locals())


def add(panel: PanelPage, name: str, text: str) -> None:
    """A watched file of the server becomes a source; its report is dismissed."""
    (panel.nb.server.root / name).write_text(text, encoding="utf-8")
    panel.nb.command("paperlookup:add-files", {"paths": [name]})
    button = panel.report(name).get_by_role("button", name=f"Dismiss the report on {name}")
    button.click(timeout=SECONDS_TO_IMPORT)


def show(panel: PanelPage) -> None:
    panel.root.get_by_role("button", name="Sources of the papers").click()
    expect(panel.page_head).to_have_text("Sources")


def source(panel: PanelPage, name: str) -> Locator:
    return panel.importing.locator(f'[data-source="{name}"]')


def choose(panel: PanelPage, name: str, item: str) -> None:
    """An item of the menu of a source, by the keyboard."""
    source(panel, name).get_by_role("button", name="Actions for").press("Enter")
    panel.page.get_by_role("menu").get_by_text(item, exact=True).click()


def dialog(panel: PanelPage) -> Locator:
    return panel.page.get_by_role("dialog")


def records(panel: PanelPage) -> int:
    return panel.nb.server.get("paperlookup/api/status")["records"]


def test_names_and_kinds_are_for_people_and_escape_nobody(panel):
    add(panel, "galois.bib", entry("Galois, Evariste", "Sur la theorie des equations", 1846))
    show(panel)
    expect(source(panel, "galois.bib")).to_contain_text("BibTeX · 1 paper · watched")
    expect(panel.importing.get_by_text("Captured page, 2025-12-11")).to_be_visible()
    name = source(panel, "galois.bib").get_by_role("button", name="Show the papers of galois.bib")
    expect(name).to_have_attribute("title", re.compile("notebooks.galois.bib$"))
    expect(panel.importing.get_by_role("button", name="Back to the search")).to_be_focused()


def test_shows_the_papers_of_a_source(panel):
    add(panel, "my refs (2).bib", entry("Cantor, Georg", "Beitraege zur Mengenlehre", 1895))
    show(panel)
    source(panel, "my refs (2).bib").get_by_role("button", name="Show the papers of").click()
    expect(panel.box).to_be_focused()
    expect(panel.box).to_have_value('source:"my refs (2).bib"')
    # The index follows in its own time.
    expect(panel.hits).to_have_count(1, timeout=SECONDS_TO_IMPORT)
    expect(panel.hits.first).to_contain_text("Beitraege zur Mengenlehre")


def test_watching_ends_and_begins_again(panel):
    add(panel, "peano.bib", entry("Peano, Giuseppe", "Arithmetices principia", 1889))
    show(panel)
    choose(panel, "peano.bib", "Watch for Changes")
    expect(source(panel, "peano.bib")).not_to_contain_text("watched")
    choose(panel, "peano.bib", "Watch for Changes")
    expect(source(panel, "peano.bib")).to_contain_text("watched")


def test_reads_a_source_again_and_leads_to_its_problems(panel):
    text = entry("Hilbert, David", "Grundlagen der Geometrie", 1899)
    add(panel, "hilbert.bib", text)
    show(panel)
    choose(panel, "hilbert.bib", "Watch for Changes")
    expect(source(panel, "hilbert.bib")).not_to_contain_text("watched")
    file = panel.nb.server.root / "hilbert.bib"
    file.write_text(f"{text}@book{{unfinished, title = \n", encoding="utf-8")
    source(panel, "hilbert.bib").get_by_role("button", name="Read hilbert.bib again").click()
    problems = source(panel, "hilbert.bib").get_by_role("button", name="1 problem")
    problems.click(timeout=SECONDS_TO_IMPORT)
    expect(panel.page_head).to_have_text("hilbert.bib")
    expect(panel.importing.get_by_role("listitem")).to_contain_text("hilbert.bib:2")
    expect(panel.importing.get_by_role("button", name="Back to the sources")).to_be_focused()


def test_a_source_is_exported_and_a_file_follows_it(panel):
    add(panel, "curie.bib", entry("Curie, Marie", "Recherches sur les substances", 1903))
    show(panel)
    choose(panel, "curie.bib", "Export…")
    expect(dialog(panel)).to_contain_text("All papers of curie.bib.")
    with panel.page.expect_download() as downloading:
        dialog(panel).get_by_role("button", name="Export").click()
    assert "Recherches" in downloading.value.path().read_text("utf-8")

    choose(panel, "curie.bib", "Keep a .bib Updated…")
    dialog(panel).get_by_label("File, as seen from the top of the file browser").fill("curie-kept")
    dialog(panel).get_by_role("button", name="Keep updated").click()
    toast = panel.page.locator(".Toastify__toast")
    expect(toast).to_contain_text("curie-kept.bib follows curie.bib")
    kept = panel.nb.server.root / "curie-kept.bib"
    assert "Recherches" in kept.read_text("utf-8")
    assert panel.nb.server.get("paperlookup/api/kept")["files"][0]["source"] == "curie.bib"


def test_removes_a_source_and_keeps_its_papers(panel):
    add(panel, "boole.bib", entry("Boole, George", "The Laws of Thought", 1854))
    before = records(panel)
    show(panel)
    choose(panel, "boole.bib", "Remove…")
    expect(dialog(panel)).to_contain_text("1 paper in the library come")
    expect(dialog(panel).get_by_label("Keep its papers")).to_be_checked()
    dialog(panel).get_by_role("button", name="Remove the source").click()
    expect(panel.importing).to_contain_text("1 paper kept that only it spoke of.")
    expect(source(panel, "boole.bib")).to_have_count(0)
    assert records(panel) == before


def test_removes_a_source_with_its_papers(panel):
    add(panel, "frege.bib", entry("Frege, Gottlob", "Begriffsschrift", 1879))
    before = records(panel)
    show(panel)
    choose(panel, "frege.bib", "Remove…")
    dialog(panel).get_by_label("Remove its papers too").check()
    dialog(panel).get_by_role("button", name="Remove the source").click()
    expect(panel.importing).to_contain_text("1 paper removed.")
    assert records(panel) == before - 1
    panel.importing.get_by_role("button", name="Back to the search").click()
    panel.search("begriffsschrift")
    expect(panel.root).to_contain_text("No paper matches.", timeout=SECONDS_TO_IMPORT)


def test_removal_can_be_thought_over(panel):
    add(panel, "dedekind.bib", entry("Dedekind, Richard", "Was sind die Zahlen", 1888))
    show(panel)
    choose(panel, "dedekind.bib", "Remove…")
    dialog(panel).get_by_role("button", name="Cancel").click()
    expect(source(panel, "dedekind.bib")).to_be_visible()


def test_says_why_there_are_no_sources_to_show(panel):
    error = {"message": "The library is being moved.", "reason": "LibraryUnavailable"}
    panel.page.route(SOURCES, lambda route: route.fulfill(status=503, json=error))
    panel.nb.command("paperlookup:sources")
    expect(panel.importing.get_by_role("alert")).to_have_text("The library is being moved.")
    panel.page.unroute_all(behavior="wait")
    panel.importing.get_by_role("button", name="Try again").click()
    expect(panel.importing.get_by_role("alert")).to_have_count(0)
    panel.nb.watch.forgive("503")


def test_a_library_without_sources_says_how_to_get_one(panel):
    panel.page.route(SOURCES, lambda route: route.fulfill(json={"sources": []}))
    panel.nb.command("paperlookup:sources")
    expect(panel.importing).to_contain_text("The library has no sources yet.")
    panel.importing.get_by_role("button", name="Import papers").click()
    expect(dialog(panel).get_by_label("Files with papers")).to_be_visible()
    dialog(panel).get_by_role("button", name="Cancel").click()


def test_names_in_any_script_and_of_any_kind_are_text(panel):
    names = ["<img src=x onerror=alert(1)>.bib", "مراجع.bib", "文献" * 60 + ".bib"]
    sources = [
        {
            "name": name,
            "kind": "bibtex",
            "records": 1204,
            "captured": "",
            "path": f"/thesis/{name}",
            "browserPath": "",
            "isWatched": True,
            "canRefresh": True,
            "problems": 3,
        }
        for name in names
    ]
    panel.page.route(SOURCES, lambda route: route.fulfill(json={"sources": sources}))
    panel.nb.command("paperlookup:sources")
    for name in names:
        expect(panel.importing.get_by_text(name, exact=True)).to_be_visible()
    expect(panel.importing.locator("img")).to_have_count(0)
    overflow = "node => node.scrollWidth > node.clientWidth"
    assert not panel.importing.locator(".jp-PaperLookup-page").evaluate(overflow)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(panel, theme):
    panel.nb.command("apputils:change-theme", {"theme": theme})
    panel.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
    broken = entry("Hardy, G. H.", "A Course of Pure Mathematics", 1908) + "@book{x, title = \n"
    (panel.nb.server.root / "hardy.bib").write_text(broken, encoding="utf-8")
    panel.nb.command("paperlookup:add-files", {"paths": ["hardy.bib"]})
    report = panel.report("hardy.bib")
    expect(report).to_contain_text("1 problem", timeout=SECONDS_TO_IMPORT)
    show(panel)
    assert violations(panel) == []
    report.get_by_role("button", name="Show problems").click()
    expect(panel.page_head).to_have_text("hardy.bib")
    assert violations(panel) == []
    report.get_by_role("button", name=re.compile("^Dismiss")).click()


def violations(panel: PanelPage) -> list[str]:
    results = Axe().run(panel.page, context="#jp-PaperLookup-panel").response
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]
