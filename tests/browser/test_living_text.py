"""The words of citations follow the style and each other, and nobody's text is in danger."""

import re

import pytest
from harness.cited_works import article, cite, own, paper, works
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from playwright.sync_api import expect

from jupyter_paperlookup import Library

FIRST, SECOND = "turing1936computable", "turing1936systems"
ITEMS = {
    FIRST: article("Turing", 1936, "On Computable Numbers"),
    SECOND: article("Turing", 1936, "Systems of Logic"),
}


@pytest.fixture(scope="module")
def server(own_server):
    """With a library in which there is nothing."""
    with Library.open(own_server.library) as library:
        for source in library.sources():
            library.remove_source(source.name, with_records=True)
    assert own_server.get("paperlookup/api/status")["records"] == 0
    return own_server


def choose_style(nb: NotebookPage, name: str) -> None:
    PanelPage(nb).root.get_by_role("combobox", name="Style").select_option(name)


def number_words(number: int) -> str:
    return rf"\[{number}\]"


def wait_for_sources(nb: NotebookPage, sources: list[str]) -> None:
    """Until the notebook has these texts; the assertion shows what it has instead."""
    for index, source in enumerate(sources):
        nb.wait_for_source(index, source)


def test_works_that_the_library_lacks_are_cited_again_and_told_apart(open_notebook):
    nb = open_notebook([f"First {cite(FIRST, '(Turing, 1936)')}", "Second "], metadata=own(ITEMS))
    nb.edit(1)
    nb.command("paperlookup:insert-citation", {"keys": [SECOND]})
    lettered = f"First {cite(FIRST, '(Turing, 1936a)')}"
    nb.wait_for_source(0, lettered)
    nb.wait_for_source(1, f"Second {cite(SECOND, '(Turing, 1936b)')}")
    nb.undo()  # all of the insertion, with the letter that came later
    nb.wait_for_source(1, "Second ")
    nb.wait_for_source(0, f"First {cite(FIRST, '(Turing, 1936)')}")
    nb.redo()
    nb.wait_for_source(1, f"Second {cite(SECOND, '(Turing, 1936b)')}")
    nb.wait_for_source(0, lettered)


def test_another_style_changes_all_words_and_undo_brings_them_back(open_notebook):
    cells, metadata = paper(40)
    nb = open_notebook(["# Untouched", *cells], metadata=metadata)
    before = nb.sources()
    nb.edit(1)
    PanelPage(nb).open()
    choose_style(nb, "ieee")
    toast = nb.page.get_by_role("alert").filter(has_text="40 citations are written in the style")
    expect(toast).to_be_visible(timeout=30_000)
    words = [found for source in nb.sources() for found in re.findall(r">([^<>]+)</cite>", source)]
    assert words == [number_words(number % 20 + 1) for number in range(40)]
    assert nb.is_rendered(5)
    toast.get_by_role("button", name="Undo").click()
    wait_for_sources(nb, before)
    assert nb.saved().metadata["paperlookup"]["style"] == "apa"


def test_a_notebook_that_is_only_opened_stays_as_it_is(open_notebook):
    cells = [f"By another writer {cite(FIRST, '(A. Turing)')}", "More"]
    nb = open_notebook(cells, metadata=own(ITEMS))
    nb.edit(1)
    nb.type("!")
    nb.wait_for_source(1, "More!")
    nb.command("notebook:move-cell-up")
    nb.wait_for_source(0, "More!")
    assert nb.source(1) == cells[0]


def test_typing_goes_on_while_words_are_changed(open_notebook):
    cells, metadata = paper(40)
    nb = open_notebook([*cells, "Typed: "], metadata=metadata)
    nb.edit(20)
    PanelPage(nb).open()
    choose_style(nb, "ieee")
    nb.edit(20)
    typed = "abcdefghij klmnopqrs tuvwxyz " * 12
    nb.page.keyboard.type(typed, delay=10)
    nb.wait_for_source(20, f"Typed: {typed}")
    nb.edit(19)
    nb.type(" more words here")
    keys = list(works(20)) * 2
    numbered = [(key, number_words(at % 20 + 1)) for at, key in enumerate(keys)]
    nb.wait_for_source(
        19,
        f"Paragraph 20 follows {cite(*numbered[38])} and {cite(*numbered[39])}. more words here",
    )
    nb.wait_for_text(0, number_words(1))


def test_a_copied_cell_takes_its_data_along(open_notebook, server):
    nb = open_notebook([f"See {cite(FIRST, '(Turing, 1936)')}"], metadata=own(ITEMS))
    nb.select(0)
    nb.command("notebook:copy-cell")
    nb.page.evaluate("""async () => {
      const { app, panel } = paperlookupTest;
      const own = panel.model.sharedModel;
      own.setMetadata('paperlookup', { ...own.getMetadata('paperlookup'), items: {} });
      await app.commands.execute('notebook:paste-cell-below');
    }""")
    nb.wait_for_source(1, f"See {cite(FIRST, '(Turing, 1936)')}")
    saved = nb.saved()
    assert saved.metadata["paperlookup"]["items"] == {FIRST: ITEMS[FIRST]}
    assert "items" not in saved.cells[1].metadata.get("paperlookup", {})
