"""Papers completed from services on this machine: in a cell, a suggestion, all that is cited."""

import json
import threading
import urllib.request
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from harness.server import running_server
from playwright.sync_api import Locator, expect
from replaying import replaying

pytestmark = pytest.mark.parametrize("app", ["lab"], indirect=True)

DOI = "10.1000/machine"
WORDS = (
    "we study how a machine that prints symbols on a tape can be made to compute every number that "
    "any other machine of the kind can compute and what it can never find out about itself"
)
MACHINE = {
    "title": "A Machine That Prints Symbols",
    "abstract": WORDS,
    "author": [{"given": "Alan", "family": "Turing"}],
    "DOI": DOI,
    "year": 1936,
    "journal": "Annals of Machines",
}
LAWS = {
    "title": "Laws of Symbols",
    "arxiv": "2301.00001",
    "abstract": WORDS,
    "author": [{"given": "George", "family": "Boole"}],
    "published": "2023-01-02T00:00:00Z",
}
WITHDRAWN = {**MACHINE, "title": "A Machine That Does Not", "DOI": "10.1000/not", "retracted": True}
MILLISECONDS_TO_ANSWER = 60_000


@pytest.fixture(scope="module")
def services():
    with ExitStack() as stack:
        replay = stack.enter_context(replaying([MACHINE, LAWS, WITHDRAWN]))
        replay.leave = stack.close
        replay.may_answer = threading.Event()
        replay.may_answer.set()
        answer = replay.answer

        def wait_and_answer(*asked):
            replay.may_answer.wait(60)
            return answer(*asked)

        replay.answer = wait_and_answer
        yield replay
        replay.may_answer.set()


@pytest.fixture(scope="module")
def server(app, services, seeded_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("resolving")
    variables = {
        f"PAPERLOOKUP_URL_{name.upper().replace('-', '_')}": url
        for name, url in services.base_urls.items()
    }
    with running_server(app, folder, prepared=seeded_folder, variables=variables) as running:
        yield running


@pytest.fixture
def nb(open_notebook) -> NotebookPage:
    return open_notebook(["As shown by [@chen2023fit] "])


def send(nb: NotebookPage, path: str, body: object, method: str = "POST") -> None:
    """What a person did elsewhere."""
    request = urllib.request.Request(  # noqa: S310 - the URL is our own server's
        f"{nb.server.url}paperlookup/api/{path}",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"token {nb.server.token}",
            "Content-Type": "application/json",
        },
        method=method,
    )
    urllib.request.urlopen(request, timeout=30).close()  # noqa: S310 - as above


def add(nb: NotebookPage, **item: object) -> None:
    text = json.dumps([{"type": "article", **item}])
    send(nb, "import", {"name": f"{item['id']}.json", "text": text, "format": "csl-json"})


def opened(nb: NotebookPage) -> PanelPage:
    """The panel, where the network is allowed."""
    send(nb, "network", {"allowed": True}, "PUT")
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    return panel


def card(panel: PanelPage) -> Locator:
    return panel.root.locator(".jp-PaperLookup-completing")


def violations(nb: NotebookPage, context: str) -> list[str]:
    found = Axe().run(nb.page, context=context).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def test_a_doi_in_a_cell_is_looked_up_when_it_is_chosen_and_inserted(nb, services):
    asked: list[str] = []
    nb.page.on("request", lambda request: asked.append(request.url))
    nb.edit(0)
    nb.type(f"[@{DOI}")
    row = nb.page.locator(".jp-PaperLookup-completions").get_by_role("option").first
    expect(row).to_contain_text(f"Look up {DOI}")
    expect(row).to_have_attribute("aria-selected", "true")
    # Typing asks nobody, and not even whether one might.
    assert services.asked.total() == 0
    assert not [url for url in asked if "lookup/api/lookup" in url or "api/network" in url]
    nb.press("Enter")
    dialog = nb.page.get_by_role("dialog")
    expect(dialog).to_contain_text("May Paper lookup use the network?")
    expect(dialog).to_contain_text("Crossref")
    dialog.get_by_role("button", name="Allow").click()
    expect(dialog).to_contain_text(MACHINE["title"], timeout=MILLISECONDS_TO_ANSWER)
    expect(dialog).to_contain_text("Alan Turing")
    expect(dialog).to_contain_text("1936")
    expect(dialog).to_contain_text(f"DOI {DOI}, as Semantic Scholar says.")
    assert violations(nb, ".jp-Dialog") == []
    dialog.get_by_role("button", name="Insert citation").click()
    nb.wait_for_text(0, '<cite data-cite="turing1936')
    nb.wait_for_text(0, "(Turing, 1936)</cite>")
    assert DOI not in nb.source(0)
    assert nb.has_focus(0)
    # It is known from now on: nobody is asked again.
    before = services.asked.total()
    nb.type(f" [@{DOI}")
    expect(row).to_contain_text(MACHINE["title"])
    nb.press("Escape")
    assert services.asked.total() == before


