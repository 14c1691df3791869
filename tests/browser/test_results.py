"""What was found in a notebook has Insert buttons, and a kernel may ask to insert."""

import json
import re

import pytest
from harness.notebook import NotebookPage, code
from nbformat.v4 import new_output
from playwright.sync_api import Locator, expect

MIME_TYPE = "application/vnd.paperlookup.v1+json"
CITE = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'
HOSTILE = "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$"


def hit(**facts):
    title = "FIT: Far-reaching Interleaved Transformers"
    return {
        "key": "chen2023fit",
        "title": title,
        "shortCreators": "Chen & Li",
        "year": 2023,
    } | facts


def found(*hits):
    """A code cell that has been run, as it is read from a file."""
    bundle = {"version": 1, "query": "far", "total": len(hits), "hits": list(hits), "items": {}}
    cell = code("%paper far")
    cell.execution_count = 1
    data = {MIME_TYPE: bundle, "text/plain": "a paper", "text/html": "<b>a paper</b>"}
    cell.outputs = [new_output("execute_result", data=data, execution_count=1)]
    return cell


def button(nb: NotebookPage, index: int, label: str) -> Locator:
    return nb.output(index).get_by_role("button", name=re.compile(f"^{label}: FIT"))


def status(nb: NotebookPage, index: int) -> Locator:
    return nb.output(index).get_by_role("status")


@pytest.mark.parametrize(
    "label, part",
    [
        ("Insert citation", CITE),
        ("Insert reference", "*FIT: Far-reaching Interleaved Transformers*"),
        ("Insert BibTeX", "@misc{chen2023fit"),
    ],
)
def test_buttons_insert(open_notebook, label, part):
    nb = open_notebook(["See ", found(hit())])
    nb.edit(0)
    button(nb, 1, label).click()
    nb.wait_for_text(0, part)
    expect(status(nb, 1)).to_have_text("Inserted into cell 1 of paper.ipynb.")
    nb.undo()
    nb.wait_for_source(0, "See ")


def test_rows_say_what_people_remember(open_notebook):
    nb = open_notebook([found(hit(titleMatches=[[5, 17]]))])
    row = nb.output(0).get_by_role("listitem")
    expect(row).to_contain_text("FIT: Far-reaching Interleaved Transformers")
    expect(row).to_contain_text("Chen & Li 2023")
    expect(row).to_contain_text("chen2023fit")
    expect(row.locator("strong")).to_have_text("Far-reaching")
    expect(nb.output(0)).to_contain_text("1 paper")


def test_keyboard_reaches_the_buttons_and_goes_back_to_the_text(open_notebook):
    nb = open_notebook(["See ", found(hit())])
    nb.edit(0)
    button(nb, 1, "Insert citation").focus()
    nb.press("Enter")
    nb.wait_for_source(0, f"See {CITE}")
    nb.type("!")
    nb.wait_for_source(0, f"See {CITE}!")


def test_work_that_the_library_lacks_is_said(open_notebook):
    nb = open_notebook(["See ", found(hit(key="nobody1900nothing"))])
    nb.edit(0)
    button(nb, 1, "Insert citation").click()
    expect(status(nb, 1)).to_contain_text("nobody1900nothing")
    nb.watch.forgive("404")
    assert nb.source(0) == "See "


def test_hostile_result_is_shown_as_text(open_notebook):
    nb = open_notebook([found(hit(title=HOSTILE, shortCreators=HOSTILE, key=HOSTILE))])
    expect(nb.output(0)).to_contain_text(HOSTILE)
    assert nb.output(0).locator("img").count() == 0


@pytest.mark.parametrize("bundle", [{}, {"version": 2, "hits": []}, [], "text"])
def test_damaged_result_says_so(open_notebook, bundle):
    cell = found()
    cell.outputs[0].data[MIME_TYPE] = bundle
    nb = open_notebook([cell])
    expect(nb.output(0)).to_contain_text("This result cannot be shown: run the cell again.")


def ask(request: dict[str, object]) -> str:
    """Code with which a kernel asks to insert; its answer is in `replies`."""
    return f"""
import comm, json
replies = []
asked = comm.create_comm(target_name="paperlookup", data=json.loads({json.dumps(request)!r}))
asked.on_msg(lambda message: replies.append(message["content"]["data"]))
"""


REQUEST = {
    "kind": "citation",
    "text": "[@turing1936]",
    "isBlock": False,
    "items": {"turing1936": {"title": "On Computable Numbers"}},
}


def reply(nb: NotebookPage, index: int) -> str:
    nb.run(index)
    return nb.outputs(index)[-1]["data"]["text/plain"]


def test_kernel_inserts_and_is_answered(open_notebook):
    nb = open_notebook(["See ", code(ask(REQUEST)), code("replies[0]")])
    nb.edit(0)
    nb.run(1)
    nb.wait_for_source(0, "See [@turing1936]")
    assert "'inserted': True" in reply(nb, 2)
    assert nb.saved().metadata["paperlookup"]["items"] == REQUEST["items"]


@pytest.mark.parametrize(
    "request_",
    [{}, REQUEST | {"text": "x" * 100_001}, REQUEST | {"kind": "script"}, REQUEST | {"items": 1}],
    ids=["nothing", "too long", "another kind", "no works"],
)
def test_what_is_no_request_is_refused(open_notebook, request_):
    nb = open_notebook(["See ", code(ask(request_)), code("replies[0]")])
    nb.edit(0)
    nb.run(1)
    assert "'inserted': False" in reply(nb, 2)
    assert nb.source(0) == "See "


def test_kernel_is_answered_after_a_restart(open_notebook):
    nb = open_notebook(["See ", code(ask(REQUEST))])
    nb.edit(0)
    nb.wait_for_kernel()
    nb.page.evaluate(
        "() => window.paperlookupTest.panel.context.sessionContext.session.kernel.restart()"
    )
    nb.run(1)
    nb.wait_for_source(0, "See [@turing1936]")
