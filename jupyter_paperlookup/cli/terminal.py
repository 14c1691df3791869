"""Text on a terminal: harmless, in any encoding, with emphasis only where it can be seen."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import click

from jupyter_paperlookup.messages.printable import printable

Spans = Iterable[tuple[int, int]]


def never_fail_to_encode(*streams: TextIO) -> None:
    """Let characters that a stream's encoding lacks be written as escapes."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def emphasised(text: str, spans: Spans) -> str:
    """Printable text, with the characters of `spans` in bold where the output can show it."""
    if not shows_emphasis():
        return printable(text)
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if position <= start < end <= len(text):
            parts.append(printable(text[position:start]))
            parts.append(click.style(printable(text[start:end]), bold=True))
            position = end
    return "".join(parts) + printable(text[position:])


def shows_emphasis() -> bool:
    """Whether people look at stdout and want styles; see https://no-color.org."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def echo_json(value: Any) -> None:
    """Write a value as JSON: readable where the output takes UTF-8, in ASCII elsewhere."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    text = json.dumps(value, indent=2, ensure_ascii=encoding != "utf8")
    click.echo("".join(_json_character(character) for character in text))


def _json_character(character: str) -> str:
    """JSON has escaped the controls below U+0020; those above it also steer terminals."""
    if character == "\n" or character.isprintable() or character == " ":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else character  # noqa: PLR2004  # one UTF-16 unit
