"""Makes the pictures of the README: the real thing, in a real JupyterLab.

    python docs/make_screenshots.py

Look at each of them before it is committed.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, expect

from jupyter_paperlookup import Library
from jupyter_paperlookup.digest import Period
from jupyter_paperlookup.digest.as_html import digest_as_html
from jupyter_paperlookup.digest.mail import FOOTER

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent / "tests" / "browser"))

from harness.chromium import running_chromium  # noqa: E402
from harness.notebook import NotebookPage, code  # noqa: E402
from harness.server import Server, running_server  # noqa: E402
from harness.watch import PageWatch  # noqa: E402

IMAGES = DOCS / "images"
TITLE = "FIT: Far-reaching Interleaved Transformers"

HEADING = "# Long sequences\n\nWhat becomes of attention when the input does not end."
SENTENCE = "Local layers see a group of tokens, global layers a few latent ones "
MORE = "Elastic models share their weights between sizes."


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = stack.enter_context(running_chromium())
        if browser is None:
            sys.exit("No Chromium: install one, or name one in PAPERLOOKUP_CHROMIUM.")
        server = stack.enter_context(running_server("lab", folder))
        for name, draw in PICTURES.items():
            draw(browser, server, IMAGES / f"{name}.png")
            print(f"{name}.png")


def notebook(browser: Browser, server: Server, height: int) -> NotebookPage:
    """A page of its own, so that no picture shows what another one left behind."""
    context = browser.new_context(viewport={"width": 1080, "height": height})
    return NotebookPage(server, context.new_page(), PageWatch(server, context))


def hide_side_bars(nb: NotebookPage) -> None:
    nb.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")


def finish(nb: NotebookPage, path: Path) -> None:
    """Take the picture when nothing moves any more."""
    nb.page.evaluate(
        """() => document.querySelectorAll('.jp-WindowedPanel-outer')
          .forEach(each => each.scrollTo(0, 0))"""
    )
    nb.page.wait_for_timeout(700)
    nb.page.screenshot(path=path)
    nb.page.context.close()


def completion(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 470)
    nb.open([HEADING, SENTENCE], path="long-sequences.ipynb")
    hide_side_bars(nb)
    nb.edit(1)
    nb.type("[@far-reach")
    expect(nb.page.get_by_role("listbox", name="Papers").get_by_text(TITLE)).to_be_visible()
    finish(nb, path)


def panel(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 800)
    cite = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'
    nb.open([HEADING, f"{SENTENCE}{cite}.", MORE], path="long-sequences.ipynb")
    nb.edit(2)
    nb.press("ControlOrMeta+Shift+;")
    box = nb.page.get_by_role("combobox", name="Search papers")
    box.fill("nested transformer elastic")
    expect(nb.page.get_by_role("option").first).to_contain_text("MatFormer")
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("ArrowRight")
    nb.page.wait_for_timeout(2500)  # the previews
    finish(nb, path)


def magic(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 740)
    cells = [
        HEADING,
        code("%load_ext jupyter_paperlookup\n%paper elastic transformer --limit 2"),
    ]
    nb.open([*cells, code("%cite chen2023fit --style ieee")], path="long-sequences.ipynb")
    hide_side_bars(nb)
    nb.run(1)
    nb.run(2)
    expect(nb.output(2)).to_contain_text("T. Chen and L. Li")
    nb.select(0)
    finish(nb, path)


def widget(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 880)
    source = 'from jupyter_paperlookup import PaperLookup\n\nPaperLookup("far-reach")'
    nb.open([HEADING, code(source)], path="long-sequences.ipynb")
    hide_side_bars(nb)
    nb.edit(0)
    nb.run(1)
    output = nb.output(1)
    output.get_by_label("Results").select_option(index=0)
    expect(output).to_contain_text("@misc{chen2023fit,")
    nb.select(0)
    finish(nb, path)


BIBLIOGRAPHY = """@article{turing1936,
  author = {Turing, A. M.}, title = {On Computable Numbers}, year = {1936}
}
@article{shannon1948, title = {A Mathematical Theory
@book{boole1854, author = {Boole, George}, title = {The Laws of Thought}, year = {1854}}
@article{broken title = }
"""


def beside_a_notebook(nb: NotebookPage) -> None:
    """A bibliography with two broken entries is offered, and added."""
    folder = nb.server.root / "thesis"
    folder.mkdir(exist_ok=True)
    (folder / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    nb.open([HEADING, MORE], path="thesis/chapter.ipynb")
    nb.edit(1)
    nb.press("ControlOrMeta+Shift+;")
    add = nb.page.get_by_role("button", name="Add and watch it")
    if not nb.server.get("paperlookup/api/nearby?path=thesis/chapter.ipynb")["files"][0]["source"]:
        add.click()
        expect(nb.page.get_by_role("button", name="Show problems")).to_be_visible(timeout=60_000)
        nb.page.get_by_role("combobox", name="Search papers").focus()


def importing(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 640)
    beside_a_notebook(nb)
    finish(nb, path)


def sources(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 640)
    beside_a_notebook(nb)
    nb.command("paperlookup:sources")
    finish(nb, path)


RENDERED = f"""{SENTENCE}[@chen2023fit, p. 3]. Elastic models share their weights
between sizes [@devvrit2023matformer; @nobody1900].

::: {{#refs}}
:::
"""


def live_citations(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 570)
    nb.open([HEADING, RENDERED], path="long-sequences.ipynb")
    hide_side_bars(nb)
    citation = nb.page.get_by_role("button", name="(Chen & Li, 2023")
    citation.hover()
    expect(nb.page.get_by_role("dialog", name="Cited works")).to_contain_text(TITLE)
    finish(nb, path)


def cited_here(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 640)
    nb.open([HEADING, RENDERED, "As before [@chen2023fit]."], path="long-sequences.ipynb")
    nb.edit(2)
    nb.command("paperlookup:cited-here")
    works = nb.page.get_by_role("list", name="Works").get_by_role("listitem")
    expect(works).to_have_count(2)
    works.filter(has_text=TITLE).hover()
    finish(nb, path)


def citation_form(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 640)
    metadata = {"paperlookup": {"version": 1, "dialect": "pandoc"}}
    nb.open([HEADING, SENTENCE], path="long-sequences.ipynb", metadata=metadata)
    hide_side_bars(nb)
    nb.edit(1)
    nb.press("F2")
    form = nb.page.get_by_role("dialog")
    search = form.get_by_role("combobox", name="Add a work")
    expect(search).to_be_focused()
    for words in (TITLE, "nested transformer elastic"):
        nb.type(words)
        nb.press("Enter")
        expect(search).to_have_value("")
    nb.press("ArrowDown")
    nb.type("3-5")
    form.get_by_label("Before").nth(1).fill("see also")
    expect(form).to_contain_text("[@chen2023fit, pp. 3-5; see also @")
    nb.page.wait_for_timeout(1500)  # how it reads
    finish(nb, path)


CLASSICS = """
@article{turing1936,
  title = {On Computable Numbers, with an Application to the {Entscheidungsproblem}},
  author = {Turing, A. M.}, year = {1936}, doi = {10.1112/plms/s2-42.1.230},
  journal = {Proceedings of the London Mathematical Society}, volume = {s2-42}, pages = {230--265},
  abstract = {The "computable" numbers may be described briefly as the real numbers whose
    expressions as a decimal are calculable by finite means.}
}
@article{shannon1948,
  title = {A Mathematical Theory of Communication}, author = {Shannon, C. E.}, year = {1948},
  journal = {Bell System Technical Journal}, volume = {27}, pages = {379--423},
  doi = {10.1002/j.1538-7305.1948.tb01338.x}
}
"""


def digest(browser: Browser, _server: Server, path: Path) -> None:
    """The mail as a browser shows it, light and dark, side by side."""
    today = Period.containing(datetime.now(UTC).date(), "week")
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        library.import_text(CLASSICS, "classics.bib")
        library.ensure_index()
        html = digest_as_html(library.digest(at=today.name, cited=["chen2023fit"]), FOOTER)
    page = browser.new_page(viewport={"width": 1360, "height": 1000})
    page.set_content(
        '<body style="margin:0;display:flex">'
        '<iframe id="light" style="width:50%;height:1000px;border:0"></iframe>'
        '<iframe id="dark" style="width:50%;height:1000px;border:0"></iframe>'
    )
    schemes = {"light": html, "dark": html.replace("(prefers-color-scheme: dark)", "all")}
    for scheme, document in schemes.items():
        page.evaluate(
            "([id, html]) => { document.getElementById(id).srcdoc = html }", [scheme, document]
        )
    page.wait_for_timeout(500)
    page.screenshot(path=path)
    page.close()


RELATED = """Attention over a long sequence costs its square.
Latent tokens that look at groups of patches cost less, and so does
a nested model whose parts are smaller models."""


def why_this_one(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 740)
    nb.open([HEADING, SENTENCE], path="long-sequences.ipynb")
    nb.edit(1)
    nb.press("ControlOrMeta+Shift+;")
    box = nb.page.get_by_role("combobox", name="Search papers")
    box.fill("chen 2023 far-reachng vision")
    expect(nb.page.get_by_role("option").first).to_contain_text(TITLE)
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("ArrowRight")
    nb.page.get_by_text("Why this one?").click()
    expect(nb.page.get_by_role("table", name="What each word adds")).to_be_visible()
    nb.page.get_by_text("Why this one?").evaluate("each => each.scrollIntoView()")
    nb.page.mouse.move(700, 400)
    finish(nb, path)


def related(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 560)
    nb.open([HEADING, RELATED], path="long-sequences.ipynb")
    nb.edit(1)
    nb.command("paperlookup:related-to-cell")
    papers = nb.page.get_by_role("list", name="Related to cell 2").get_by_role("listitem")
    expect(papers.first).to_be_focused()
    finish(nb, path)


def browsing(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 800)
    nb.open([HEADING, SENTENCE, MORE], path="long-sequences.ipynb")
    nb.edit(2)
    nb.command("paperlookup:browse")
    parted = nb.page.get_by_role("combobox", name="Parted")
    parted.select_option("month")
    expect(nb.page.get_by_role("group", name="2025").first).to_be_visible()
    nb.page.get_by_role("listbox", name="Papers of the library").focus()
    for _ in range(3):
        nb.press("ArrowDown")
    finish(nb, path)


def digest_dialog(browser: Browser, server: Server, path: Path) -> None:
    nb = notebook(browser, server, 800)
    nb.open([HEADING, f"{SENTENCE}[@chen2023fit]."], path="long-sequences.ipynb")
    nb.page.evaluate("() => { void window.jupyterapp.commands.execute('paperlookup:digest'); }")
    text = nb.page.get_by_role("region", name="The same as plain text")
    expect(text).to_contain_text("https://")
    finish(nb, path)


PICTURES = {
    "completion": completion,
    "panel": panel,
    "magic": magic,
    "widget": widget,
    "importing": importing,
    "sources": sources,
    "live-citations": live_citations,
    "cited-here": cited_here,
    "citation-form": citation_form,
    "why-this-one": why_this_one,
    "related": related,
    "digest": digest,
    "browsing": browsing,
    "digest-dialog": digest_dialog,
}


if __name__ == "__main__":
    main()
