"""An embedder out of a folder: a model that sentence-transformers can open, without its code.

Nothing is fetched, and nothing of the folder is run: its weights are read as safetensors, and it is
made of parts of sentence-transformers alone.
Source of the layout of the folder: https://sbert.net/docs/package_reference/base/model.html
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from jupyter_paperlookup.errors import ModelUnavailable
from jupyter_paperlookup.search.semantic.embedder import Vectors

VARIABLE = "PAPERLOOKUP_MODEL"
_PARTS = "modules.json"
_OWN = "sentence_transformers."
_WEIGHTS = ".safetensors"
_READ = {".json", ".txt", ".model", _WEIGHTS}
_BATCH = 32


class LocalModel:
    """See `Embedder`; the model itself is opened when the first text comes.

    Args:
        folder: Where the model is, with `modules.json`, `config.json` and `model.safetensors`.

    Raises:
        ModelUnavailable: There is no such model in it, or it would bring code of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._refuse_unless_whole()

    @cached_property
    def digest(self) -> str:
        """See `Embedder`: of all files that make the vectors what they are."""
        whole = hashlib.sha256()
        try:
            for path in self._files():
                whole.update(path.relative_to(self._folder).as_posix().encode())
                with path.open("rb") as file:
                    whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error
        return whole.hexdigest()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`.

        Raises:
            ModelUnavailable: sentence-transformers is not there, or cannot open the model.
        """
        found = self._model.encode(
            list(texts),
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(found, np.float32)

    @cached_property
    def _model(self) -> Any:
        # Read by the libraries while they are imported.
        os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            library = importlib.import_module("sentence_transformers")
            told = importlib.import_module("transformers.utils.logging")
        except ImportError as error:
            raise ModelUnavailable(
                "Semantic search needs sentence-transformers: "
                'run `pip install "jupyter-paperlookup[semantic]"`.'
            ) from error
        told.disable_progress_bar()
        try:
            return library.SentenceTransformer(
                str(self._folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:
            # Whatever the libraries under it make of a file that they cannot read.
            raise self._unusable(str(error).partition("\n")[0]) from error

    def _refuse_unless_whole(self) -> None:
        try:
            parts = json.loads((self._folder / _PARTS).read_bytes())
            kinds = [str(part["type"]) for part in parts]
            has_weights = any(path.suffix == _WEIGHTS for path in self._files())
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise self._unusable(f"its {_PARTS} cannot be read") from error
        if not has_weights:
            raise self._unusable("it has no weights as .safetensors")
        if not all(kind.startswith(_OWN) for kind in kinds):
            raise self._unusable("it needs code of its own, which is never run")

    def _files(self) -> Iterator[Path]:
        """What the model is read from: its settings, its words and its weights."""
        found = (path for path in self._folder.rglob("*") if path.suffix in _READ)
        return (path for path in sorted(found) if path.is_file())

    def _unusable(self, why: str) -> ModelUnavailable:
        return ModelUnavailable(
            f"The model in {self._folder} cannot be used: {why}. "
            f"Let {VARIABLE} name the folder of a sentence-transformers model."
        )


def chosen_model() -> LocalModel:
    """The model in the folder that `PAPERLOOKUP_MODEL` names.

    Raises:
        ModelUnavailable: None is named, or as for `LocalModel`.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if not named:
        raise ModelUnavailable(
            "Semantic search needs a model on this disk: let "
            f"{VARIABLE} name the folder of a sentence-transformers model, "
            "such as all-MiniLM-L6-v2."
        )
    return LocalModel(Path(named).expanduser().absolute())
