"""A saved notebook that is opened again without a kernel still inserts."""

from harness.notebook import code
from playwright.sync_api import expect

TITLE = "FIT: Far-reaching Interleaved Transformers"


def test_buttons_of_a_saved_result_insert_without_a_kernel(open_notebook):
    nb = open_notebook(
        ["Text ", code("%load_ext jupyter_paperlookup\n%paper far-reaching author:chen")],
        path="without_kernel.ipynb",
    )
    nb.run(1)
    saved = nb.saved()
    assert "application/vnd.paperlookup.v1+json" in saved.cells[1].outputs[0].data
    nb.open_without_kernel()
    output = nb.output(1)
    expect(output).to_contain_text(TITLE)
    nb.edit(0)
    output.get_by_role("button", name=f"Insert citation: {TITLE}").click()
    nb.wait_for_text(0, '<cite data-cite="chen2023fit">')
    output.get_by_role("button", name=f"Insert BibTeX: {TITLE}").click()
    nb.wait_for_text(0, "@misc{chen2023fit,")
    assert not nb.has_kernel()
