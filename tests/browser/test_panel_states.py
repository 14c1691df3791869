"""What the panel says when there is nothing to show."""

import re

from harness.panel import PanelPage
from playwright.sync_api import Locator, Route, expect

SEARCH = re.compile("/paperlookup/api/search")
ANY_ROUTE = re.compile("/paperlookup/api/")
ENABLE = "jupyter server extension enable jupyter_paperlookup"
BUILDING = {
    "query": "",
    "understood": [],
    "total": 0,
    "hits": [],
    "index": {
        "phase": "building",
        "done": 120,
        "total": 315,
        "message": "Reading 5 pages, 315 papers",
    },
}
OWN_SERVER = True


def fail_with(panel: PanelPage, status: int) -> None:
    panel.page.route(ANY_ROUTE, lambda route: route.fulfill(status=status, body="<html>"))


def dialog(panel: PanelPage) -> Locator:
    return panel.page.get_by_role("dialog")


def test_first_opening_shows_progress_until_the_index_is_ready(panel):
    def answer(route: Route) -> None:
        route.fulfill(json=BUILDING)

    panel.page.route(SEARCH, answer)
    panel.box.fill("far-reach")
    expect(panel.root).to_contain_text("Reading 5 pages, 315 papers")
    bar = panel.root.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", "120")
    expect(bar).to_have_attribute("max", "315")
    panel.page.unroute(SEARCH, answer)
    expect(panel.current()).to_contain_text("FIT: Far-reaching")
    expect(bar).to_have_count(0)
    expect(panel.box).to_be_focused()


def test_missing_server_half_names_the_command_that_repairs_it(panel):
    fail_with(panel, 404)
    panel.box.fill("far-reach")
    expect(panel.root).to_contain_text("The server half of Paper lookup is not running.")
    expect(panel.root.locator("pre")).to_have_text(ENABLE)
    panel.page.unroute_all(behavior="wait")
    panel.root.get_by_role("button", name="Try again").click()
    expect(panel.current()).to_contain_text("FIT: Far-reaching")
    expect(panel.root.locator("pre")).to_have_count(0)
    panel.nb.watch.forgive("404")


def test_check_says_what_is_wrong_with_a_missing_server_half(panel):
    fail_with(panel, 404)
    panel.box.fill("far-reach")
    panel.root.get_by_role("button", name="Check Paper lookup").click()
    expect(dialog(panel)).to_contain_text("The server half is not running.")
    expect(dialog(panel)).to_contain_text(ENABLE)
    dialog(panel).get_by_role("button", name="Close").click()
    panel.nb.watch.forgive("404")


def test_check_says_what_both_halves_are(panel):
    panel.nb.palette("Check Paper Lookup")
    expect(dialog(panel)).to_contain_text("Nothing is wrong")
    expect(dialog(panel)).to_contain_text(str(panel.nb.server.library))
    expect(dialog(panel)).to_contain_text("315")
    dialog(panel).get_by_role("button", name="Close").click()


def test_no_answer_keeps_the_list_and_comes_back_by_itself(panel):
    panel.search("far-reach")
    panel.page.route(SEARCH, lambda route: route.abort())
    panel.box.fill("far-reaching")
    expect(panel.root).to_contain_text("The Jupyter server cannot be reached.")
    expect(panel.hits.first).to_contain_text("FIT: Far-reaching")
    expect(panel.box).to_be_focused()
    panel.page.unroute_all(behavior="wait")
    expect(panel.root.get_by_role("button", name="Try again")).to_have_count(0, timeout=15_000)
    panel.nb.watch.forgive("ERR_FAILED")


def test_error_of_the_server_is_shown_in_its_words(panel):
    error = {"message": "year: needs a year.", "reason": "UnreadableQuery"}
    panel.page.route(SEARCH, lambda route: route.fulfill(status=400, json=error))
    panel.box.fill("year:x")
    expect(panel.root).to_contain_text("year: needs a year.")
    panel.nb.watch.forgive("400")
