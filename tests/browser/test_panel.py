"""The search panel: search as one types, details, insert, copy, export, by keys and by mouse."""

import json

import pytest
from harness.notebook import NotebookPage, code, markdown
from harness.panel import PanelPage
from playwright.sync_api import expect

TITLE = "FIT: Far-reaching Interleaved Transformers"
KEY = "chen2023fit"
CITATION = f'<cite data-cite="{KEY}">(Chen & Li, 2023)</cite>'


@pytest.fixture
def panel(open_notebook) -> PanelPage:
    nb: NotebookPage = open_notebook(["As shown by ", "Second", code("1 + 1")])
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    return panel


def test_opens_with_the_newest_papers_and_escape_returns_to_the_cursor(panel):
    expect(panel.root).to_contain_text("315 papers, newest first")
    expect(panel.current()).to_have_count(0)
    panel.nb.press("Escape")
    panel.nb.type("Turing")
    panel.nb.wait_for_source(0, "As shown by Turing")


def test_finds_as_one_types_and_marks_the_words(panel):
    panel.search("far-reach")
    expect(panel.current()).to_contain_text(TITLE)
    expect(panel.current()).to_contain_text("Chen & Li")
    expect(panel.current()).to_contain_text("2023")
    expect(panel.current()).to_contain_text(KEY)
    assert "Far-reaching" in "".join(panel.current().locator("mark").all_text_contents())


def test_says_where_an_abstract_matched(panel):
    panel.search("gigabit-scale")
    expect(panel.current()).to_contain_text(TITLE)
    marks = panel.current().locator(".jp-PaperLookup-snippet mark")
    assert "gigabit" in "".join(marks.all_text_contents()).lower()


def test_enter_inserts_a_citation_and_writing_goes_on_behind_it(panel):
    panel.search("far-reach")
    panel.nb.press("Enter")
    panel.nb.wait_for_source(0, f"As shown by {CITATION}")
    expect(panel.outcome).to_contain_text("cell 1")
    panel.page.wait_for_timeout(600)  # typing right behind it would be one step with it
    panel.nb.type(" and others")
    assert panel.nb.source(0).endswith("</cite> and others")


def test_one_undo_takes_back_exactly_the_insertion(panel):
    panel.search("far-reach")
    panel.nb.press("Enter")
    panel.nb.wait_for_text(0, f'data-cite="{KEY}"')
    panel.nb.undo()
    panel.nb.wait_for_source(0, "As shown by ")


def test_enter_right_after_the_last_letter_inserts_what_was_typed(panel):
    panel.search("attention")
    panel.box.select_text()
    panel.page.keyboard.type("far-reaching interleaved")
    panel.nb.press("Enter")
    panel.nb.wait_for_text(0, f'data-cite="{KEY}"')


def test_shift_enter_inserts_the_reference(panel):
    panel.search("far-reach")
    panel.nb.press("Shift+Enter")
    panel.nb.wait_for_text(0, "Chen, T.")
    assert "Far-reaching" in panel.nb.source(0)


def test_accel_enter_inserts_bibtex(panel):
    panel.search("far-reach")
    panel.nb.press("ControlOrMeta+Enter")
    panel.nb.wait_for_text(0, f"@misc{{{KEY},")
    assert "2305.12689" in panel.nb.source(0)


def test_arrow_keys_choose_and_details_follow(panel):
    panel.search("interleaved")
    first = panel.current().get_attribute("data-key")
    panel.nb.press("ArrowDown")
    expect(panel.current()).not_to_have_attribute("data-key", first or "")
    expect(panel.box).to_be_focused()
    panel.open_details()
    second = panel.current().get_attribute("data-key") or ""
    expect(panel.details).to_contain_text(second)
    panel.nb.press("ArrowUp")
    expect(panel.details).to_contain_text(first or "")
    panel.nb.press("End")
    expect(panel.hits.last).to_have_attribute("aria-selected", "true")
    panel.nb.press("ArrowLeft")
    expect(panel.details).to_have_count(0)


def test_escape_takes_back_one_thing_at_a_time(panel):
    panel.search("far-reach")
    panel.open_details()
    panel.nb.press("Escape")
    expect(panel.details).to_have_count(0)
    expect(panel.box).to_have_value("far-reach")
    panel.nb.press("Escape")
    expect(panel.box).to_have_value("")
    panel.nb.press("Escape")
    expect(panel.box).not_to_be_focused()


def test_buttons_insert_and_keep_the_focus(panel):
    panel.search("far-reach")
    button = panel.action("Insert citation")
    button.focus()
    panel.nb.press("Enter")
    panel.nb.wait_for_text(0, f'data-cite="{KEY}"')
    expect(button).to_be_focused()


def test_buttons_act_on_the_row_under_the_pointer(panel):
    panel.search("interleaved")
    row = panel.hits.nth(2)
    key = row.get_attribute("data-key") or ""
    row.hover()
    panel.action("Insert citation").click()
    panel.nb.wait_for_text(0, f'data-cite="{key}"')


