"""The program: its table of commands, and what every command has in common when it fails."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import click

from jupyter_paperlookup import __version__
from jupyter_paperlookup.cli.terminal import never_fail_to_encode
from jupyter_paperlookup.errors import (
    InvalidRequest,
    PaperLookupError,
    UnknownLocale,
    UnknownStyle,
)
from jupyter_paperlookup.messages.printable import printable

PROBLEMS_FOUND = 1
WRONG_USAGE = 2
INTERRUPTED = 130
_LONGEST_SENTENCE = 600

SECTIONS = {
    "Find and cite": {
        "search": "Find papers by words, names, years or ids.",
        "related": "Find papers about the same as a record or a text.",
        "list": "List papers by day, week or month, or the popular ones first.",
        "show": "Show one record and the source of every field.",
        "cite": "Write formatted references.",
        "digest": "Say what is new and popular; have it mailed.",
    },
    "Bring in and take along": {
        "import": "Take the records of files into the library.",
        "sources": "Say where records came from; read again, watch, remove.",
        "zotero": "List libraries of Zotero, or make one a source.",
        "fetch": "Fetch Daily Papers, new papers of arXiv, or a feed.",
        "network": "Say whether the network may be used; allow or forbid it.",
        "export": "Write records as BibTeX or another format.",
        "kept": "List the files that are kept up to date; update, forget.",
    },
    "Citations in notebooks": {
        "check": "Say what is wrong with the citations of notebooks.",
        "bibliography": "Write the references of what a notebook cites.",
        "convert": "Write the citations of a notebook in another dialect.",
    },
    "Add and correct": {
        "add": "Add a record by hand, an identifier or pasted entries.",
        "edit": "Correct a record by hand.",
        "rename": "Give a record another key.",
        "key-pattern": "Say or set what makes the keys of new records.",
        "undo": "Take back the last change by hand.",
        "changes": "List the last changes by hand.",
    },
    "Complete": {
        "resolve": "Ask public services for what records lack.",
    },
    "One work, several records": {
        "suggestions": "List records that may be one work.",
        "merge": "Make one record of several.",
        "separate": "Make a record of its own of what a source says.",
        "keep-apart": "Say that two records are two works.",
        "link": "Link a preprint and its published version.",
    },
    "The library": {
        "status": "Say what the library holds.",
        "reindex": "Build the search index anew.",
        "backup": "Make a backup, or list those there are.",
        "restore": "Make the library what it was at a backup.",
        "embed": "Prepare the records for semantic search.",
    },
}
"""Every command and its one line of help. Its code is imported only when it runs."""

COMMANDS = {name: line for section in SECTIONS.values() for name, line in section.items()}

_WRONG_USAGE_ERRORS = (click.UsageError, InvalidRequest, UnknownStyle, UnknownLocale)


class _Commands(click.Group):
    """A group that lists its commands without importing them, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = importlib.import_module(f"jupyter_paperlookup.cli.{name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        widest = max(map(len, COMMANDS))
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), line) for name, line in commands.items()])


@click.command(cls=_Commands)
@click.option(
    "--library",
    "folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="The library folder. Without it: PAPERLOOKUP_HOME, else the folder 'paperlookup' "
    "under Jupyter's data directory.",
)
@click.version_option(__version__, prog_name="paperlookup", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context, folder: Path | None) -> None:
    """Look up papers on your own disk and cite them.

    Every command has --help with an example, and --json for programs. The exit code is 0 when
    all is well, 1 when something was not found or could not be read, 2 for wrong usage.

    \b
    Example:
      paperlookup search far-reaching transformers
      paperlookup cite chen2023fit --style ieee
    """  # noqa: D301  # \b is click's mark for lines that it must not wrap
    context.obj = folder


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run `paperlookup` and exit; every error is one line on stderr, never a traceback."""
    never_fail_to_encode(sys.stdout, sys.stderr)
    sys.exit(_exit_code(arguments))


def _exit_code(arguments: list[str] | None) -> int:
    try:
        result: Any = program.main(arguments, prog_name="paperlookup", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return PROBLEMS_FOUND
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", INTERRUPTED)
    except Exception as error:  # noqa: BLE001  # the last place before a traceback
        return _fail(_sentence(error), _code_of(error))
    return result if isinstance(result, int) else 0


def _sentence(error: Exception) -> str:
    match error:
        case PaperLookupError():
            return error.reason
        case click.UsageError(ctx=click.Context() as context):
            return f"{error.format_message()} Try '{context.command_path} --help'."
        case click.ClickException():
            return error.format_message()
        case OSError(strerror=str() as reason):
            return f"{error.filename}: {reason}" if error.filename else reason
    if os.environ.get("PAPERLOOKUP_DEBUG"):
        traceback.print_exception(error)
    return (
        f"unexpected {type(error).__name__}: {error}. "
        "This is a fault of paperlookup; PAPERLOOKUP_DEBUG=1 shows where it happened."
    )


def _code_of(error: Exception) -> int:
    return WRONG_USAGE if isinstance(error, _WRONG_USAGE_ERRORS) else PROBLEMS_FOUND


def _fail(sentence: str, code: int) -> int:
    if len(sentence) > _LONGEST_SENTENCE:  # it repeats what somebody gave; its end says what to do
        half = _LONGEST_SENTENCE // 2
        sentence = f"{sentence[:half]} … {sentence[-half:]}"
    with contextlib.suppress(OSError):  # nobody may be reading stderr any more
        click.echo(f"paperlookup: {printable(sentence)}", err=True)
    return code


def _forget_stdout() -> None:
    """Whoever read our output has left: let the flush at exit go nowhere."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
