"""Citations are completed where they are typed: `[@` and `@` in a Markdown cell."""

import re

import pytest
from harness.notebook import NotebookPage, code
from playwright.sync_api import Locator, Route, expect

LIST = ".jp-PaperLookup-completions"
SEARCH = re.compile("/paperlookup/api/search")
INSERTION = re.compile("/paperlookup/api/insertion")
PLUGIN = "jupyter-paperlookup/plugin"
TITLE = "FIT: Far-reaching Interleaved Transformers"
CITE = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'
HOSTILE = "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$"


def rows(nb: NotebookPage) -> Locator:
    return nb.page.locator(LIST).get_by_role("option")


def is_closed(nb: NotebookPage) -> None:
    expect(nb.page.locator(LIST)).to_have_count(0)


@pytest.fixture
def dialect(server, notebook_page):
    """Chooses a dialect in the settings, which a page reads when it is loaded."""

    def choose(name: str | None) -> None:
        server.write_setting(PLUGIN, {"dialect": name} if name else {})
        if notebook_page.path:
            notebook_page.saved()  # the browser asks before it leaves unsaved work
        notebook_page.path = ""

    yield choose
    choose(None)


def test_enter_writes_the_citation_and_one_undo_takes_exactly_it_back(open_notebook):
    nb = open_notebook(["First "])
    nb.edit(0)
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    expect(rows(nb).first).to_contain_text("Chen & Li 2023")
    expect(rows(nb).first).to_contain_text("chen2023fit")
    expect(rows(nb).first).to_have_attribute("aria-selected", "true")
    expect(rows(nb).first.locator(".cm-completionMatchedText")).to_have_text("Far-reaching")
    nb.press("Enter")
    nb.wait_for_source(0, f"First {CITE}")
    is_closed(nb)
    assert nb.cursor(0) == len(f"First {CITE}")
    nb.type(" more")
    nb.wait_for_source(0, f"First {CITE} more")
    nb.undo()
    nb.wait_for_source(0, f"First {CITE}")
    nb.undo()
    nb.wait_for_source(0, "First [@far-reach")
    nb.redo()
    nb.wait_for_source(0, f"First {CITE}")


