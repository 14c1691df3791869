"""What an embedder is: it makes vectors of texts, near to one another where these mean alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from jupyter_paperlookup.search.document import Document

Vectors = npt.NDArray[np.float32]
"""A row of length 1 for each text."""

MAX_CHARACTERS = 8_000
"""No more of a text is embedded: models read a few hundred words."""


class Embedder(Protocol):
    """A model of a language."""

    @property
    def digest(self) -> str:
        """What the model is, in hexadecimal digits: vectors of two models cannot be compared."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts, in their order."""


def text_of(document: Document) -> str:
    """What of a document is embedded: its title and its abstract, none of its names."""
    parts = (part.strip() for part in (document.title, document.abstract))
    return ". ".join(part for part in parts if part)[:MAX_CHARACTERS]
