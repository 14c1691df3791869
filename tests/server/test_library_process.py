"""The library's process: what it is started with, how it ends, and what crosses the pipe."""

import ast
import contextlib
import inspect
import io
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

import jupyter_paperlookup.server
from jupyter_paperlookup import errors
from jupyter_paperlookup.errors import LibraryUnavailable, MailFailed, PaperLookupError
from jupyter_paperlookup.server import library_pipe, refusals
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.library_pipe import Frame, Kind
from jupyter_paperlookup.server.library_process import LibraryProcess
from jupyter_paperlookup.server.work import recorded

PACKAGE = Path(jupyter_paperlookup.server.__file__).parent
LONG = 60


@pytest.fixture
def library(indexed_home):
    library = LibraryProcess()
    yield library
    library.close()


def status(library):
    asked = library.submit(lambda answers: answers.status(), Lane.SHORT)
    return json.loads(asked.result(LONG))


def programs(of=None):
    return [
        each
        for each in psutil.Process(of).children()
        if "jupyter_paperlookup.server.library_program" in each.cmdline()
    ]


def until(true):
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_one_program_starts_with_the_first_work_and_ends_with_closing(library) -> None:
    assert programs() == []
    status(library)
    status(library)
    assert len(programs()) == 1
    library.close()
    assert programs() == []


def test_program_that_was_killed_is_told_and_started_anew(library) -> None:
    status(library)
    [program] = programs()
    program.suspend()
    asked = library.submit(lambda answers: answers.status(), Lane.SHORT)
    program.kill()
    with pytest.raises(LibraryUnavailable, match="Try again"):
        asked.result(LONG)
    assert status(library)["records"] == 315
    [again] = programs()
    assert again.pid != program.pid


