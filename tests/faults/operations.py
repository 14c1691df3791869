"""What is done to a library while it is killed: one line each, with what must be so before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import NamedTuple

from .online import incomplete
from .process import run
from .world import World, entries, entry


class Operation(NamedTuple):
    """A command of `paperlookup`.

    Attributes:
        name: For the table.
        words: Its arguments; `{documents}` and `{library}` are folders.
        before: Changes the world first.
        pieces: Of how many steps it may consist, after each of which all is whole: an import is
            one, a run over several records one for each.
    """

    name: str
    words: tuple[str, ...]
    before: Callable[[World], None] = lambda _: None
    pieces: int = 1


def _write(name: str, text: str) -> Callable[[World], None]:
    def before(world: World) -> None:
        (world.documents / name).write_text(text, "utf-8", newline="\n")

    return before


def _edited(world: World) -> None:
    _write("shelf.bib", entries("shelf", 26, but=(2, 3, 4), title="Another title"))(world)


def _doubles(world: World) -> None:
    path = world.documents / "double.bib"
    path.write_text(entry("shelf", 2).replace("shelf2", "double").replace("shelf.2", "double.2"))
    assert run(world.arguments("import", str(path))).code == 0


def _merged(world: World) -> None:
    _doubles(world)
    assert run(world.arguments("merge", "shelf2", "double")).code == 0


def _renamed(world: World) -> None:
    assert run(world.arguments("rename", "shelf3", "third")).code == 0


def _saved(world: World) -> None:
    assert run(world.arguments("backup", "--output", "{documents}/saved")).code == 0
    assert run(world.arguments("rename", "shelf3", "third")).code == 0
    assert run(world.arguments("sources", "--remove", "notes.bib", "--with-records")).code == 0


def _unindexed(world: World) -> None:
    assert run(world.arguments("import", "{documents}/new.bib")).code == 0


def _nothing(world: World) -> None:
    shutil.rmtree(world.library)


OPERATIONS = (
    Operation("first opening", ("status",), _nothing, pieces=2),
    Operation("import", ("import", "{documents}/new.bib")),
    Operation("re-import", ("import", "{documents}/shelf.bib"), _edited),
    Operation("refresh sources", ("sources", "--refresh-all"), _edited),
    Operation("remove a source", ("sources", "--remove", "notes.bib", "--with-records")),
    Operation("add by hand", ("add", "type=book", "title=A Book of Rings", "author=Noether, Emmy")),
    Operation("edit by hand", ("edit", "shelf7", "title=Another title")),
    Operation("build the index", ("reindex",)),
    Operation("extend the index", ("search", "rings"), _unindexed),
    Operation("merge", ("merge", "shelf2", "double"), _doubles),
    Operation("separate", ("separate", "shelf2", "--source", "double.bib"), _merged),
    Operation("rename a key", ("rename", "shelf1", "first")),
    Operation("undo", ("undo",), _renamed),
    Operation("kept .bib files", ("kept", "--update"), _renamed, pieces=4),
    Operation("export --output", ("export", "-o", "{documents}/written.bib")),
    Operation("convert a notebook", ("convert", "{documents}/paper.ipynb", "--to", "html")),
    Operation("convert Markdown", ("convert", "{documents}/chapter.md", "--to", "latex")),
    Operation("take over citations", ("convert", "{documents}/old.ipynb", "--migrate")),
    Operation("resolve", ("resolve", "machine0", "machine1", "machine2"), incomplete, pieces=9),
    Operation("backup", ("backup",)),
    Operation("restore", ("restore", "{documents}/saved"), _saved),
    Operation("digest", ("digest", "-o", "{documents}/digest.html")),
)
"""Every operation that writes."""

BY_NAME = {each.name: each for each in OPERATIONS}


def named(names: list[str]) -> tuple[Operation, ...]:
    """Those with these names; all for none."""
    return tuple(BY_NAME[name] for name in names) or OPERATIONS
