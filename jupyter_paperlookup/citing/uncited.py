r"""Works of the bibliography that no text cites, and how each dialect asks for them.

A notebook keeps them in its metadata for `html` and `text`, a document in Markdown in the comment
that begins the bibliography. pandoc has `nocite` in YAML, LaTeX `\nocite`, sphinxcontrib-bibtex a
list of keys in the directive, its flag `:all:`, and the role `cite:empty`; mystmd has none. `*`
stands for all works that are known.

Sources: the pandoc manual, "Including uncited items in the bibliography"; sphinxcontrib-bibtex,
"Bibliography directive".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from jupyter_paperlookup.citing.citation import FoundCitation
from jupyter_paperlookup.citing.exact_data import to_json
from jupyter_paperlookup.citing.latex_citation import latex_key
from jupyter_paperlookup.citing.pandoc_citation import KEY, pandoc_key

ALL = "*"
MOST_UNCITED = 2_000
YAML_WITH_NOCITE = (
    r"^---[ \t]*\r?\nnocite:[^\n]*\n(?:[ \t]+[^\n]*\n|[ \t]*\r?\n)*+(?:---|\.\.\.)[ \t]*\r?\n\s*"
)
COMMANDS = r"^(?:\\nocite\{[^{}]*\}\s*+){1,20}+"
_YAML = re.compile(
    r"(?:\A|\n[ \t]*\r?\n)---[ \t]*\r?\n((?:(?!---|\.\.\.)[^\n]*\n)*+)(?:---|\.\.\.)[ \t]*\r?$",
    re.MULTILINE,
)
_NOCITE = re.compile(r"^nocite:[^\n]*(?:\n(?:[ \t]+[^\n]*|[ \t\r]*(?=\n)))*", re.MULTILINE)
_ALL = re.compile(r"@\*")
_COMMAND = re.compile(r"\\nocite\{([^{}]*)\}")
_NAMES_NONE = re.compile(r"\\nocite(?![A-Za-z])|\{cite:empty\}|:cite:empty:", re.IGNORECASE)


def is_uncited(source: str, found: FoundCitation) -> bool:
    """Whether what was found in a text only asks for works in the bibliography."""
    if _NAMES_NONE.match(source, found.start):
        return True
    return any(start <= found.start < end for start, end in _yaml_values(source))


def keys_in_yaml(text: str) -> tuple[str, ...]:
    """The keys of `nocite` in the YAML blocks of a text."""
    return _once(key for start, end in _yaml_values(text) for key in _pandoc_keys(text[start:end]))


def keys_in_commands(text: str) -> tuple[str, ...]:
    r"""The keys of the commands `\nocite` in a text."""
    return _once(key for match in _COMMAND.finditer(text) for key in match[1].split(","))


def keys_in_directive(content: str) -> tuple[tuple[str, ...], str]:
    """The keys that a directive lists, and what else stands in it."""
    keys, settings = [], []
    for line in content.splitlines():
        word = line.strip()
        if word == ":all:":
            keys.append(ALL)
        elif word.startswith(":") or len(word.split()) > 1:
            settings.append(word)
        else:
            keys.append(word)
    return _once(keys), "\n".join(settings).strip()


def keys_in_comment(data: str | None) -> tuple[str, ...]:
    """The keys in the comment that begins a bibliography."""
    try:
        known = json.loads(data or "{}")
        return listed(known.get("nocite"))
    except (ValueError, AttributeError, RecursionError):
        return ()


def listed(value: object) -> tuple[str, ...]:
    """The keys of a list that anybody may have written."""
    return _once(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def yaml_block(keys: Sequence[str]) -> str:
    """The YAML that stands before a bibliography of pandoc."""
    named = ", ".join("@*" if key == ALL else f"@{pandoc_key(key)}" for key in keys)
    return f"---\nnocite: |\n  {named}\n---\n\n" if keys else ""


def commands(keys: Sequence[str]) -> str:
    """The command that stands before a bibliography of LaTeX."""
    return f"\\nocite{{{','.join(map(latex_key, keys))}}}\n" if keys else ""


def directive_content(keys: Sequence[str]) -> str:
    """What stands in a directive, one line for each key."""
    return "".join(f"{':all:' if key == ALL else ' '.join(key.split())}\n" for key in keys)


def comment_data(keys: Sequence[str]) -> str:
    """What stands in the comment that begins a bibliography."""
    return f"{to_json({'nocite': list(keys)})} " if keys else ""


@lru_cache(maxsize=4)  # asked for each citation of a text
def _yaml_values(text: str) -> tuple[tuple[int, int], ...]:
    if "nocite:" not in text:
        return ()
    return tuple(
        match.span()
        for block in _YAML.finditer(text)
        for match in _NOCITE.finditer(text, block.start(1), block.end(1))
    )


def _pandoc_keys(value: str) -> list[str]:
    keys = [match[1] or match[2] for match in KEY.finditer(value)]
    return [*keys, ALL] if _ALL.search(value) else keys


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    stripped = (key.strip() for key in keys)
    return tuple(dict.fromkeys(key for key in stripped if key))[:MOST_UNCITED]
