"""Writes the files of an index: new segments, the table of contents, links to older segments."""

from __future__ import annotations

import copy
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Progress, Unfinished
from jupyter_paperlookup.search.segment_writer import INDEX_NAME, SegmentWriter
from jupyter_paperlookup.search.whoosh_schema import schema

_REPORT_EVERY = 50


def fill(
    folder: Path,
    documents: Iterable[Document],
    total: int,
    progress: Progress | None,
    is_cancelled: Callable[[], bool],
    *,
    unfinished: Unfinished | None = None,
) -> Any:
    """Write a segment of all documents; returns it, or None where there is none."""
    with SegmentWriter(folder, unfinished.folder if unfinished else None) as writer:
        if unfinished and writer.last_key is not None:
            documents = unfinished.following(writer.last_key)
        for document in documents:
            if is_cancelled():
                return None
            writer.add(document)
            if progress and len(writer) % _REPORT_EVERY == 0:
                progress(len(writer), total)
        segment = writer.finish() if len(writer) else None
        if progress:
            progress(len(writer), total)
    return segment


def without(segment: Any, deleted: Iterable[int]) -> Any:
    """A segment as the table of contents names it, without some documents."""
    named = copy.copy(segment)
    named._deleted = set(deleted) or None  # noqa: SLF001 - deleting one by one changes the original
    return named


def link(names: Iterable[str], old: Path, new: Path) -> None:
    """Let a folder have files of another one; copies them where there are no links."""
    for name in names:
        try:
            os.link(old / name, new / name)
        except OSError:
            shutil.copyfile(old / name, new / name)


def write_contents(folder: Path, segments: Sequence[Any], generation: int) -> None:
    """Write the table of contents, without which the rest is no index."""
    TOC(schema(), list(segments), generation).write(FileStorage(str(folder)), INDEX_NAME)
