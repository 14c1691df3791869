"""Text on a terminal: harmless, in any encoding, with emphasis only where it can be seen."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any, TextIO

import click

Spans = Iterable[tuple[int, int]]

_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def never_fail_to_encode(*streams: TextIO) -> None:
    """Let characters that a stream's encoding lacks be written as escapes."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def printable(text: str) -> str:
    """Text in one line that cannot steer a terminal: no control or direction characters."""
    return "".join(_printable_character(character) for character in text)


def printable_lines(text: str) -> str:
    """As `printable`, line by line: line breaks and tabs stay."""
    return "".join(
        character if character in "\n\t" else _printable_character(character)
        for character in text.replace("\r\n", "\n")
    )


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


def _printable_character(character: str) -> str:
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if unicodedata.category(character) in {"Cc", "Cs"} or character in _BIDI_CONTROLS:
        return ""
    return character


def _json_character(character: str) -> str:
    """JSON has escaped the controls below U+0020; those above it also steer terminals."""
    if character == "\n" or character.isprintable() or character == " ":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else character  # noqa: PLR2004  # one UTF-16 unit
