"""A JupyterLab or Notebook of its own: own port, token, settings, notebooks and library."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

from .checkout import ROOT, imports_the_checkout, link_front_end

App = Literal["lab", "notebook"]

MODULES = {"lab": "jupyterlab", "notebook": "notebook"}
TRAITS = {"lab": "LabApp", "notebook": "JupyterNotebookApp"}
SECONDS_TO_START = 90
SECONDS_TO_INDEX = 60

SETTINGS: dict[str, dict[str, Any]] = {
    # The news would ask the network and put a toast over the page.
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # A notebook that is closed takes its kernel along.
    "@jupyterlab/notebook-extension/tracker": {"kernelShutdown": True},
}


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        app: Which application.
        url: Its base URL, with a slash at the end.
        token: What a stranger does not have.
        root: The folder of the notebooks.
        library: The folder of the library.
        settings: The folder of the user's settings.
    """

    app: App
    url: str
    token: str
    root: Path
    library: Path
    settings: Path

    def document_url(self, path: str) -> str:
        """Where the application shows a notebook; the token is in it."""
        # A layout of its own for every document, so that none of an earlier test is restored.
        place = f"lab/workspaces/{Path(path).stem}/tree" if self.app == "lab" else "notebooks"
        return f"{self.url}{place}/{path}?token={self.token}"

    def get(self, path: str) -> Any:
        """What a route answers, decoded from JSON."""
        request = urllib.request.Request(  # noqa: S310 - the URL is our own server's
            self.url + path, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
            return json.load(answer)

    def write_setting(self, plugin: str, values: dict[str, Any]) -> None:
        """Write the user's settings of a plugin, `<package>/<name>`; read when a page loads."""
        file = self.settings / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")


@contextlib.contextmanager
def running_server(
    app: App,
    folder: Path,
    *,
    python: str = sys.executable,
    with_plugin: bool = True,
    wait_for_index: bool = True,
    prepared: Path | None = None,
    variables: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[Server]:
    """Start an application, and stop it and its kernels at the end.

    Args:
        app: Which one.
        folder: Where everything that it writes goes.
        python: The interpreter of the environment in which it is installed.
        with_plugin: Whether the extension is enabled, both halves of it.
        wait_for_index: Whether to wait until the seed corpus is searchable.
        prepared: A library to begin with a copy of; None makes a new one, which takes a while.
        variables: More of the environment that it runs in.
        port: Where it listens, unless somebody else does by now; None for any free port.

    Raises:
        RuntimeError: The server does not come up; its log is in the message.
    """
    root, library, settings = folder / "notebooks", folder / "library", folder / "settings"
    for each in (root, library, settings):
        each.mkdir(parents=True, exist_ok=True)
    if prepared is not None:
        shutil.copytree(prepared, library, dirs_exist_ok=True)
    token = secrets.token_hex(16)
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            _command(app, python, root, folder, token, with_plugin=with_plugin, port=port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=_environment(folder, library, python) | dict(variables or {}),
            # Of its own, so that the end of a test run by Ctrl+C is ours to order.
            start_new_session=True,
        )
    try:
        url = _wait_for_url(process, folder, log)
        server = Server(app, url, token, root, library, settings)
        for plugin, values in SETTINGS.items():
            server.write_setting(plugin, values)
        if with_plugin and wait_for_index:
            _wait_for_index(server, log)
        yield server
    finally:
        _stop(process)


def _command(
    app: App,
    python: str,
    root: Path,
    folder: Path,
    token: str,
    *,
    with_plugin: bool,
    port: int | None,
) -> list[str]:
    trait = TRAITS[app]
    options = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",  # "localhost" may be tried at ::1, where another one listens
        f"--ServerApp.port={port or free_port()}",
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={token}",
        f"--{trait}.expose_app_in_browser=True",
        # Notebook leaves the route of the settings to JupyterLab.
        f"--LabApp.user_settings_dir={folder / 'settings'}",
        f"--{trait}.workspaces_dir={folder / 'workspaces'}",
        f"--ServerApp.jpserver_extensions=jupyter_paperlookup={with_plugin}",
    ]
    if not with_plugin:
        page = folder / "config" / "labconfig" / "page_config.json"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text('{"disabledExtensions": {"jupyter-paperlookup": true}}', encoding="utf-8")
    return [python, "-m", MODULES[app], *options]


def _environment(folder: Path, library: Path, python: str) -> dict[str, str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "IPYTHON", "PAPERLOOKUP"))
        or name.startswith("PAPERLOOKUP_ZOTERO")
    }
    environment |= {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
        "PAPERLOOKUP_HOME": str(library),
        "JUPYTER_PLATFORM_DIRS": "1",
    }
    if python == sys.executable and imports_the_checkout():
        environment["JUPYTER_PATH"] = str(link_front_end(folder))
        path = [str(ROOT), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(path)
    return environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_url(process: subprocess.Popen[bytes], folder: Path, log: Path) -> str:
    """The URL from the file that the server writes when it listens."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        for file in (folder / "runtime").glob(f"jpserver-{process.pid}.json"):
            with contextlib.suppress(ValueError):  # still being written
                return str(json.loads(file.read_text(encoding="utf-8"))["url"])
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start.\n{_end_of(log)}")


def _wait_for_index(server: Server, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_INDEX
    state: Any = None
    while time.monotonic() < until:
        try:
            state = server.get("paperlookup/api/status")
        except urllib.error.HTTPError as error:
            state = f"{error.code} {error.read().decode(errors='replace')[:500]}"
            if error.code == HTTPStatus.NOT_FOUND:
                break  # the extension could not be loaded: the log says why
        except urllib.error.URLError as error:
            state = error.reason  # its file is written a moment before it listens
        else:
            if state["index"]["phase"] == "ready":
                return
        time.sleep(0.2)
    raise RuntimeError(f"The library is not searchable: {state}\n{_end_of(log)}")


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-8000:]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop, which stops its kernels too; insist after a while."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
