"""The controls of the threat model: where each one stands, and the test that misses it.

`controls.toml` is the table. A control is a piece of the product's text; without it, or with
`replace` in its place, its test has to fail.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One control.

    Attributes:
        name: As the threat model names it.
        file: Where it stands, from the root of the project.
        find: The text that is the control; it stands there once.
        replace: What stands there when the control is taken away.
        test: The test that fails then: a pytest node, or a file of Vitest.
    """

    name: str
    file: str
    find: str
    replace: str
    test: str

    @property
    def test_file(self) -> str:
        """The file of its test."""
        return self.test.partition("::")[0]

    @property
    def is_of_the_browser(self) -> bool:
        """Whether Vitest runs its test."""
        return self.test_file.endswith((".ts", ".tsx"))

    def without(self, text: str) -> str:
        """The text of its file without the control."""
        return text.replace(self.find, self.replace, 1)


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    control: list[Control]


def controls() -> list[Control]:
    """All controls, in the order of the table."""
    text = Path(__file__).with_name("controls.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Table).control


def table() -> str:
    """The controls as a table in Markdown: name, where it stands, and the test that misses it."""
    rows = ["| control | stands in | its test |", "|---|---|---|"]
    rows += [f"| `{each.name}` | {each.file} | {each.test} |" for each in controls()]
    return "\n".join(rows)
