"""The digest: previewed where it can do nothing, mailed after the code from a mail was entered."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.notebook import NotebookPage
from harness.server import running_server
from playwright.sync_api import Locator, expect

from tests.mail_server import ADDRESS, PASSWORD, USER, Certificates, mail_server

pytestmark = pytest.mark.parametrize("app", ["lab"], indirect=True)

HOSTILE = """@article{boole1854, author = {Boole, George}, year = {1854},
  title = {Laws of <script>document.title = 1</script> Thought <img src=x onerror=alert(1)>}}
"""
SECONDS_TO_MAIL = 60_000


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def server(app, certificates, seeded_folder, tmp_path_factory):
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SSL_CERT_FILE", str(certificates.path))
        folder = tmp_path_factory.mktemp("digest")
        with running_server(app, folder, prepared=seeded_folder) as running:
            yield running


@pytest.fixture
def nb(open_notebook) -> NotebookPage:
    nb: NotebookPage = open_notebook(["See [@chen2023fit]."])
    (nb.server.root / "boole.bib").write_text(HOSTILE, encoding="utf-8")
    return nb


@pytest.fixture
def dialog(nb) -> Locator:
    nb.page.evaluate("() => { void window.jupyterapp.commands.execute('paperlookup:digest'); }")
    return nb.page.get_by_role("dialog")


def test_preview_shows_papers_and_runs_nothing(nb, dialog):
    frame = dialog.locator("iframe")
    expect(frame).to_have_attribute("sandbox", "")
    expect(dialog.get_by_role("region", name="plain text")).to_contain_text("https://")
    mail = frame.content_frame
    expect(mail.get_by_role("heading", level=1)).to_contain_text("Papers")
    assert mail.locator("script").count() == 0
    assert "default-src 'none'" in frame.get_attribute("srcdoc")
    # A script that came in all the same would run neither by sandbox nor by policy.
    page = nb.page
    with page.expect_console_message(lambda said: "Blocked script execution" in said.text):
        page.evaluate(
            """() => {
              const frame = document.querySelector('.jp-PaperLookup-digestFrame');
              window.hasRun = false;
              addEventListener('message', () => { window.hasRun = true; });
              frame.srcdoc += '<script>parent.postMessage(1, "*")</script><p id="end">end</p>';
            }"""
        )
    expect(mail.locator("#end")).to_be_visible()
    assert page.evaluate("() => window.hasRun") is False
    assert violations(nb) == []
    dialog.get_by_role("combobox", name="Digest of").select_option("day")
    dialog.get_by_label("Day", exact=True).fill("2025-12-11")
    expect(dialog.get_by_role("status")).to_contain_text("December 2025")
    dialog.get_by_role("button", name="Close").last.click()
    expect(dialog).to_have_count(0)
    nb.watch.forgive("Blocked script execution")


def test_subscribed_by_the_code_from_the_mail(nb, dialog, certificates):
    with mail_server(certificates) as running:
        dialog.get_by_role("tab", name="By mail").click()
        subscribe = dialog.get_by_role("button", name="Subscribe")
        subscribe.click()
        address = dialog.get_by_label("Address")
        expect(address).to_be_focused()
        expect(address).to_have_accessible_description(re.compile("Give one address"))
        assert violations(nb) == []
        address.fill(ADDRESS)
        dialog.get_by_label("Server").fill(running.server.host)
        dialog.get_by_label("Port").fill(str(running.server.port))
        dialog.get_by_label("User").fill(USER)
        dialog.get_by_label("Password").fill("Enigma")
        nb.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text("password", timeout=SECONDS_TO_MAIL)
        dialog.get_by_role("button", name="Change").click()
        dialog.get_by_label("Password").fill(PASSWORD)
        nb.press("Enter")
        code = dialog.get_by_label("Code from the mail")
        expect(code).to_be_focused(timeout=SECONDS_TO_MAIL)
        code.fill("no such code")
        nb.press("Enter")
        expect(code).to_have_accessible_description(re.compile("code", re.IGNORECASE))
        nb.watch.forgive("status of 400")
        code.fill(code_of(running.mails[-1]))
        nb.press("Enter")
        expect(dialog).to_contain_text(f"mailed to {ADDRESS}")

        dialog.get_by_role("button", name="Send now").click()
        expect(dialog.get_by_role("status").first).to_contain_text(
            "was mailed", timeout=SECONDS_TO_MAIL
        )
        assert "Papers" in running.mails[-1].message["subject"]
        dialog.get_by_role("button", name="Send now").click()
        expect(dialog.get_by_role("status").first).to_contain_text("already")
        dialog.get_by_text("While Jupyter does not run").click()
        expect(dialog.get_by_role("region", name="For cron")).to_contain_text("paperlookup")
        assert violations(nb) == []
        dialog.get_by_role("button", name="Pause").click()
        expect(dialog).to_contain_text("rests")
        dialog.get_by_role("button", name="Unsubscribe").click()
        expect(dialog.get_by_label("Address")).to_have_value("")
        dialog.get_by_role("button", name="Close").last.click()
        assert nb.server.get("paperlookup/api/digest/subscription")["address"] == ""


def code_of(mail) -> str:
    """The code that is entered, as a reader of the mail finds it."""
    found = re.search(r"^\s*([A-Z0-9][A-Z0-9-]{3,})\s*$", mail.part("plain"), re.MULTILINE)
    assert found, mail.part("plain")
    return found[1]


def violations(nb: NotebookPage) -> list[str]:
    results = Axe().run(nb.page, context=".jp-PaperLookup-digest").response
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]
