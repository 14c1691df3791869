"""Citations in rendered Markdown are shown as the style says them, and follow the notebook."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.notebook import NotebookPage, markdown
from playwright.sync_api import Locator, expect

TURING = {
    "id": "turing1936",
    "type": "article-journal",
    "title": "On Computable Numbers",
    "author": [{"family": "Turing", "given": "Alan Mathison"}],
    "container-title": "Proceedings of the London Mathematical Society",
    "issued": {"date-parts": [[1936]]},
    "abstract": "The computable numbers may be described briefly.",
    "DOI": "10.1112/plms/s2-42.1.230",
}
BOOLE = {
    "id": "boole1854",
    "type": "book",
    "title": "The Laws of Thought",
    "author": [{"family": "Boole", "given": "George"}],
    "issued": {"date-parts": [[1854]]},
}
HOSTILE = {
    "id": "hostile1900",
    "type": "book",
    "title": '<img src=x onerror="window.broken=1"><script>window.broken=1</script>$x^2$',
    "author": [{"literal": "<b onclick='window.broken=1'>Anon</b>"}],
    "issued": {"date-parts": [[1900]]},
    "abstract": "<img src=x onerror=window.broken=1>",
    "URL": "javascript:window.broken=1",
}
PAPER = [
    """# Of [@turing1936]

See [p. 12 of @turing1936; @boole1854], *@boole1854*.

| a | b |
|---|---|
| [@turing1936] | `[@turing1936]` |

- [-@boole1854]
- [linked @turing1936](https://example.org), $x$""",
    "{cite:p}`turing1936` and {cite:t}`boole1854`",
    r"\cite[p. 3]{turing1936} and \cite{nobody1900}",
    '<cite data-cite="turing1936">(words of their own)</cite>',
    "::: {#refs}\n:::",
]


def metadata(*items: dict[str, Any], style: str = "apa") -> dict[str, Any]:
    own = {"version": 1, "style": style, "items": {each["id"]: each for each in items}}
    return {"paperlookup": own}


def rendered(nb: NotebookPage, index: int) -> Locator:
    """What is rendered of a cell."""
    nb.scroll_to(index)
    nb.node(index).evaluate("(node, index) => { node.dataset.number = index; }", index)
    return nb.page.locator(f'[data-number="{index}"] .jp-MarkdownOutput')


def citation(nb: NotebookPage, index: int, position: int = 0) -> Locator:
    """A citation in a rendered cell."""
    return rendered(nb, index).locator(".jp-PaperLookup-cite").nth(position)


def card(nb: NotebookPage) -> Locator:
    return nb.page.get_by_role("dialog", name="Cited works")


def choose_style(nb: NotebookPage, style: str) -> None:
    nb.page.evaluate(
        """style => {
          const { sharedModel } = window.paperlookupTest.panel.content.model;
          const own = sharedModel.getMetadata('paperlookup');
          sharedModel.setMetadata('paperlookup', { ...own, style });
        }""",
        style,
    )


def test_every_dialect_is_shown_in_the_chosen_style_and_stays_as_typed(open_notebook):
    nb = open_notebook(PAPER, metadata=metadata(TURING, BOOLE))
    expect(citation(nb, 0, 1)).to_have_text("(p. 12 of Turing, 1936; Boole, 1854)")
    text = rendered(nb, 0)
    expect(text.locator("h1")).to_contain_text("Of (Turing, 1936)")
    # By the name of the text, the table of contents finds the heading.
    assert text.locator("h1").get_attribute("data-jupyter-id") == "Of-[@turing1936]"
    expect(text.locator("em")).to_have_text("Boole (1854)")
    expect(text.locator("td")).to_have_text(["(Turing, 1936)", "[@turing1936]"])
    expect(text.locator("li").first).to_have_text("(1854)")
    expect(text.locator("a[href='https://example.org']")).to_have_text("linked Turing (1936)")
    expect(rendered(nb, 1)).to_have_text("(Turing, 1936) and Boole (1854)")
    expect(rendered(nb, 2)).to_have_text(r"(Turing, 1936, p. 3) and \cite{nobody1900}")
    expect(rendered(nb, 3)).to_have_text("(words of their own)")
    entries = rendered(nb, 4).get_by_role("listitem")
    expect(entries).to_have_count(2)
    expect(entries.last).to_contain_text("Turing, A. M. (1936). On Computable Numbers.")
    assert nb.sources() == PAPER

    choose_style(nb, "ieee")
    expect(rendered(nb, 1)).to_have_text("[1] and [2]")
    expect(rendered(nb, 4).get_by_role("listitem").first).to_contain_text("A. M. Turing")
    assert nb.sources() == PAPER


