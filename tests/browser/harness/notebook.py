"""A notebook in the browser, with the verbs of somebody who writes in it."""

import contextlib
import json
from collections.abc import Sequence
from typing import Any

import nbformat
from playwright.sync_api import ElementHandle, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from .notebook_file import NO_KERNEL, Cell, code, markdown, write_notebook
from .server import Server
from .watch import PageWatch

__all__ = ["Cell", "NotebookPage", "code", "markdown"]

MILLISECONDS_TO_LOAD = 90_000

# `app` is the application, `panel` the notebook at `path`.
IN_PAGE = """
window.paperlookupTest = {
  get app() { return window.jupyterapp; },
  get panel() {
    return [...window.jupyterapp.shell.widgets('main')]
      .find(each => each.content?.widgets && each.context?.path === this.path);
  },
  cell(index) { return this.panel.content.widgets.at(index); }
};
"""


class NotebookPage:
    """One page of the browser that shows one notebook.

    Cells are counted from 0, and -1 is the last one. `page` is Playwright's own, for everything
    that is not here: `nb.page.get_by_role("button", name="Insert citation").click()`.
    """

    def __init__(self, server: Server, page: Page, watch: PageWatch) -> None:
        self.server = server
        self.page = page
        self.watch = watch
        self.path = ""
        watch.follow(page)
        page.set_default_timeout(15_000)
        page.add_init_script(IN_PAGE)

    # --- opening, saving ---------------------------------------------------------------------

    def open(
        self,
        cells: Sequence[Cell] = ("",),
        *,
        path: str = "paper.ipynb",
        metadata: dict[str, Any] | None = None,
        anew: bool = False,
    ) -> None:
        """Write a notebook and show it.

        Args:
            cells: Its cells; a text is a Markdown cell.
            path: Its file, in the server's folder.
            metadata: More metadata of the notebook.
            anew: Load the page, even if it shows this file already. Otherwise the notebook is
                reloaded from its file, which takes a moment, not seconds; the kernel stays.
        """
        is_shown = path == self.path and not anew
        write_notebook(self.server.root / path, cells, metadata or {})
        self.path = path
        if is_shown:
            self._revert()
        else:
            self.page.goto(self.server.document_url(path))
            self.wait_until_loaded()

    def reload(self) -> None:
        """Load the page again, as with F5."""
        self.page.reload()
        self.wait_until_loaded()

    def wait_until_loaded(self) -> None:
        """Until the application has its plugins and shows the notebook."""
        self.page.wait_for_function(
            """path => {
              if (!window.paperlookupTest?.app) return false;
              window.paperlookupTest.path = path;
              return !!window.paperlookupTest.panel?.isVisible;
            }""",
            arg=self.path,
            timeout=MILLISECONDS_TO_LOAD,
        )
        self.page.evaluate(
            """async () => {
              const { app, panel } = window.paperlookupTest;
              await app.restored;
              await panel.context.ready;
              await panel.revealed;
            }"""
        )
        expect(self.page.locator(".jp-Notebook .jp-Cell:visible").first).to_be_visible()
        # Some time later the application puts the focus into the notebook; a test that had put it
        # elsewhere by then would lose it.
        # Notebook leaves it out now and then.
        with contextlib.suppress(PlaywrightTimeout):
            self.page.wait_for_function(
                "() => document.activeElement?.closest('.jp-Notebook') != null", timeout=5_000
            )

    def saved(self) -> nbformat.NotebookNode:
        """Save the notebook and read its file."""
        self.page.evaluate("() => window.paperlookupTest.panel.context.save()")
        return nbformat.read(self.server.root / self.path, as_version=4)

    def metadata(self) -> dict[str, Any]:
        """The metadata of the notebook as it is now, saved or not."""
        model = "window.paperlookupTest.panel.content.model"
        return dict(json.loads(self.page.evaluate(f"() => JSON.stringify({model}.metadata)")))

    def _revert(self) -> None:
        self.page.keyboard.press("Escape")
        self.page.evaluate(
            """async () => {
              const { panel } = window.paperlookupTest;
              panel.context.model.dirty = false;
              await panel.context.revert();
              panel.context.model.sharedModel.clearUndoHistory();
              panel.content.activeCellIndex = 0;
            }"""
        )
        expect(self.page.locator(".jp-Notebook .jp-Cell:visible").first).to_be_visible()

    # --- cells -------------------------------------------------------------------------------

    def sources(self) -> list[str]:
        """The text of every cell, as it would be saved."""
        return list(
            self.page.evaluate(
                "() => window.paperlookupTest.panel.content.widgets"
                ".map(each => each.model.sharedModel.getSource())"
            )
        )

    def source(self, index: int) -> str:
        """The text of a cell."""
        return self.sources()[index]

    def wait_for_source(self, index: int, text: str) -> None:
        """Until the text of a cell is this one; the assertion shows both."""
        self._wait(index, text, "source === text")
        assert self.source(index) == text

    def wait_for_text(self, index: int, part: str) -> None:
        """Until the text of a cell contains a part."""
        self._wait(index, part, "source.includes(text)")
        assert part in self.source(index)

    def cell_types(self) -> list[str]:
        """`markdown`, `code` or `raw`, cell by cell."""
        return list(
            self.page.evaluate(
                "() => window.paperlookupTest.panel.content.widgets.map(each => each.model.type)"
            )
        )

    def active(self) -> int:
        """Which cell is active."""
        return int(self.page.evaluate("() => window.paperlookupTest.panel.content.activeCellIndex"))

    def cursor(self, index: int) -> int | None:
        """The offset of the cursor in a cell; None where the cell has no editor on the screen."""
        offset = self.page.evaluate(
            """index => {
              const { editor } = window.paperlookupTest.cell(index);
              return editor ? editor.getOffsetAt(editor.getCursorPosition()) : null;
            }""",
            index,
        )
        return None if offset is None else int(offset)

    def has_focus(self, index: int) -> bool:
        """Whether one can type into a cell right now."""
        return bool(
            self.page.evaluate(
                "index => !!window.paperlookupTest.cell(index).editor?.hasFocus()", index
            )
        )

    def is_rendered(self, index: int) -> bool:
        """Whether a Markdown cell shows its text set, not its source."""
        return bool(
            self.page.evaluate("index => window.paperlookupTest.cell(index).rendered", index)
        )

    def node(self, index: int) -> ElementHandle:
        """The element of a cell."""
        handle = self.page.evaluate_handle(
            "index => window.paperlookupTest.cell(index).node", index
        ).as_element()
        assert handle is not None
        return handle

    def output(self, index: int) -> Locator:
        """The output of a code cell, brought on the screen."""
        self.scroll_to(index)
        marker = f"output-{index}"
        self.node(index).evaluate("(node, marker) => { node.dataset.marker = marker; }", marker)
        return self.page.locator(f'[data-marker="{marker}"] .jp-Cell-outputArea')

    def scroll_to(self, index: int) -> None:
        """Bring a cell on the screen."""
        self.page.evaluate(
            """async index => {
              const { panel } = window.paperlookupTest;
              const { widgets } = panel.content;
              const at = index < 0 ? widgets.length + index : index;
              await panel.content.scrollToItem(at, 'center').catch(() => undefined);
              await widgets[at].ready;
            }""",
            index,
        )

    def edit(self, index: int, *, at: int | None = None) -> None:
        """Put the cursor into a cell, at its end or at an offset, as by a (double) click."""
        self.scroll_to(index)
        node = self.node(index)
        rendered = node.query_selector(".jp-MarkdownOutput")
        if self.cell_types()[index] == "markdown" and self.is_rendered(index) and rendered:
            rendered.dblclick(position={"x": 5, "y": 5})
        editor = node.wait_for_selector(".cm-content")
        assert editor is not None
        editor.click()
        self.page.evaluate(
            """([index, at]) => {
              const { editor, model } = window.paperlookupTest.cell(index);
              const end = model.sharedModel.getSource().length;
              editor.setCursorPosition(editor.getPositionAt(at ?? end));
              editor.focus();
            }""",
            [index, at],
        )

    def select(self, index: int) -> None:
        """Make a cell active without a cursor in it."""
        self.scroll_to(index)
        self.page.evaluate(
            """index => {
              const { content } = window.paperlookupTest.panel;
              content.activeCellIndex = index < 0 ? content.widgets.length + index : index;
              content.mode = 'command';
            }""",
            index,
        )

    # --- keys and commands -------------------------------------------------------------------

    def type(self, text: str) -> None:
        """Type where the focus is, key by key."""
        self.page.keyboard.type(text, delay=15)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, one after the other: `Control+Shift+;`, `Enter`."""
        for key in keys:
            self.page.keyboard.press(key)

    def undo(self) -> None:
        """Ctrl+Z, where the focus is."""
        self.press("ControlOrMeta+z")

    def redo(self) -> None:
        """Ctrl+Shift+Z, where the focus is."""
        self.press("ControlOrMeta+Shift+z")

    def command(self, command: str, arguments: dict[str, Any] | None = None) -> None:
        """Run a command of the application by its id, and wait for its end."""
        self.page.evaluate(
            """async ([command, args]) => {
              await window.paperlookupTest.app.commands.execute(command, args);
            }""",
            [command, arguments or {}],
        )

    def palette(self, label: str) -> None:
        """Run a command from the command palette, by its label."""
        self.press("ControlOrMeta+Shift+c")
        palette = self.page.locator("#command-palette, .jp-ModalCommandPalette").first
        search = palette.locator("input").first
        search.fill(label)
        palette.locator(".lm-CommandPalette-item", has_text=label).first.click()

    # --- kernel ------------------------------------------------------------------------------

    def wait_for_kernel(self) -> None:
        """Until there is a kernel that takes orders.

        It need not be idle: with subshells the application may show "busy" for ever.
        """
        self.page.wait_for_function(
            """() => {
              const { session } = window.paperlookupTest.panel.context.sessionContext;
              const kernel = session?.kernel;
              return kernel?.connectionStatus === 'connected'
                && ['idle', 'busy'].includes(kernel.status);
            }""",
            timeout=60_000,
        )

    def run(self, index: int) -> None:
        """Run a code cell and wait for its end."""
        self.wait_for_kernel()
        self.select(index)
        self.command("notebook:run-cell")

    def has_kernel(self) -> bool:
        """Whether the notebook has a kernel."""
        session = "window.paperlookupTest.panel.context.sessionContext.session"
        return bool(self.page.evaluate(f"() => !!{session}?.kernel"))

    def open_without_kernel(self) -> None:
        """Stop the kernel and load the saved notebook in a page that starts none."""
        self.page.evaluate("() => window.paperlookupTest.panel.context.sessionContext.shutdown()")
        file = self.server.root / self.path
        notebook = nbformat.read(file, as_version=4)
        # A kernel that is not installed: the application asks, and gets none.
        notebook.metadata.update(NO_KERNEL)
        nbformat.write(notebook, file)
        self.page.goto(self.server.document_url(self.path))
        self.wait_until_loaded()
        self.page.get_by_role("dialog").get_by_role("button", name="No Kernel").click()

    def outputs(self, index: int) -> list[dict[str, Any]]:
        """The outputs of a code cell, as they would be saved."""
        outputs = "window.paperlookupTest.cell(index).model.outputs.toJSON()"
        return list(json.loads(self.page.evaluate(f"index => JSON.stringify({outputs})", index)))

    def _wait(self, index: int, text: str, condition: str) -> None:
        script = f"""([index, text]) => {{
          const source = window.paperlookupTest.cell(index)?.model.sharedModel.getSource() ?? '';
          return {condition};
        }}"""
        # Past its time the caller's assertion tells more.
        with contextlib.suppress(PlaywrightTimeout):
            self.page.wait_for_function(script, arg=[index, text], timeout=10_000)