def test_program_that_cannot_be_started_is_told(library, monkeypatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(sys, "executable", "/no/such/python")
        with pytest.raises(LibraryUnavailable, match="No such file"):
            status(library)
    assert status(library)["records"] == 315


def test_program_ends_with_a_server_that_is_killed(indexed_home) -> None:
    code = (
        "from jupyter_paperlookup.server.library_process import LibraryProcess\n"
        "from jupyter_paperlookup.server.lanes import Lane\n"
        "library = LibraryProcess()\n"
        "library.submit(lambda answers: answers.status(), Lane.SHORT).result()\n"
        "print('ready', flush=True)\n"
        "input()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdout.readline().strip() == b"ready"
    [program] = programs(server.pid)
    server.kill()
    server.wait()
    server.stdin.close()
    server.stdout.close()
    with contextlib.suppress(psutil.NoSuchProcess):
        program.wait(LONG)
    assert not program.is_running()


def test_ctrl_c_in_the_terminal_is_for_the_server_to_answer(library) -> None:
    status(library)
    [program] = programs()
    program.send_signal(2)
    assert status(library)["records"] == 315
    assert [each.pid for each in programs()] == [program.pid]


def test_nothing_is_imported_from_the_folder_that_the_server_runs_in(
    library, tmp_path, monkeypatch
) -> None:
    for name in ("msgspec", "whoosh", "logging", "pickle"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert status(library)["records"] == 315


def test_program_imports_no_server() -> None:
    code = (
        "import sys\n"
        "import jupyter_paperlookup.server.library_program\n"
        "import jupyter_paperlookup.server.answers\n"
        "print(sorted({'tornado', 'jupyter_server', 'traitlets', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_printed_is_no_answer(indexed_home, tmp_path) -> None:
    """Whatever prints in the program, such as a library it uses, prints into the log."""
    (tmp_path / "sitecustomize.py").write_text(
        "import threading, os\n"
        "def talk():\n"
        "    print('a word', flush=True)\n"
        "    os.write(1, b'another')\n"
        "    threading.Timer(0.01, talk).start()\n"
        "import sys\n"
        "if 'library_program' in ' '.join(sys.orig_argv):\n"
        "    timer = threading.Timer(1, talk); timer.daemon = True; timer.start()\n",
        encoding="utf-8",
    )
    code = (
        "from jupyter_paperlookup.server.library_process import LibraryProcess\n"
        "from jupyter_paperlookup.server.lanes import Lane\n"
        "import time\n"
        "library = LibraryProcess()\n"
        "end = time.monotonic() + 3\n"
        "while time.monotonic() < end:\n"
        "    answer = library.submit(lambda answers: answers.status(), Lane.SHORT).result()\n"
        "print(len(answer) > 100)\n"
        "import os; os._exit(0)"
    )
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": path},
        timeout=LONG,
    )
    assert done.stdout.strip() == "True"
    assert "a word" in done.stderr
    assert "another" in done.stderr


# --- what crosses the pipe ---------------------------------------------------------------------


def every_error():
    kinds = [*vars(errors).values(), *vars(refusals).values()]
    own = {each for each in kinds if isinstance(each, type) and issubclass(each, PaperLookupError)}
    return sorted(own, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", every_error())
def test_every_error_arrives_as_it_was_raised(kind) -> None:
    needed = inspect.signature(kind).parameters.keys() - {"reason"}
    values = {"until": 12.5, "passes": True}
    error = kind("It went wrong.", **{name: values[name] for name in needed})
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made a moment ago
    assert type(again) is kind
    assert again.__dict__ == error.__dict__
    assert (again.args, str(again), again.reason) == (error.args, str(error), "It went wrong.")


def test_error_with_more_than_a_reason_keeps_it() -> None:
    error = pickle.loads(pickle.dumps(MailFailed("No.", passes=True)))  # noqa: S301 - as above
    assert error.passes


@pytest.mark.parametrize("length", [0, 1, 100_000])
def test_frames_are_read_as_they_were_written(length) -> None:
    pipe = io.BytesIO()
    frames = [Frame(Kind.ANSWER, 2**40, b"x" * length), Frame(Kind.CANCEL, 7)]
    for frame in frames:
        library_pipe.write(pipe, frame)
    written = pipe.getvalue()
    pipe.seek(0)
    assert [library_pipe.read(pipe) for _ in range(3)] == [*frames, None]
    cut_off = io.BytesIO(written[: -len(written) // 2])
    assert library_pipe.read(cut_off) is None or length == 0


def test_work_is_one_call_with_its_arguments() -> None:
    call = recorded(lambda answers: answers.sources.jobs.get("7"))
    assert (call.path, call.arguments) == (("sources", "jobs", "get"), ("7",))
    for nothing in (lambda _answers: None, lambda answers: answers.status):
        with pytest.raises(TypeError):
            recorded(nothing)


def test_every_route_asks_for_one_call() -> None:
    """Else it could not be sent, which only the route's own test would notice."""
    works = [
        (file.name, node.args[0])
        for file in PACKAGE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "ask"
        and node.args
        and isinstance(node.args[0], ast.Lambda)
    ]
    assert len(works) > 50
    for file, work in works:
        assert isinstance(work.body, ast.Call), (file, ast.unparse(work))
        names = work.body.func
        while isinstance(names, ast.Attribute):
            names = names.value
        assert ast.unparse(names) == "answers", (file, ast.unparse(work))
        assert all(isinstance(each, ast.Name) for each in work.body.args), (file, ast.unparse(work))
        assert not work.body.keywords, (file, ast.unparse(work))


def test_bug_says_where_it_was(library) -> None:
    asked = library.submit(lambda answers: answers.details(1, 2), Lane.SHORT)
    error = asked.exception(LONG)
    assert not isinstance(error, PaperLookupError)
    assert "Traceback (most recent call last)" in str(error)
    assert "work.py" in str(error)


def test_what_cannot_be_sent_costs_that_request_alone(library) -> None:
    status(library)
    [program] = programs()
    asked = library.submit(lambda answers: answers.details(threading.Lock()), Lane.SHORT)
    assert "pickle" in str(asked.exception(LONG))
    assert status(library)["records"] == 315
    assert [each.pid for each in programs()] == [program.pid]
