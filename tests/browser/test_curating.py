"""Records corrected, added, renamed and merged in the panel, and all of it taken back."""

import json
import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.panel import PanelPage
from playwright.sync_api import Locator, expect

KEY = "chen2023fit"
TITLE = "FIT: Far-reaching Interleaved Transformers"
TURING = """@article{turing1936,
  title = {On Computable Numbers, with an Application to the Entscheidungsproblem},
  author = {Turing, A. M.}, journal = {Proceedings of the London Mathematical Society},
  year = {1936}
}
"""
CHURCH = """@article{church1936,
  title = {An Unsolvable Problem of Elementary Number Theory},
  author = {Church, Alonzo}, journal = {American Journal of Mathematics}, year = {1936}
}
"""
SAME_AS_TURING = """@article{turing1937,
  title = {On Computable Numbers, with an Application to the {Entscheidungsproblem}},
  author = {Turing, Alan M.}, journal = {Proc. London Math. Soc.}, year = {1937}
}
"""
PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const init = { clipboardData, bubbles: true, cancelable: true };
  const goesOn = document.activeElement.dispatchEvent(new ClipboardEvent('paste', init));
  if (goesOn) document.execCommand('insertText', false, text.replace(/\\s+/g, ' '));
}"""
OWN_SERVER = True


def page(panel: PanelPage, name: str | re.Pattern[str]) -> Locator:
    """A page in place of the search, by its heading."""
    return panel.root.get_by_role("region", name=name)


def press(panel: PanelPage, name: str) -> None:
    panel.root.get_by_role("button", name=name, exact=True).click()


def field(panel: PanelPage, name: str) -> Locator:
    return panel.root.get_by_label(name, exact=True)


def paste(panel: PanelPage, text: str) -> None:
    panel.box.focus()
    panel.page.evaluate(PASTE, text)


def add(panel: PanelPage, bibtex: str) -> None:
    """By pasting it, and Enter."""
    paste(panel, bibtex)
    expect(panel.root.get_by_role("button", name="BibTeX entr")).to_be_visible()
    panel.nb.press("Enter")
    expect(panel.root).to_contain_text("Added 1 paper:")


def undo(panel: PanelPage, sentence: str) -> None:
    expect(panel.outcome).to_contain_text(sentence)
    panel.outcome.get_by_role("button", name="Undo").click()
    expect(panel.outcome).to_contain_text(f"Taken back: {sentence}")


def undo_last(panel: PanelPage, sentence: str) -> None:
    """By the command, which needs no line to press."""
    panel.nb.command("paperlookup:undo")
    expect(panel.outcome).to_contain_text(f"Taken back: {sentence}")


def edit(panel: PanelPage, words: str = "far-reach") -> None:
    panel.search(words)
    panel.nb.press("F2")
    expect(field(panel, "Title")).to_be_focused()


def violations(panel: PanelPage) -> list[str]:
    found = Axe().run(panel.page, context="#jp-PaperLookup-panel").response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


# --- editing ---------------------------------------------------------------------------------


def test_an_edit_is_seen_in_the_list_and_in_the_details_and_can_be_taken_back(panel):
    panel.search("far-reach")
    panel.open_details()
    panel.details.get_by_role("button", name="Edit").click()
    field(panel, "Title").fill(f"{TITLE}, corrected")
    field(panel, "Date").fill("2023-10-05")
    expect(page(panel, f"Edit {KEY}")).to_contain_text("October 5, 2023")
    press(panel, "Save")
    expect(panel.details).to_contain_text(f"{TITLE}, corrected")
    expect(panel.details).to_contain_text("2023-10-05")
    expect(panel.current()).to_contain_text("corrected")
    expect(panel.box).to_be_focused()
    undo(panel, f"Edited {KEY}.")
    expect(panel.details).not_to_contain_text("corrected")
    expect(panel.current()).not_to_contain_text("corrected")


def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(panel):
    edit(panel)
    field(panel, "Title").fill("Typed with care")
    field(panel, "DOI").fill("nonsense")
    press(panel, "Save")
    expect(page(panel, f"Edit {KEY}")).to_contain_text("A DOI looks like 10.1000/182")
    expect(field(panel, "DOI")).to_be_focused()
    expect(field(panel, "DOI")).to_have_attribute("aria-invalid", "true")
    expect(field(panel, "Title")).to_have_value("Typed with care")
    panel.nb.watch.forgive("400")
    panel.nb.press("Escape")
    expect(page(panel, f"Edit {KEY}")).to_contain_text("What you typed is not saved.")
    press(panel, "Go on editing")
    expect(field(panel, "Title")).to_have_value("Typed with care")
    press(panel, "Cancel")
    press(panel, "Discard what I typed")
    expect(panel.box).to_be_focused()


def test_a_form_without_changes_closes_without_a_question(panel):
    edit(panel)
    panel.nb.press("Escape")
    expect(panel.box).to_be_focused()
    expect(panel.root).not_to_contain_text("still open")


def test_a_form_can_be_left_for_a_search(panel):
    edit(panel)
    field(panel, "Note").fill("Half a thought")
    panel.nb.press("ControlOrMeta+Shift+;")
    expect(panel.box).to_be_focused()
    expect(panel.root).to_contain_text(f"The form of {KEY} is still open.")
    press(panel, "Go on editing")
    expect(field(panel, "Note")).to_have_value("Half a thought")
    press(panel, "Cancel")
    press(panel, "Discard what I typed")


def test_creators_are_added_moved_and_removed_by_keys(panel):
    edit(panel)
    names = panel.root.get_by_label("Family name")
    expect(names).to_have_count(2)
    names.first.focus()
    panel.nb.press("Enter")
    expect(names.nth(1)).to_be_focused()
    panel.nb.type("Turing")
    panel.nb.press("Alt+ArrowUp")
    expect(names.first).to_have_value("Turing")
    expect(names.first).to_be_focused()
    panel.nb.press("Alt+ArrowDown")
    panel.nb.press("ControlOrMeta+a")
    panel.nb.press("Backspace")
    panel.nb.press("Backspace")
    expect(names).to_have_count(2)
    expect(names.first).to_be_focused()
    press(panel, "More of name 2")
    panel.root.get_by_label("One name, such as that of an organisation").check()
    expect(panel.root.get_by_label("Whole name")).to_have_value("Lala Li")
    press(panel, "Save")
    expect(panel.outcome).to_contain_text(f"Edited {KEY}.")
    undo(panel, f"Edited {KEY}.")


def test_what_was_typed_by_hand_can_be_as_the_source_says_again(panel):
    edit(panel)
    field(panel, "Publisher").fill("Somebody else")
    panel.root.get_by_label("Add a field").select_option("edition")
    expect(field(panel, "Edition")).to_be_focused()
    panel.nb.type("2")
    panel.nb.press("ControlOrMeta+Enter")
    expect(panel.box).to_be_focused()
    expect(panel.outcome.get_by_role("button", name="Undo")).to_be_visible()
    panel.nb.press("F2")
    expect(field(panel, "Edition")).to_have_value("2")
    expect(page(panel, f"Edit {KEY}")).to_contain_text("by hand")
    panel.root.get_by_role("button", name=re.compile("^As .* says$")).click()
    expect(field(panel, "Publisher")).to_have_value("arXiv")
    field(panel, "Edition").fill("")
    press(panel, "Save")
    expect(panel.box).to_be_focused()
    item = panel.nb.server.get(f"paperlookup/api/records/{KEY}")["item"]
    assert item["publisher"] == "arXiv"
    assert "edition" not in item
    undo(panel, f"Edited {KEY}.")
    undo_last(panel, f"Edited {KEY}.")


# --- adding ----------------------------------------------------------------------------------


def test_a_doi_that_is_not_there_is_added_by_hand(panel):
    panel.search("10.1000/182")
    expect(panel.root).to_contain_text("DOI 10.1000/182 is not in your library.")
    expect(panel.box).to_be_focused()
    press(panel, "Add it by hand…")
    expect(field(panel, "Title")).to_be_focused()
    expect(field(panel, "DOI")).to_have_value("10.1000/182")
    panel.nb.type("The DOI Handbook")
    field(panel, "Citation key").fill("doi handbook")
    expect(page(panel, "Add a paper")).to_contain_text("A key has no blanks.")
    field(panel, "Citation key").fill("doihandbook")
    press(panel, "Add to the library")
    expect(panel.details).to_contain_text("The DOI Handbook")
    expect(panel.root).to_contain_text("DOI 10.1000/182 is in your library as")
    expect(panel.current()).to_contain_text("doihandbook")
    undo(panel, "Added doihandbook.")
    expect(panel.details).to_have_count(0)
    expect(panel.root).to_contain_text("DOI 10.1000/182 is not in your library.")
    panel.nb.watch.forgive("404")  # of the record that is gone again


def test_words_are_only_searched_for(panel):
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    panel.search("far-reaching year:2023")
    panel.search("transformers 2023")
    panel.page.wait_for_timeout(500)
    assert not [url for url in asked if "recognized" in url]
    expect(panel.root.locator(".jp-PaperLookup-addThis")).to_have_count(0)


def test_pasted_entries_are_added_and_what_cannot_be_read_is_named(panel):
    paste(panel, TURING + "@article{lost, title = {Never closed\n" + CHURCH)
    expect(panel.box).to_have_value("")
    button = panel.root.get_by_role("button", name=re.compile(r"^Add \d BibTeX entries$"))
    expect(button).to_be_visible()
    expect(panel.root.locator(".jp-PaperLookup-pastedProblems")).to_contain_text("Line")
    button.click()
    expect(panel.root).to_contain_text(re.compile(r"Added \d papers:"))
    press(panel, "Show turing1936")
    expect(panel.details).to_contain_text("Entscheidungsproblem")
    press(panel, "Close this line")
    paste(panel, TURING)
    expect(panel.root).to_contain_text("1 BibTeX entry, in your library as")
    panel.nb.press("Enter")
    expect(panel.details).to_contain_text("Entscheidungsproblem")
    press(panel, "Close this line")


def test_a_paste_that_is_no_entry_goes_into_the_box(panel):
    paste(panel, "far-reaching\ninterleaved")
    expect(panel.box).to_have_value("far-reaching interleaved")
    expect(panel.current()).to_contain_text(TITLE)


# --- keys ------------------------------------------------------------------------------------


def test_a_key_is_renamed_and_the_old_one_still_inserts(panel):
    panel.search("far-reach")
    panel.open_details()
    panel.details.get_by_role("button", name="Rename key…").click()
    rename = page(panel, f"Rename the key {KEY}")
    expect(field(panel, "New key")).to_be_focused()
    expect(rename).to_contain_text(f"The old key {KEY} goes on leading to this paper")
    panel.nb.type("far reaching")
    expect(rename).to_contain_text("A key has no blanks.")
    expect(rename.get_by_role("button", name="Rename", exact=True)).to_be_disabled()
    field(panel, "New key").fill("fit")
    panel.nb.press("Enter")
    expect(panel.details.locator("code.jp-PaperLookup-key")).to_have_text("fit")
    expect(panel.current()).to_contain_text("fit")
    panel.nb.command("paperlookup:insert-citation", {"keys": [KEY]})
    panel.nb.wait_for_text(0, "(Chen & Li, 2023)")
    undo_last(panel, f"Renamed the key {KEY} to fit.")
    expect(panel.details.locator("code.jp-PaperLookup-key")).to_have_text(KEY)
    expect(panel.current()).to_contain_text(KEY)
    panel.nb.watch.forgive("404")  # of the key that is gone again


def test_a_key_of_another_paper_is_refused(panel):
    panel.search("far-reach")
    panel.nb.command("paperlookup:rename-key")
    field(panel, "New key").fill("brown2022wide")
    press(panel, "Rename")
    rename = page(panel, f"Rename the key {KEY}")
    expect(rename.locator(".jp-PaperLookup-problem")).to_contain_text("brown2022wide")
    expect(field(panel, "New key")).to_have_value("brown2022wide")
    panel.nb.watch.forgive("400")
    panel.nb.press("Escape")
    expect(panel.box).to_be_focused()


def test_a_pattern_shows_what_it_makes_before_it_is_used(panel):
    panel.nb.command("paperlookup:key-pattern")
    pattern = page(panel, "Pattern of citation keys")
    expect(field(panel, "Pattern")).to_be_focused()
    expect(field(panel, "Pattern")).to_have_value("[auth:lower][year][veryshorttitle:lower]")
    previews = pattern.get_by_role("table")
    expect(previews).to_contain_text("2025")
    use = pattern.get_by_role("button", name="Use for new papers")
    expect(use).to_be_disabled()
    field(panel, "Pattern").fill("[auth]_[yeer]")
    expect(pattern).to_contain_text("Character 9 of the key pattern cannot be read")
    expect(use).to_be_disabled()
    field(panel, "Pattern").fill("[auth]_[year]")
    expect(previews).to_contain_text("_2025")
    use.click()
    expect(pattern).to_contain_text("New papers get their keys by this pattern.")
    press(panel, "Default pattern")
    expect(previews).not_to_contain_text("_2025")
    use.click()
    expect(pattern).to_contain_text("New papers get their keys by this pattern.")
    assert violations(panel) == []
    press(panel, "Back to the search")
    expect(panel.box).to_be_focused()


# --- one work, several records ---------------------------------------------------------------


@pytest.fixture
def twins(panel) -> PanelPage:
    """A library with one work twice."""
    add_missing(panel, "turing1936", TURING)
    add_missing(panel, "turing1937", SAME_AS_TURING)
    return panel


def add_missing(panel: PanelPage, key: str, bibtex: str) -> None:
    panel.search(f"key:{key}")
    if panel.hits.count() == 0:
        panel.box.fill("")
        add(panel, bibtex)
        expect(panel.details).to_contain_text(key)
        press(panel, "Close this line")


def test_a_pair_is_merged_into_the_chosen_key_and_taken_apart_by_undo(twins):
    panel = twins
    panel.nb.command("paperlookup:suggestions")
    suggestions = page(panel, "Possible duplicates")
    pair = suggestions.get_by_role("group", name=re.compile("turing1936 and turing1937"))
    expect(pair).to_be_focused()
    expect(pair).to_contain_text("equal titles")
    marks = pair.locator("mark")
    assert {"1936", "1937", "Alan"} <= set(marks.all_text_contents())
    assert violations(panel) == []
    panel.nb.press("2")
    expect(pair.get_by_role("radio", name="turing1937")).to_be_checked()
    panel.nb.press("m")
    expect(suggestions).to_contain_text("Merged turing1936 into turing1937.")
    expect(pair).to_have_count(0)
    suggestions.get_by_role("button", name="Undo").click()
    expect(pair).to_be_visible()
    press(panel, "Back to the search")


def test_a_pair_is_linked_as_versions_and_unlinked(twins):
    panel = twins
    panel.nb.command("paperlookup:suggestions")
    suggestions = page(panel, "Possible duplicates")
    expect(suggestions.get_by_role("group").first).to_be_focused()
    panel.nb.press("l")
    expect(suggestions).to_contain_text("No two papers look like one work.")
    panel.nb.press("Escape")
    expect(panel.box).to_be_focused()
    panel.search("key:turing1936")
    panel.open_details()
    expect(panel.details).to_contain_text("Published version:")
    panel.details.get_by_role("button", name=re.compile("^Turing 1937")).click()
    expect(panel.details).to_contain_text("Preprint:")
    expect(panel.details.locator("code.jp-PaperLookup-key")).to_have_text("turing1937")
    panel.details.get_by_role("button", name="Unlink turing1936").click()
    expect(panel.details).not_to_contain_text("Preprint:")


def test_records_of_a_selection_are_merged_and_the_list_of_changes_takes_it_back(twins):
    panel = twins
    panel.search("key:turing1936")
    panel.open_details()
    panel.nb.command("paperlookup:merge", {"keys": ["turing1936", "turing1937"]})
    merge = page(panel, "Merge 2 papers")
    expect(merge.get_by_role("table")).to_contain_text("Entscheidungsproblem")
    assert violations(panel) == []
    press(panel, "Merge into turing1936")
    expect(panel.outcome).to_contain_text("Merged turing1937 into turing1936.")
    panel.details.get_by_text("What each source says").click()
    expect(panel.details).to_contain_text("Other keys that lead here: turing1937")
    panel.nb.command("paperlookup:changes")
    changes = page(panel, "Changes of the library")
    expect(changes.get_by_role("listitem").first).to_have_text("Merged turing1937 into turing1936.")
    press(panel, "Undo: Merged turing1937 into turing1936.")
    expect(changes).to_contain_text("Taken back: Merged turing1937 into turing1936.")
    press(panel, "Back to the search")


def test_what_another_source_says_becomes_a_record_of_its_own(panel):
    for name, title in [("first.bib", "Computing Machinery"), ("second.bib", "Intelligence")]:
        text = f"@article{{{title.split()[0]}, title = {{{title}}}, doi = {{10.1000/twice}}}}"
        import_text(panel, name, text)
    panel.search("doi:10.1000/twice")
    panel.open_details()
    panel.details.get_by_text("What each source says").click()
    panel.details.get_by_text("second.bib, line 1").click()
    press(panel, "Make this a record of its own")
    expect(panel.outcome.get_by_role("button", name="Undo")).to_be_visible()
    expect(panel.details.get_by_role("heading", level=2)).to_have_text("Intelligence")
    expect(panel.hits).to_have_count(2)
    panel.outcome.get_by_role("button", name="Undo").click()
    expect(panel.outcome).to_contain_text("Taken back:")
    expect(panel.hits).to_have_count(1)
    panel.nb.watch.forgive("404")  # of the record that is gone again


def import_text(panel: PanelPage, name: str, text: str) -> None:
    server = panel.nb.server
    request = urllib.request.Request(  # noqa: S310 - the URL is our own server's
        f"{server.url}paperlookup/api/import",
        data=json.dumps({"name": name, "text": text}).encode(),
        headers={"Authorization": f"token {server.token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        assert json.load(answer)["problems"] == []


def test_a_pair_that_is_two_works_is_not_shown_again(twins):
    panel = twins
    panel.nb.command("paperlookup:suggestions")
    press(panel, "Keep apart")
    suggestions = page(panel, "Possible duplicates")
    expect(suggestions).to_contain_text("No two papers look like one work.")
    suggestions.get_by_role("button", name="Undo").click()
    press(panel, "Skip")
    expect(suggestions).to_contain_text("No two papers look like one work.")
    press(panel, "Back to the search")


# --- looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_form_can_be_used_by_everybody(panel, theme):
    panel.nb.command("apputils:change-theme", {"theme": theme})
    panel.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
    edit(panel)
    press(panel, "More of name 1")
    assert violations(panel) == []
    press(panel, "Back to the search")
    panel.search("10.1000/182")
    expect(panel.root).to_contain_text("is not in your library.")
    assert violations(panel) == []