def test_details_show_all_that_is_known(panel):
    panel.search("far-reach")
    panel.open_details()
    expect(panel.details).to_contain_text("Ting Chen; Lala Li")
    expect(panel.details).to_contain_text("gigabit-scale data")
    expect(panel.details).to_contain_text("Chen, T.")
    link = panel.details.locator("a[href^='https://']").first
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    panel.details.get_by_text("BibTeX and files").click()
    expect(panel.details).to_contain_text(f"@misc{{{KEY},")
    panel.details.get_by_role("button", name="Close the details").click()
    expect(panel.box).to_be_focused()


def test_a_count_of_authors_never_becomes_names(panel):
    panel.search("blockvid")
    panel.open_details()
    expect(panel.details).to_contain_text("DAMO Academy")
    expect(panel.details).to_contain_text("2 comments")


def test_style_is_remembered(panel):
    panel.search("far-reach")
    panel.open_details()
    menu = panel.root.get_by_role("combobox", name="Style")
    expect(menu.locator("option[value='ieee']")).to_have_count(1)
    menu.select_option("ieee")
    expect(panel.details.locator(".jp-PaperLookup-reference")).to_contain_text("T. Chen and L. Li")
    panel.nb.reload()
    panel.nb.edit(0)
    panel.open()
    expect(panel.root.get_by_role("combobox", name="Style")).to_have_value("ieee")
    panel.root.get_by_role("combobox", name="Style").select_option("apa")


def test_form_of_a_citation_is_chosen(panel):
    panel.root.get_by_text("Form and language").click()
    menu = panel.root.get_by_role("combobox", name="Form")
    menu.select_option("pandoc")
    expect(panel.root.get_by_text("[@turing1936]")).to_be_visible()
    panel.box.focus()
    panel.search("far-reach")
    panel.nb.press("Enter")
    panel.nb.wait_for_source(0, f"As shown by [@{KEY}]")
    menu.select_option("html")
    panel.root.get_by_text("Form and language").click()


def test_copies(panel):
    panel.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.search("far-reach")
    panel.open_details()
    panel.details.get_by_role("button", name="Copy key").click()
    expect(panel.outcome).to_have_text(f"Copied {KEY}.")
    assert panel.page.evaluate("() => navigator.clipboard.readText()") == KEY
    panel.details.get_by_role("button", name="Copy reference").click()
    expect(panel.outcome).to_have_text("Copied.")
    assert "Chen, T." in panel.page.evaluate("() => navigator.clipboard.readText()")


def test_exports_one_paper_from_its_menu(panel):
    panel.search("far-reach")
    panel.action("Copy, export and details").click()
    with panel.page.expect_download() as download:
        panel.page.get_by_role("menuitem", name="Export as CSL-JSON").click()
    (item,) = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert item["title"] == TITLE
    expect(panel.outcome).to_contain_text("Saved as")


def test_exports_all_hits_that_are_shown(panel):
    panel.search("interleaved")
    count = panel.hits.count()
    panel.root.get_by_role("button", name="List and library").click()
    with panel.page.expect_download() as download:
        panel.page.get_by_role("menuitem", name=f"Export {count} Papers as CSL-JSON").click()
    items = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert len(items) == count


def test_more_papers_come_by_scrolling(panel):
    expect(panel.hits).to_have_count(30)
    expect(panel.hits.first).to_have_attribute("aria-setsize", "315")
    panel.hits.last.scroll_into_view_if_needed()
    expect(panel.hits).to_have_count(60)
    expect(panel.box).to_be_focused()


def test_nothing_found_offers_to_drop_a_filter(panel):
    panel.search("far-reach year:1936")
    expect(panel.root).to_contain_text("No paper matches.")
    panel.root.get_by_role("button", name="Search without year:1936").click()
    expect(panel.box).to_be_focused()
    panel.wait_for_answer("far-reach")
    expect(panel.current()).to_contain_text(TITLE)


def test_read_only_cell_refuses_politely(open_notebook):
    nb = open_notebook([markdown("Fixed text", editable=False)])
    nb.select(0)
    panel = PanelPage(nb)
    panel.open()
    panel.search("far-reach")
    panel.nb.press("Enter")
    expect(panel.outcome).not_to_be_empty()
    assert nb.source(0) == "Fixed text"


def test_is_in_the_palette_and_takes_words(panel):
    panel.nb.command("paperlookup:search", {"query": "far-reach"})
    expect(panel.box).to_have_value("far-reach")
    expect(panel.current()).to_contain_text(TITLE)
    panel.nb.command("paperlookup:insert-citation")
    panel.nb.wait_for_text(0, f'data-cite="{KEY}"')


def test_asks_nothing_before_it_is_opened(chromium, server):
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.document_url("paper.ipynb") + "&reset")
    page.wait_for_function(
        "() => window.jupyterapp?.isPluginActivated('jupyter-paperlookup:search')"
    )
    page.evaluate("() => window.jupyterapp.restored")
    page.wait_for_timeout(1000)
    context.close()
    assert [url for url in asked if "/paperlookup/api/" in url] == []
    assert [url for url in asked if "search_content" in url] == []
