"""A library of Zotero becomes a source by a dialog, and its papers are found."""

import re

import pytest
import zotero_server
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from zotero_server import KEY, NOETHER, SHANNON, TURING, Library, Reply

ONLY_LAB = pytest.mark.parametrize("app", ["lab"], indirect=True)
SECONDS_TO_READ = 60_000


@pytest.fixture(scope="module")
def addresses():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def zotero(addresses):
    with zotero_server.program(addresses, AAAA2222=TURING, BBBB3333=SHANNON) as zotero:
        zotero.groups = {12345: "Enigma"}
        zotero.libraries["groups/12345"] = Library()
        yield zotero


@pytest.fixture(scope="module")
def web(addresses):
    with zotero_server.web(addresses, CCCC4444=NOETHER) as zotero:
        yield zotero


@pytest.fixture(scope="module")
def server(zotero, web, own_server):
    return own_server


@pytest.fixture
def dialog(panel):
    """The dialog, opened as the palette does."""
    panel.page.evaluate(
        "() => void window.paperlookupTest.app.commands.execute('paperlookup:add-zotero')"
    )
    dialog = panel.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Add a Zotero library")
    yield dialog
    if dialog.count():
        dialog.get_by_role("button", name="Cancel").click()


def add(dialog):
    return dialog.get_by_role("button", name="Add", exact=True)


@ONLY_LAB
def test_zotero_does_not_answer_and_then_it_does(zotero, dialog):
    expect(dialog.get_by_role("checkbox")).to_have_count(2)
    zotero.replies = [Reply(403, b"Local API is not enabled")]
    dialog.get_by_role("radio", name="zotero.org").check()
    expect(dialog.get_by_role("status")).to_contain_text("asks for a key")
    dialog.get_by_role("radio", name="Zotero on the machine").check()
    expect(dialog.get_by_role("status")).to_contain_text("Allow other applications")
    expect(add(dialog)).to_be_disabled()
    dialog.get_by_role("button", name="Try again").press("Enter")
    expect(dialog.get_by_role("checkbox")).to_have_count(2)
    expect(dialog.get_by_role("status")).to_be_empty()


def test_a_library_is_added_found_and_cannot_be_added_again(panel, dialog, zotero):
    expect(dialog.get_by_role("checkbox", name="Enigma")).not_to_be_checked()
    dialog.get_by_role("checkbox", name="My Library").check()
    add(dialog).click()
    report = panel.report("Zotero: My Library")
    expect(report).to_contain_text("2 new", timeout=SECONDS_TO_READ)
    report.get_by_role("button", name="Dismiss").click()
    panel.search("mathematical communication")
    expect(panel.hits.first).to_contain_text("A Mathematical Theory of Communication")

    panel.page.evaluate(
        "() => void window.paperlookupTest.app.commands.execute('paperlookup:add-zotero')"
    )
    mine = dialog.get_by_role("checkbox", name="My Library")
    expect(mine).to_be_checked()
    expect(mine).to_be_disabled()
    expect(mine.locator("..")).to_contain_text("a source already")


def test_a_key_is_typed_hidden_used_and_forgotten(panel, dialog, web):
    dialog.get_by_role("radio", name="zotero.org").check()
    field = dialog.get_by_label("Key", exact=True)
    expect(field).to_have_attribute("type", "password")
    field.fill(KEY)
    field.press("Enter")
    expect(dialog).to_contain_text("A key is stored on the Jupyter server")
    assert KEY not in panel.page.content()
    expect(dialog.get_by_role("checkbox", name=re.compile("amt"))).to_be_checked()
    add(dialog).click()
    expect(panel.report("zotero.org: amt")).to_contain_text("1 new", timeout=SECONDS_TO_READ)
    panel.report("zotero.org: amt").get_by_role("button", name="Dismiss").click()
    panel.page.evaluate(
        "() => void window.paperlookupTest.app.commands.execute('paperlookup:add-zotero')"
    )
    dialog.get_by_role("radio", name="zotero.org").check()
    dialog.get_by_role("button", name="Forget it").click()
    expect(dialog.get_by_label("Key", exact=True)).to_be_empty()
    expect(dialog.get_by_role("status")).to_contain_text("asks for a key")
    stored = panel.page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert KEY not in stored


@ONLY_LAB
def test_the_dialog_breaks_no_rule_of_accessibility(panel, dialog):
    dialog.get_by_role("radio", name="zotero.org").check()
    expect(dialog.get_by_role("status")).to_contain_text("asks for a key")
    found = Axe().run(panel.page, context=".jp-PaperLookup-zotero")
    assert [each["id"] for each in found.response["violations"]] == []
