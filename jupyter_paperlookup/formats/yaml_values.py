"""YAML to plain values, of the part of YAML that cannot harm.

Anchors, aliases and tags are refused: a few lines of them can stand for gigabytes or for objects.
Words stay words (`no` is Norwegian, `2020-01` is no date, `1.10` is no number): only what JSON
knows is a number, true, false or null.

Source: https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_DEEPEST = 30
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{1,8}")
_NUMBER_OR_DATE = re.compile(r"[-+.]?[0-9]|0x", re.IGNORECASE)
_NULL = ("", "~", "null")
# In C where the installation has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableYaml(ValueError):
    """What is wrong with a text, in a few words, and on which of its lines (from 0)."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def read_yaml(text: str) -> Any:
    """The value of the one document in a text; None if there is none.

    Raises:
        UnreadableYaml: It is not YAML, or has an anchor, an alias, a tag, or the same key twice.
    """
    try:
        return _Values(yaml.parse(text, Loader=_Loader)).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        raise UnreadableYaml(str(reason), mark.line if mark else 0) from error
    except UnicodeEncodeError as error:
        raise UnreadableYaml("a text in it is not Unicode", 0) from error


def write_yaml(value: Any) -> str:
    """A value as YAML in block style, in any script; strings that look like more are quoted."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000, indent=2
    )
    return text


class _Values:
    """Builds values from the events of a parser, one level after the other without recursion."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events

    def document(self) -> Any:
        open_values: list[_Open] = []
        result: Any = None
        for event in self._events:
            _refuse_references(event)
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                if len(open_values) >= _DEEPEST:
                    raise UnreadableYaml("lists in lists without end", event.start_mark.line)
                open_values.append(_Open(is_mapping=isinstance(event, yaml.MappingStartEvent)))
                continue
            if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                value = open_values.pop().value
            elif isinstance(event, yaml.ScalarEvent):
                value = _scalar(event)
            elif isinstance(event, yaml.DocumentEndEvent):
                return result
            else:
                continue
            if open_values:
                open_values[-1].add(value, event.start_mark.line)
            else:
                result = value
        return result


class _Open:
    """A list or a mapping that has not ended yet."""

    def __init__(self, *, is_mapping: bool) -> None:
        self.value: Any = {} if is_mapping else []
        self._key: str | None = None

    def add(self, value: Any, line: int) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self._key is None:
            if isinstance(value, dict | list):
                raise UnreadableYaml("a key that is not a word", line)
            self._key = "" if value is None else str(value)
            if self._key in self.value:
                raise UnreadableYaml(f"{self._key[:60]} is there twice", line)
        else:
            self.value[self._key] = value
            self._key = None


def _refuse_references(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise UnreadableYaml("anchors and aliases are not read", event.start_mark.line)
    if getattr(event, "tag", None) not in (None, "!", "tag:yaml.org,2002:str"):
        raise UnreadableYaml("tags are not read", event.start_mark.line)


def _scalar(event: Any) -> str | int | float | bool | None:
    text: str = event.value
    if event.style or event.tag:
        return text
    if text in _NULL:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    # `1.10` is a version, or the page before 1.11.
    if _FLOAT.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text


# Truth values of YAML 1.1, which pandoc still knows and PyYAML does not.
_YES_OR_NO = frozenset({"y", "n"})


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every value where it stands: nothing is a reference."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _represent_text(dumper: Any, text: str) -> Any:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    style = '"' if _NUMBER_OR_DATE.match(clean) or clean.lower() in _YES_OR_NO else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", clean, style=style)


_Dumper.add_representer(str, _represent_text)
