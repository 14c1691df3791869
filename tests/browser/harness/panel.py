"""The side panel, with the verbs of somebody who searches in it."""

import re

from playwright.sync_api import Locator, expect

from .notebook import NotebookPage


class PanelPage:
    """The search panel beside a notebook; `nb` is the notebook's page."""

    def __init__(self, nb: NotebookPage) -> None:
        self.nb = nb
        self.page = nb.page
        self.root = nb.page.locator("#jp-PaperLookup-panel")
        self.box = self.root.get_by_role("combobox", name="Search papers")
        self.list = self.root.get_by_role("listbox", name="Papers")
        self.hits = self.list.get_by_role("option")
        self.details = self.root.get_by_role("region", name="Details")
        self.outcome = self.root.locator(".jp-PaperLookup-outcome")
        self.below = self.root.locator(".jp-PaperLookup-imports")
        self.importing = self.root.locator(".jp-PaperLookup-importing")
        self.page_head = self.importing.get_by_role("heading", level=2)
        self.drop_zone = self.root.locator(".jp-PaperLookup-dropZone")

    def open(self) -> None:
        """By the shortcut, as from inside a cell; nothing of an earlier visit is left."""
        self.nb.press("ControlOrMeta+Shift+;")
        expect(self.box).to_be_focused()
        while self.details.count() or self.box.input_value():
            self.nb.press("Escape")
        expect(self.root).to_contain_text("newest first")

    def search(self, words: str) -> None:
        """Type words in place of those in the box, and wait for their answer."""
        self.box.select_text()
        self.nb.type(words)
        self.wait_for_answer(words)

    def wait_for_answer(self, words: str) -> None:
        """Until the list shows the answer to these words."""
        self.page.wait_for_function(
            """words => {
              const panel = [...window.paperlookupTest.app.shell.widgets('left')]
                .find(each => each.id === 'jp-PaperLookup-panel');
              const { phase, answered } = panel.content.search.state;
              return phase !== 'searching' && answered === words;
            }""",
            arg=words,
        )

    def open_details(self) -> None:
        """Of the current hit, by the arrow key."""
        self.nb.press("ArrowRight")
        expect(self.details).to_be_visible()

    def report(self, name: str) -> Locator:
        """What stands below the view on the import of a file."""
        return self.below.locator("[data-job]", has=self.page.get_by_title(name, exact=True))

    def current(self) -> Locator:
        """The row that Enter acts on."""
        return self.list.get_by_role("option", selected=True)

    def action(self, name: str) -> Locator:
        """A button that floats over the current or the pointed row."""
        return self.root.get_by_role("toolbar", name=re.compile("^Actions for")).get_by_role(
            "button", name=name
        )
