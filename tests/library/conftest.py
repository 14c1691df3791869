"""Libraries that a test may change: a seeded copy, an empty one, and a bare store."""

from __future__ import annotations

import shutil

import pytest

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.folder import prepare_folder
from jupyter_paperlookup.library.store import Store


@pytest.fixture
def library(seeded_folder, tmp_path):
    folder = tmp_path / "library"
    shutil.copytree(seeded_folder, folder)
    with Library.open(folder) as library:
        yield library


@pytest.fixture
def empty(tmp_path):
    """A library without the seed corpus."""
    with Library(prepare_folder(tmp_path / "empty")) as library:
        yield library


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "library.sqlite")
    yield store
    store.close()