def test_cells_that_cite_later_are_numbered_anew_and_those_out_of_view_when_they_come(
    open_notebook,
):
    filling = [f"Paragraph {i}.\n\n" + "And so on.\n\n" * 6 for i in range(30)]
    cells = ["Nothing yet.", "[@turing1936]", *filling, "[@turing1936], [@boole1854]"]
    nb = open_notebook(cells, metadata=metadata(TURING, BOOLE, style="ieee"))
    expect(citation(nb, 1)).to_have_text("[1]")
    expect(rendered(nb, 32)).to_have_text("[1], [2]")
    nb.edit(0)
    nb.type(" [@boole1854]")
    nb.press("Escape")
    expect(citation(nb, 1)).to_have_text("[2]")
    nb.press("Control+Enter")
    expect(citation(nb, 0)).to_have_text("[1]")
    expect(rendered(nb, 32)).to_have_text("[2], [1]")
    nb.saved()
    nb.reload()
    expect(citation(nb, 1)).to_have_text("[2]")
    expect(rendered(nb, 32)).to_have_text("[2], [1]")


def test_the_card_is_reached_by_the_keyboard_and_by_the_pointer(open_notebook):
    cells = ["[@turing1936, p. 12; @nobody1900]", "[@turing1936; @boole1854]", "::: {#refs}\n:::"]
    nb = open_notebook(cells, metadata=metadata(TURING, BOOLE))
    shown = citation(nb, 1)
    expect(shown).to_have_text("(Boole, 1854; Turing, 1936)")
    nb.select(1)
    nb.page.evaluate("() => window.paperlookupTest.cell(1).node.focus()")
    for _ in range(20):
        nb.press("Tab")
        if shown.evaluate("node => node === document.activeElement"):
            break
    expect(shown).to_be_focused()
    expect(card(nb)).to_contain_text("On Computable Numbers")
    nb.press("Enter")
    expect(card(nb).get_by_role("link", name="doi.org/10.1112/plms/s2-42.1.230")).to_be_focused()
    assert nb.is_rendered(1)
    violations = Axe().run(nb.page, context="#jp-PaperLookup-hoverCard").response["violations"]
    assert [each["id"] for each in violations] == []
    nb.press("Escape")
    expect(card(nb)).to_be_hidden()
    expect(shown).to_be_focused()

    citation(nb, 0).hover()
    expect(card(nb)).to_contain_text("“nobody1900” is not known")
    nb.page.mouse.move(5, 5)
    expect(card(nb)).to_be_hidden()

    rendered(nb, 2).get_by_role("listitem").last.hover()
    expect(card(nb)).to_contain_text("Alan Mathison Turing · 1936")
    expect(card(nb)).to_contain_text("The computable numbers may be described briefly.")
    expect(card(nb)).to_contain_text("Not in your library.")
    expect(card(nb)).to_be_in_viewport(ratio=1)
    card(nb).hover()
    expect(card(nb)).to_be_visible()
    nb.page.mouse.move(5, 5)
    citation(nb, 1).dblclick()
    expect(card(nb)).to_be_hidden()
    assert not nb.is_rendered(1)
    nb.press("Enter")
    assert nb.has_focus(1)


@pytest.mark.parametrize("app", ["lab"], indirect=True)
def test_what_records_and_notebooks_hold_stays_text(open_notebook):
    forged = '<span class="jp-PaperLookup-cite jp-PaperLookup-entry">forged</span> [@hostile1900]'
    nb = open_notebook([forged, markdown("::: {#refs}\n:::")], metadata=metadata(HOSTILE))
    real = rendered(nb, 0).locator(".jp-PaperLookup-cite[role=button]")
    expect(real).to_contain_text("Anon")
    expect(rendered(nb, 1).get_by_role("listitem")).to_contain_text("<script>")
    for index in (0, 1):
        assert rendered(nb, index).locator("img, script, b, mjx-container").count() == 0
    rendered(nb, 0).locator(".jp-PaperLookup-cite").first.hover()
    real.hover()
    expect(card(nb)).to_contain_text("Anon")
    assert card(nb).locator("img, script, b, a").count() == 0
    assert nb.page.evaluate("() => window.broken") is None
