"""Makes the vectors that are missing, a run at a time: what was broken off goes on there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jupyter_paperlookup.search.semantic.embedder import Embedder
from jupyter_paperlookup.search.semantic.vectors import VectorRuns

RUN_TEXTS = 256
"""So many vectors are lost at most: those of the run that was not finished."""


def embed_missing(
    embedder: Embedder,
    runs: VectorRuns,
    wanted: Mapping[bytes, str],
    *,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Make and keep the vectors of texts that have none yet.

    Args:
        embedder: What makes them.
        runs: Where they are kept.
        wanted: The texts by their digests.
        progress: Gets how many of the missing ones are made, and how many there were.
        is_cancelled: Asked before each run; what was made until then is kept.

    Returns:
        How many were made.

    Raises:
        OSError: They cannot be written.
    """
    there = runs.read().rows
    missing = [digest for digest in wanted if digest not in there]
    # Texts of one length take least time together.
    missing.sort(key=lambda digest: len(wanted[digest]))
    done = 0
    for first in range(0, len(missing), RUN_TEXTS):
        run = missing[first : first + RUN_TEXTS]
        if is_cancelled():
            return done
        runs.add(run, embedder.embed([wanted[digest] for digest in run]))
        done += len(run)
        if progress is not None:
            progress(done, len(missing))
    return done
