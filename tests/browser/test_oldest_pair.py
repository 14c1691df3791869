"""The main job, in the oldest JupyterLab and Notebook that are supported.

They need an environment of their own, with the wheel in it: `PAPERLOOKUP_OLDEST_PYTHON` names its
interpreter.
"""

import os
import subprocess

import pytest
from harness.checkout import front_end_folder
from harness.notebook import code
from harness.server import running_server
from playwright.sync_api import expect

PYTHON = os.environ.get("PAPERLOOKUP_OLDEST_PYTHON", "")
OLDEST = "4.4.0 7.4.0"
CITE = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'
TITLE = "FIT: Far-reaching Interleaved Transformers"

pytestmark = pytest.mark.skipif(not PYTHON, reason="PAPERLOOKUP_OLDEST_PYTHON is not set")


@pytest.fixture(scope="module")
def server(app, tmp_path_factory):
    script = "import jupyterlab, notebook; print(jupyterlab.__version__, notebook.__version__)"
    done = subprocess.run([PYTHON, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == OLDEST
    assert front_end_folder(PYTHON), "the wheel is not installed there"
    with running_server(app, tmp_path_factory.mktemp(f"oldest-{app}"), python=PYTHON) as running:
        yield running


def test_completion_writes_a_citation_and_undo_takes_it_back(open_notebook):
    nb = open_notebook(["First "])
    nb.edit(0)
    nb.type("[@far-reach")
    row = nb.page.get_by_role("listbox", name="Papers").get_by_role("option").first
    expect(row).to_contain_text(TITLE)
    nb.press("Enter")
    nb.wait_for_source(0, f"First {CITE}")
    nb.undo()
    nb.wait_for_source(0, "First [@far-reach")


def test_panel_finds_and_inserts_each_kind(open_notebook):
    nb = open_notebook(["First "])
    nb.edit(0)
    nb.press("ControlOrMeta+Shift+;")
    box = nb.page.get_by_role("combobox", name="Search papers")
    box.fill("far-reaching transf")
    expect(nb.page.get_by_role("option").first).to_contain_text(TITLE)
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    nb.wait_for_text(0, CITE)
    expect(nb.page.locator(".jp-PaperLookup-outcome")).to_contain_text("Inserted")
    box.press("Shift+Enter")
    nb.wait_for_text(0, "*FIT: Far-reaching Interleaved Transformers*")
    box.press("ControlOrMeta+Enter")
    nb.wait_for_text(0, "@misc{chen2023fit,")


def test_buttons_of_found_papers_insert(open_notebook):
    nb = open_notebook(["Text ", code("%load_ext jupyter_paperlookup\n%paper far-reaching")])
    nb.edit(0)
    nb.run(1)
    nb.output(1).get_by_role("button", name=f"Insert citation: {TITLE}").click()
    nb.wait_for_text(0, CITE)