def test_a_suggestion_is_accepted_and_taken_back(nb):
    add(nb, id="laws", title=LAWS["title"])
    panel = opened(nb)
    panel.search("laws symbols")
    panel.open_details()
    panel.details.get_by_role("button", name="Complete…").click()
    report = card(panel)
    expect(report).to_contain_text("1 suggestion waits", timeout=MILLISECONDS_TO_ANSWER)
    assert violations(nb, "#jp-PaperLookup-panel") == []
    panel.details.get_by_role("button", name="Look at 1 suggestion").click()
    page = panel.root.get_by_role("region", name="Suggestions of services")
    answer = page.get_by_role("group", name="laws, suggested by")
    expect(answer).to_be_focused()
    expect(answer).to_contain_text("title")
    expect(answer.get_by_role("table")).to_contain_text("George Boole")
    expect(answer.get_by_role("table")).to_contain_text("not known")
    assert violations(nb, "#jp-PaperLookup-panel") == []
    nb.press("a")
    expect(page).to_contain_text("Nothing waits for you.")
    expect(page).to_contain_text("laws")
    creators = nb.server.get("paperlookup/api/records/laws")["creators"]
    assert [each["name"] for each in creators] == ["George Boole"]
    page.get_by_role("button", name="Undo").click()
    expect(page).to_contain_text("Taken back:")
    assert nb.server.get("paperlookup/api/records/laws")["creators"] == []
    # What was rejected by mistake comes back.
    expect(answer).to_be_focused()
    nb.press("r")
    expect(page).to_contain_text("Nothing waits for you.")
    expect(page).to_contain_text("Rejected what Hugging Face says of laws.")
    page.get_by_role("button", name="Undo").click()
    expect(answer).to_be_visible()
    nb.press("Escape")
    report.get_by_role("button", name="Dismiss the report").click()
    expect(report.locator(".jp-PaperLookup-card")).to_have_count(0)


def test_all_that_is_cited_is_completed_with_progress_and_a_way_out(open_notebook, services):
    nb = open_notebook(["[@chen2023fit; @not1936] and [@machine]"])
    add(nb, id="not1936", title=WITHDRAWN["title"], DOI=WITHDRAWN["DOI"])
    add(nb, id="machine", title=MACHINE["title"], abstract=WORDS)
    services.may_answer.clear()
    panel = opened(nb)
    nb.command("paperlookup:cited-here")
    panel.root.get_by_role("button", name="Complete all cited works").click()
    running = card(panel)
    expect(running.get_by_role("progressbar")).to_be_visible()
    expect(running).to_contain_text("Asking services")
    running.get_by_role("button", name="Cancel the completing of papers").click()
    services.may_answer.set()
    expect(running).to_contain_text("Cancelled", timeout=MILLISECONDS_TO_ANSWER)
    # It goes on where it was.
    nb.command("paperlookup:complete-cited")
    expect(running).to_contain_text(
        "Retracted, as a service says: not1936.", timeout=MILLISECONDS_TO_ANSWER
    )
    expect(running).to_contain_text("Completed")
    panel.root.get_by_role("button", name="Back to the search").click()
    panel.search("key:not1936")
    expect(panel.current()).to_contain_text("Retracted, says Crossref")
    panel.open_details()
    expect(panel.details).to_contain_text("Retracted, says Crossref")
    assert violations(nb, "#jp-PaperLookup-panel") == []
    nb.command("paperlookup:cited-here")
    expect(panel.root).to_contain_text("Retracted, says Crossref")
    expect(panel.root).to_contain_text("Retracted: not1936 was retracted or withdrawn")
    nb.command("paperlookup:browse")
    expect(panel.root.locator("[data-key=not1936]")).to_contain_text("Retracted, says Crossref")
    # One answer about one paper goes back, then all of the rest at once.
    changes = nb.server.get("paperlookup/api/changes")["changes"]
    assert changes[0].startswith("Completed ")
    nb.command("paperlookup:undo")
    panel.root.get_by_text(f"Taken back: {changes[0]}").first.wait_for()
    assert nb.server.get("paperlookup/api/changes")["changes"] == changes[1:]
    # The network is allowed no longer where one sees who is asked.
    nb.palette("Use of the Network…")
    dialog = nb.page.get_by_role("dialog")
    expect(dialog).to_contain_text("You have allowed the network.")
    expect(dialog).to_contain_text("Semantic Scholar")
    assert violations(nb, ".jp-Dialog") == []
    dialog.get_by_role("button", name="Allow the network no longer").click()
    expect(dialog).to_have_count(0)
    assert not nb.server.get("paperlookup/api/network")["allowed"]


def test_without_a_network_that_is_said_once_and_nothing_waits(open_notebook, services):
    # Nobody listens any more, and a connection that was kept breaks off.
    services.answer = lambda *_: 1 / 0
    services.leave()
    nb = open_notebook(["As shown by "])
    add(nb, id="away", title="A Machine Far Away", DOI="10.1000/away")
    panel = opened(nb)
    notice = panel.root.get_by_text("Offline: services cannot be asked now.")
    for turn in ("first", "again"):
        panel.search("machine far away")
        panel.open_details()
        panel.details.get_by_role("button", name="Complete…").click()
        report = card(panel)
        expect(report).to_contain_text(
            "The network cannot be reached", timeout=MILLISECONDS_TO_ANSWER
        )
        expect(nb.page.get_by_role("dialog")).to_have_count(0)
        if turn == "first":
            expect(notice).to_be_visible()
            assert violations(nb, "#jp-PaperLookup-panel") == []
            panel.root.get_by_role("button", name="Dismiss the notice").click()
        expect(notice).to_have_count(0)
        report.get_by_role("button", name="Dismiss the report").click()
    # All else goes on.
    nb.edit(0)
    nb.type("[@far away")
    row = nb.page.locator(".jp-PaperLookup-completions").get_by_role("option").first
    expect(row).to_contain_text("A Machine Far Away")
    nb.press("Escape")