def goes_on_by_a_semicolon(nb: NotebookPage, written: str) -> None:
    nb.edit(0)
    nb.type("As [@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    nb.press(";")
    nb.wait_for_source(0, "As [@chen2023fit; @]")
    nb.type("brown2022wide")
    expect(rows(nb).first).to_contain_text("brown2022wide")
    nb.press("Enter")
    is_closed(nb)
    nb.wait_for_text(0, f"As {written}")
    assert "@]" not in nb.source(0)


def test_a_semicolon_goes_on_with_another_work_of_the_same_citation(open_notebook):
    goes_on_by_a_semicolon(open_notebook([""]), '<cite data-cite="chen2023fit,brown2022wide">')


def test_work_is_kept_in_the_notebook(open_notebook):
    mine = {"version": 1, "style": "ieee", "mine": ["kept"], "items": {"turing1936": {"id": "t"}}}
    nb = open_notebook([""], metadata={"paperlookup": mine})
    nb.edit(0)
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    nb.press("Enter")
    # In the notebook's own style, which stays.
    nb.wait_for_text(0, '<cite data-cite="chen2023fit">')
    assert "2023)" not in nb.source(0)
    kept = nb.saved().metadata["paperlookup"]
    assert kept["items"]["chen2023fit"]["title"] == TITLE
    assert kept["items"]["turing1936"] == {"id": "t"}
    assert kept["mine"] == ["kept"]
    assert {name: kept[name] for name in ("version", "style", "locale", "dialect")} == {
        "version": 1,
        "style": "ieee",
        "locale": "en-US",
        "dialect": "html",
    }


@pytest.mark.parametrize(
    "typed",
    [
        "[@interleaved transf",
        "[@chen far",
        "[@chen 2023 interleaved",
        "[@chen2023fit",
        "[@2305.12689",
        "[@10.48550/arXiv.2305.12689",
        "@far-reach",
    ],
)
def test_what_people_remember_finds_the_paper(open_notebook, typed):
    nb = open_notebook([""])
    nb.edit(0)
    nb.type(typed)
    expect(rows(nb).first).to_contain_text(TITLE)
    nb.press("Tab")
    nb.wait_for_source(0, CITE)


def test_pasted_identifier_is_understood(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    nb.type("[@")
    expect(rows(nb).first).to_be_visible()
    nb.page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData('text/plain', '10.48550/arXiv.2305.12689');
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(rows(nb).first).to_contain_text(TITLE)
    nb.press("Enter")
    nb.wait_for_source(0, CITE)


def test_rows_narrow_as_one_types_and_grow_back(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    nb.type("[@")
    expect(rows(nb)).to_have_count(7)
    nb.type("matform")
    expect(rows(nb).first).to_contain_text("MatFormer")
    for _ in "matform":
        nb.press("Backspace")
    expect(rows(nb)).to_have_count(7)


def test_arrows_choose_without_leaving_the_cell(open_notebook):
    nb = open_notebook(["", "Second"])
    nb.edit(0)
    nb.type("[@transformers")
    expect(rows(nb).nth(1)).to_be_visible()
    key = rows(nb).nth(1).locator("code").inner_text()
    nb.press("ArrowDown")
    expect(rows(nb).nth(1)).to_have_attribute("aria-selected", "true")
    active = nb.page.evaluate("() => document.activeElement.getAttribute('aria-activedescendant')")
    assert rows(nb).nth(1).get_attribute("id") == active
    nb.press("Enter")
    nb.wait_for_text(0, f'data-cite="{key}"')
    assert nb.active() == 0
    assert nb.source(1) == "Second"


def test_escape_leaves_the_text_and_the_cell_as_they_are(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    nb.press("Escape")
    is_closed(nb)
    nb.type("!")
    nb.wait_for_source(0, "[@far-reach!")


def test_click_writes_too(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    rows(nb).first.click()
    nb.wait_for_source(0, CITE)


def test_enter_right_after_the_last_key_waits_for_the_rows(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    nb.page.keyboard.type("[@far-reach")
    nb.page.keyboard.press("Enter")
    nb.wait_for_source(0, CITE)


def test_what_is_typed_meanwhile_stays(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    held: list[Route] = []
    nb.page.route(INSERTION, lambda route: held.append(route))  # noqa: PLW0108 - no builtin
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    with nb.page.expect_request(INSERTION):
        nb.press("Enter")
    nb.type(" goes on")
    nb.wait_for_source(0, "[@far-reach goes on")
    held[0].continue_()
    nb.wait_for_source(0, f"{CITE} goes on")
    nb.page.unroute(INSERTION)
    assert nb.cursor(0) == len(f"{CITE} goes on")


@pytest.mark.parametrize(
    "before, after, typed",
    [
        ("", "", "name@far-reach"),
        ("", "", "`[@far-reach"),
        ("```\n", "\n```", "[@far-reach"),
        ("$x +", "y$", "[@far-reach"),
        ("", "", "\\[@far-reach"),
        ("", "", "[@far-reach]"),
        ("", "", "@far-reach and more"),
    ],
)
def test_leaves_other_text_alone(open_notebook, before, after, typed):
    nb = open_notebook([before + after])
    nb.edit(0, at=len(before))
    nb.type(typed)
    # Far longer than the list needs to open.
    nb.page.wait_for_timeout(500)
    is_closed(nb)


def test_code_cells_keep_their_own_completion(open_notebook):
    nb = open_notebook([code("import json")])
    nb.run(0)
    nb.edit(0)
    nb.type("\n[@far-reach")
    nb.page.wait_for_timeout(500)
    is_closed(nb)
    nb.type("\njson.l")
    nb.press("Tab")
    expect(nb.page.locator(".jp-Completer-item", has_text="loads")).to_be_visible()
    nb.press("Escape")


def test_nothing_found_is_one_quiet_row_that_is_not_in_the_way(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    nb.type("[@xqzxqzv")
    expect(rows(nb)).to_have_count(1)
    expect(rows(nb).first).to_contain_text("No paper found for “xqzxqzv”")
    nb.press("Enter")
    nb.wait_for_source(0, "[@xqzxqzv\n")
    is_closed(nb)


def test_offline_is_one_quiet_row(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    nb.page.route(SEARCH, lambda route: route.abort())
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text("The Jupyter server cannot be reached")
    nb.press("Escape")
    nb.page.unroute(SEARCH)
    nb.watch.forgive("ERR_FAILED")


def test_failed_citation_leaves_what_was_typed(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)
    body = '{"message": "No style is called that.", "reason": "UnknownStyle"}'
    nb.page.route(
        INSERTION,
        lambda route: route.fulfill(status=400, content_type="application/json", body=body),
    )
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    nb.press("Enter")
    expect(nb.page.get_by_text("No style is called that.").first).to_be_visible()
    nb.page.unroute(INSERTION)
    nb.watch.forgive("400")
    assert nb.source(0) == "[@far-reach"


def test_hostile_record_is_shown_as_text(open_notebook):
    nb = open_notebook([""])
    nb.edit(0)

    def poison(route):
        answer = route.fetch()
        body = answer.json()
        for hit in body["hits"]:
            hit |= {"title": HOSTILE, "shortCreators": HOSTILE, "titleMatches": [[0, 4]]}
        route.fulfill(response=answer, json=body)

    dialogs = []
    nb.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    nb.page.route(SEARCH, poison)
    nb.type("[@far-reach")
    expect(rows(nb).first).to_contain_text(HOSTILE)
    assert nb.page.locator(LIST).locator("img").count() == 0
    nb.press("Escape")
    nb.page.unroute(SEARCH)
    assert dialogs == []


def test_list_is_not_cut_off_by_its_cell(open_notebook):
    nb = open_notebook(["", "Second", "Third"])
    nb.edit(0)
    nb.type("[@transformers")
    expect(rows(nb).nth(2)).to_be_visible()
    at = rows(nb).nth(2).bounding_box()
    assert at is not None
    middle = {"x": at["x"] + at["width"] / 2, "y": at["y"] + at["height"] / 2}
    on_top = nb.page.evaluate(
        "({x, y}) => document.elementFromPoint(x, y)?.closest('li')?.getAttribute('role')", middle
    )
    assert on_top == "option"


WRITTEN = {
    "pandoc": {
        "[@far-reach": "[@chen2023fit]",
        "[see @far-reach": "[see @chen2023fit",
        "@far-reach": "@chen2023fit",
    },
    "myst": {"[@far-reach": "{cite:p}`chen2023fit`"},
    "latex": {"[@far-reach": "\\cite{chen2023fit}"},
    "text": {"[@far-reach": "(Chen & Li, 2023)"},
}
BOTH_WRITTEN = {
    "pandoc": "[@chen2023fit; @brown2022wide]",
    "myst": "{cite:p}`chen2023fit,brown2022wide`",
    "latex": "\\cite{chen2023fit,brown2022wide}",
}


# One test for each dialect, as a page is loaded for it.
@pytest.mark.parametrize("name", WRITTEN)
def test_citation_is_written_in_the_chosen_dialect(open_notebook, dialect, name):
    dialect(name)
    for typed, written in WRITTEN[name].items():
        nb = open_notebook([""])
        nb.edit(0)
        nb.type(typed)
        expect(rows(nb).first).to_contain_text(TITLE)
        nb.press("Enter")
        nb.wait_for_source(0, written)
        nb.undo()
        nb.wait_for_source(0, typed)
    if name in BOTH_WRITTEN:
        goes_on_by_a_semicolon(open_notebook([""]), BOTH_WRITTEN[name])


def test_bracket_that_the_editor_closed_is_part_of_the_citation(open_notebook):
    nb = open_notebook(["[] and more"])
    nb.edit(0, at=1)
    nb.type("@far-reach")
    expect(rows(nb).first).to_contain_text(TITLE)
    nb.press("Enter")
    nb.wait_for_source(0, f"{CITE} and more")
    nb.undo()
    nb.wait_for_source(0, "[@far-reach] and more")
