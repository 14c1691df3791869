"""Runs pandoc as a child process: sandboxed, without a shell, bounded in time, memory and output.

pandoc's JSON document model: https://hackage.haskell.org/package/pandoc-types
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from jupyter_paperlookup.errors import FormattingFailed

OLDEST_API = (1, 23)  # pandoc 3.0: the first with `--sandbox`, citeproc and this document model
MAX_OUTPUT_BYTES = 64_000_000
MAX_MEMORY = "1500m"
PROBE_SECONDS = 20.0
METADATA = {"csl", "lang", "link-citations", "nocite", "references"}
INSTALL_HINT = "install it with `pip install pypandoc_binary` or from https://pandoc.org"


class Pandoc:
    """One pandoc program, shared by threads; at most ``children`` of it run at a time.

    Args:
        program: The executable; None looks for pypandoc_binary's, then on PATH.
        children: How many child processes may run at once; further callers wait.
    """

    def __init__(self, program: Path | None = None, *, children: int = 2) -> None:
        self._program = program
        self._places = threading.BoundedSemaphore(children)
        self._probing = threading.Lock()
        self._api_version: list[int] | None = None

    def citeproc(self, document: Mapping[str, Any], *, timeout_seconds: float) -> dict[str, Any]:
        """Run citeproc over a pandoc document (``meta`` and ``blocks``) and return the result.

        Raises:
            FormattingFailed: pandoc is missing, too old, too slow, or refuses the document.
            ValueError: The metadata would let citeproc open a file or an address.
        """
        _check_metadata(document)
        versioned = {"pandoc-api-version": self._probed_api_version(), **document}
        # Not ensure_ascii=False: escapes keep the input safe from every console encoding.
        source = json.dumps(versioned).encode("ascii")
        answer = self._run(["--citeproc", "--from=json", "--to=json"], source, timeout_seconds)
        return _json_object(answer)

    def program(self) -> Path:
        """Return the executable that is used.

        Raises:
            FormattingFailed: There is none; the sentence says what to install.
        """
        if self._program is None:
            self._program = _bundled_program() or _program_on_path()
        if self._program is None:
            raise FormattingFailed(f"pandoc, which formats references, is missing: {INSTALL_HINT}.")
        return self._program

    def _probed_api_version(self) -> list[int]:
        with self._probing:
            if self._api_version is None:
                try:
                    answer = self._run(["--from=markdown", "--to=json"], b"", PROBE_SECONDS)
                    version = list(map(int, _json_object(answer)["pandoc-api-version"]))
                except (FormattingFailed, KeyError, TypeError, ValueError) as error:
                    why = error.reason if isinstance(error, FormattingFailed) else "not pandoc"
                    raise FormattingFailed(
                        f"{self.program()} cannot be used ({why.rstrip('.')}): {INSTALL_HINT}."
                    ) from error
                if tuple(version[:2]) < OLDEST_API:
                    raise FormattingFailed(
                        f"{self.program()} is older than pandoc 3.0: {INSTALL_HINT}."
                    )
                self._api_version = version
            return self._api_version

    def _run(self, options: Sequence[str], source: bytes, timeout_seconds: float) -> bytes:
        # A heap limit is an RTS option of every pandoc binary; it ends a runaway style.
        command = [str(self.program()), "+RTS", f"-M{MAX_MEMORY}", "-RTS", "--sandbox", *options]
        if not self._places.acquire(timeout=timeout_seconds):
            raise FormattingFailed("pandoc is busy with other references: try again in a moment.")
        try:
            return _run_child(command, source, timeout_seconds)
        finally:
            self._places.release()


def _check_metadata(document: Mapping[str, Any]) -> None:
    """Refuse what citeproc would open: its own reading of styles is outside pandoc's sandbox."""
    metadata = document["meta"]
    style = metadata.get("csl", {"c": "data:"})["c"]
    if not metadata.keys() <= METADATA or not style.startswith("data:"):
        raise ValueError("the document names files, or a style that is not in it")


def _run_child(command: Sequence[str], source: bytes, timeout_seconds: float) -> bytes:
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tempfile.gettempdir(),
            creationflags=_creation_flags(),
        )
    except OSError as error:
        raise FormattingFailed(
            f"{command[0]} cannot be started ({error.strerror}): {INSTALL_HINT}."
        ) from error
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    alarm = threading.Timer(timeout_seconds, stop)
    alarm.daemon = True
    with child:
        output = _BoundedReader(child, child.stdout, MAX_OUTPUT_BYTES)
        complaints = _BoundedReader(child, child.stderr, MAX_OUTPUT_BYTES)
        alarm.start()
        try:
            _feed(child.stdin, source)
            output.join()
            complaints.join()
            child.wait()
        finally:
            alarm.cancel()
            child.kill()
    if output.overflowed or complaints.overflowed:
        raise FormattingFailed("pandoc wrote far more than references need and was stopped.")
    if late.is_set():
        raise FormattingFailed(
            f"pandoc took longer than {timeout_seconds:.0f} seconds and was stopped: "
            "format fewer references at a time or choose a simpler style."
        )
    if child.returncode != 0:
        raise FormattingFailed(f"pandoc failed: {_first_words(complaints.data)}.")
    return bytes(output.data)


class _BoundedReader(threading.Thread):
    """Drains one pipe of a child, and kills the child when it writes too much."""

    def __init__(self, child: subprocess.Popen[bytes], pipe: IO[bytes] | None, limit: int) -> None:
        super().__init__(daemon=True)
        self.data = bytearray()
        self.overflowed = False
        self._child = child
        self._pipe = pipe
        self._limit = limit
        self.start()

    def run(self) -> None:
        while self._pipe is not None and (chunk := self._pipe.read(65_536)):
            self.data += chunk
            if len(self.data) > self._limit:
                self.overflowed = True
                self._child.kill()
                return


def _feed(pipe: IO[bytes] | None, source: bytes) -> None:
    if pipe is None:
        return
    try:
        pipe.write(source)
        pipe.close()
    except OSError:
        # The child ended before it had read all: its exit code tells more than a broken pipe.
        return


def _json_object(answer: bytes) -> dict[str, Any]:
    try:
        value = json.loads(answer)
    except ValueError as error:
        raise FormattingFailed("pandoc answered with something that is not JSON.") from error
    if not isinstance(value, dict):
        raise FormattingFailed("pandoc answered with something that is not a document.")
    return value


def _first_words(complaints: bytearray) -> str:
    words = " ".join(complaints.decode("utf-8", "replace").split())
    return words[:300].rstrip(".") or "it gave no reason"


def _bundled_program() -> Path | None:
    """Return pypandoc_binary's executable; looking it up must not import pypandoc."""
    spec = find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in (spec and spec.submodule_search_locations) or ():
        candidate = Path(folder) / "files" / name
        if candidate.is_file():
            return candidate
    return None


def _program_on_path() -> Path | None:
    found = shutil.which("pandoc")
    return Path(found).absolute() if found else None


def _creation_flags() -> int:
    """No console window flashes up under Windows."""
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
