"""A real kernel, and this test in place of the front end."""

from __future__ import annotations

import shutil
import time

import pytest
from jupyter_client.manager import start_new_kernel

from jupyter_paperlookup.messages.display import COMM_TARGET, MIME_TYPE

OPEN_PICKER = """
from jupyter_paperlookup import PaperLookup
picker = PaperLookup("far-reaching")
picker._controls.results.value = ["chen2023fit"]
def click(kind): picker._controls.buttons[kind].click()
"""
CITATION = '<cite data-cite="chen2023fit">(Chen & Li, 2023)</cite>'


class Kernel:
    """Executes code, and notes what the kernel sends besides."""

    def __init__(self, client):
        self.client = client
        self.messages = []

    def run(self, code):
        """Execute and wait; the reply's content."""
        reply = self.client.execute_interactive(
            code, output_hook=self.messages.append, timeout=60, store_history=True
        )
        return reply["content"]

    def value(self, expression):
        """What an expression prints as."""
        self.messages.clear()
        content = self.run(f"print({expression})")
        assert content["status"] == "ok", content
        return "".join(
            message["content"]["text"]
            for message in self.messages
            if message["header"]["msg_type"] == "stream"
        ).strip()

    def opened_comm(self, target):
        """The content of the last comm that the kernel opened for a target."""
        opened = [
            message["content"]
            for message in self.messages
            if message["header"]["msg_type"] == "comm_open"
            and message["content"]["target_name"] == target
        ]
        return opened[-1]

    def send(self, kind, comm_id, data):
        message = self.client.session.msg(kind, {"comm_id": comm_id, "data": data})
        self.client.shell_channel.send(message)

    def wait_for_status(self, words):
        deadline = time.monotonic() + 20
        while words not in (status := self.value("picker._controls.status.value")):
            assert time.monotonic() < deadline, status
            time.sleep(0.1)
        return status


@pytest.fixture(scope="module")
def running(hostile_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kernel")
    shutil.copytree(hostile_folder, folder / "paperlookup")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAPERLOOKUP_HOME", str(folder / "paperlookup"))
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        manager, client = start_new_kernel(kernel_name="python3")
    try:
        yield Kernel(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()


@pytest.fixture
def kernel(running):
    """The kernel of all tests; what one of them defined or heard, the next one does not know."""
    running.run("%reset -f")
    running.messages.clear()
    return running


@pytest.fixture
def clicked(kernel):
    """A kernel in which *Insert citation* was clicked, and the id of the comm that it opened."""
    assert kernel.run(OPEN_PICKER)["status"] == "ok"
    kernel.messages.clear()
    reply = kernel.run("click('citation')")
    assert reply["status"] == "ok"
    request = kernel.opened_comm(COMM_TARGET)
    yield kernel, request, reply
    # No text of this test waits for a cell of the next one.
    answer = {"inserted": True, "message": "Over."}
    kernel.send("comm_msg", request["comm_id"], answer)
    kernel.run("1")


def test_the_request_says_what_to_insert(clicked):
    _, request, reply = clicked
    data = request["data"]
    assert data["kind"] == "citation"
    assert data["text"] == CITATION
    assert data["isBlock"] is False
    assert data["items"]["chen2023fit"]["title"] == "FIT: Far-reaching Interleaved Transformers"
    assert reply["payload"] == []  # the front end has the first say


def test_an_answer_is_shown_and_nothing_else_happens(clicked):
    kernel, request, _ = clicked
    answer = {"inserted": True, "message": "Inserted into cell 3."}
    kernel.send("comm_msg", request["comm_id"], answer)
    kernel.wait_for_status("Inserted into cell 3.")
    time.sleep(2)  # longer than the kernel waits for an answer
    assert kernel.run("1")["payload"] == []


def test_a_refusal_is_shown_and_respected(clicked):
    kernel, request, _ = clicked
    refusal = {"inserted": False, "message": "This cell is read-only."}
    kernel.send("comm_msg", request["comm_id"], refusal)
    kernel.wait_for_status("This cell is read-only.")
    time.sleep(2)
    assert kernel.run("1")["payload"] == []


def test_a_front_end_without_the_extension_gets_a_next_cell(clicked):
    kernel, request, _ = clicked
    kernel.send("comm_close", request["comm_id"], {})
    # The reply to a run carries the new cell; asking for the status is such a run.
    payload = kernel.run("status = picker._controls.status.value")["payload"]
    assert [(part["source"], part["text"]) for part in payload] == [("set_next_input", CITATION)]
    kernel.wait_for_status("new cell")


def test_silence_gets_a_next_cell_too(clicked):
    kernel, _, _ = clicked
    time.sleep(2.5)
    payload = kernel.run("1")["payload"]
    assert [(part["source"], part["text"]) for part in payload] == [("set_next_input", CITATION)]


def test_what_is_no_answer_is_passed_over(clicked):
    kernel, request, _ = clicked
    kernel.send("comm_msg", request["comm_id"], {"something": "else"})
    kernel.send("comm_msg", request["comm_id"], {"inserted": True, "message": "Done."})
    kernel.wait_for_status("Done.")


def test_a_text_that_is_withdrawn_takes_no_other_with_it(clicked):
    kernel, request, _ = clicked
    kernel.send("comm_close", request["comm_id"], {})
    reply = kernel.run(
        "from jupyter_paperlookup.notebook.next_cell import withdraw_next_cell\n"
        "click('reference')\nimport time; time.sleep(2.5)\n"
        f"withdraw_next_cell({CITATION!r})"
    )
    # Both texts waited; the one that was offered last stays where another is withdrawn.
    (part,) = reply["payload"]
    assert part["text"].startswith(CITATION)
    assert "Far-reaching" in part["text"]
    reply = kernel.run(f"click('citation')\ntime.sleep(2.5)\nwithdraw_next_cell({CITATION!r})")
    assert reply["payload"] == []


def test_several_texts_wait_for_one_cell(kernel):
    kernel.run(OPEN_PICKER)
    reply = kernel.run("click('citation'); click('bibtex')\nimport time; time.sleep(2.5)")
    (part,) = reply["payload"]
    assert CITATION in part["text"]
    assert "```bibtex\n" in part["text"]


def test_magics_answer_with_rich_results_and_errors_stop_the_run(kernel):
    assert kernel.run("%load_ext jupyter_paperlookup")["status"] == "ok"
    kernel.messages.clear()
    kernel.run("%paper far-reaching")
    (result,) = [
        message["content"]["data"]
        for message in kernel.messages
        if message["header"]["msg_type"] == "execute_result"
    ]
    assert result[MIME_TYPE]["hits"][0]["key"] == "chen2023fit"
    kernel.messages.clear()
    assert kernel.run("%cite nobody1900")["status"] == "error"
    kinds = {message["header"]["msg_type"] for message in kernel.messages}
    assert "error" not in kinds  # which would be a traceback
