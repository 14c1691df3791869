"""Tests in a real Chromium against real servers, in JupyterLab and in Notebook 7.

A test asks for `open_notebook` and gets a `harness.notebook.NotebookPage`, which has the verbs of
somebody who writes (`edit`, `type`, `press`, `undo`, `run`, `source`, `saved` ...) and Playwright's
own `page` for everything else:

    from harness.notebook import code, markdown

    def test_something(open_notebook):
        nb = open_notebook(["See ", code("1 + 1"), markdown("fixed", editable=False)])
        nb.edit(0)
        nb.type("[@far-reach")
        nb.page.get_by_role("option").first.wait_for()
        nb.press("Enter")
        nb.wait_for_text(0, "chen2023fit")

It runs once in each application. For one of them alone:

    @pytest.mark.parametrize("app", ["lab"], indirect=True)

Fixtures:
    open_notebook(cells, path=, metadata=, anew=): writes a notebook, shows it, returns the page.
    app: "lab" or "notebook".
    server: the running `harness.server.Server`: `url`, `token`, `root`, `library`, `get(path)`.
        All modules share one, but those that change the library: `OWN_SERVER = True` in the module.
    panel: the panel beside a notebook, a `harness.panel.PanelPage`.
    notebook_page: the page itself, one for all tests of a module in an application.
    chromium: Playwright's `Browser`, for a test that needs a context of its own.

An error in the page, or a request to any host but the server, fails the test; `nb.watch.forgive(
pattern)` takes off errors that a test provokes. The page of a failed test is kept as a picture in
`.pytest_cache/d/browser/`, and the next test loads its page anew.

Without Chromium or front end these tests are skipped, with `PAPERLOOKUP_REQUIRE_BROWSER=1` they
fail. They run after all others: Playwright keeps an event loop running in this thread, beside which
the tests of the server could not run theirs.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
from harness.checkout import front_end_folder
from harness.chromium import running_chromium
from harness.notebook import NotebookPage
from harness.panel import PanelPage
from harness.server import App, Server, free_port, running_server
from harness.watch import PageWatch
from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
REPORT = pytest.StashKey[pytest.TestReport]()


def is_ours(item: pytest.Item) -> bool:
    return item.path.is_relative_to(HERE)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the browser tests, before `-m "not browser"` is asked for."""
    if is_ours(item):
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests behind all others, their order among them kept."""
    items.sort(key=is_ours)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let the fixtures of a test know whether it failed."""
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


def refuse(reason: str) -> None:
    """Skip the test, or fail where browser tests are required."""
    if os.environ.get("PAPERLOOKUP_REQUIRE_BROWSER") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def jp_asyncio_loop() -> None:
    """Instead of pytest-jupyter's, which would close the loop that Playwright runs."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        if browser is None:
            refuse("no Chromium: install one, or name one in PAPERLOOKUP_CHROMIUM")
        yield browser


@pytest.fixture(scope="session", params=["lab", "notebook"])
def app(request: pytest.FixtureRequest) -> App:
    return request.param


@pytest.fixture(scope="session")
def start_server(
    seeded_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., AbstractContextManager[Server]]:
    """Start an application, with the seed corpus in its library."""

    def start(app: App, port: int | None = None) -> AbstractContextManager[Server]:
        if not front_end_folder():
            refuse("the front end is not built: run `npm install && npm run build`")
        return running_server(app, tmp_path_factory.mktemp(app), prepared=seeded_folder, port=port)

    return start


@pytest.fixture(scope="session")
def shared_server(
    start_server: Callable[..., AbstractContextManager[Server]],
) -> Iterator[Callable[[App], Server]]:
    """The server of an application for all modules that leave its library as it is."""
    running: dict[App, Server] = {}
    with ExitStack() as stack:

        def server_of(app: App) -> Server:
            if app not in running:
                running[app] = stack.enter_context(start_server(app))
            return running[app]

        yield server_of


@pytest.fixture(scope="session")
def ports_of_own_servers() -> dict[App, int]:
    """One for all of an application, which come one after the other: the cache stays warm."""
    return {"lab": free_port(), "notebook": free_port()}


@pytest.fixture(scope="module")
def own_server(
    app: App,
    ports_of_own_servers: dict[App, int],
    start_server: Callable[..., AbstractContextManager[Server]],
) -> Iterator[Server]:
    with start_server(app, ports_of_own_servers[app]) as running:
        yield running


@pytest.fixture(scope="module")
def server(
    request: pytest.FixtureRequest, app: App, shared_server: Callable[[App], Server]
) -> Server:
    if getattr(request.module, "OWN_SERVER", False):
        return request.getfixturevalue("own_server")
    return shared_server(app)


@pytest.fixture(scope="session")
def visit(chromium: Browser) -> Iterator[Callable[[Server], tuple[BrowserContext, PageWatch]]]:
    """What a browser remembers of a server, its cache above all, with who watches its pages."""
    visited: dict[str, tuple[BrowserContext, PageWatch]] = {}

    def visit_server(server: Server) -> tuple[BrowserContext, PageWatch]:
        if server.url not in visited:
            context = chromium.new_context(viewport={"width": 1280, "height": 900})
            visited[server.url] = (context, PageWatch(server, context))
        return visited[server.url]

    yield visit_server
    for context, _ in visited.values():
        context.close()


@pytest.fixture(scope="module")
def notebook_page(
    request: pytest.FixtureRequest,
    server: Server,
    visit: Callable[[Server], tuple[BrowserContext, PageWatch]],
) -> Iterator[NotebookPage]:
    context, watch = visit(server)
    page = context.new_page()
    if getattr(request.module, "OWN_SERVER", False) or "own_server" in request.fixturenames:
        forget(page, server)
    yield NotebookPage(server, page, watch)
    page.close()


def forget(page: Page, server: Server) -> None:
    """Let the browser forget what an earlier server at this address told it, but the cache."""
    page.context.clear_cookies()
    session = page.context.new_cdp_session(page)
    kinds = "local_storage,indexeddb,service_workers"
    session.send(
        "Storage.clearDataForOrigin",
        {"origin": server.url.rstrip("/"), "storageTypes": kinds},
    )
    session.detach()


@pytest.fixture
def panel(open_notebook: Callable[..., NotebookPage]) -> Iterator[PanelPage]:
    """The panel, opened from within the one cell of a notebook."""
    nb = open_notebook(["As shown by "])
    nb.edit(0)
    panel = PanelPage(nb)
    panel.open()
    yield panel
    nb.page.unroute_all(behavior="wait")


@pytest.fixture
def open_notebook(
    request: pytest.FixtureRequest, notebook_page: NotebookPage
) -> Iterator[Callable[..., NotebookPage]]:
    notebook_page.watch.take()

    def open_and_return(*args, **options) -> NotebookPage:
        notebook_page.open(*args, **options)
        return notebook_page

    yield open_and_return
    noticed = notebook_page.watch.take()
    report = request.node.stash.get(REPORT, None)
    if noticed or report is None or report.failed:
        keep_picture(request, notebook_page)
        notebook_page.path = ""
    assert noticed == []


def keep_picture(request: pytest.FixtureRequest, notebook_page: NotebookPage) -> None:
    folder = request.config.cache.mkdir("browser")
    name = re.sub(r"\W+", "-", request.node.nodeid.removeprefix("tests/browser/"))
    notebook_page.page.screenshot(path=folder / f"{name}.png")
