"""Shared by all tests: none of them may touch the library of the person who runs them."""

from __future__ import annotations

import pytest


@pytest.fixture
def paperlookup_home(tmp_path, monkeypatch):
    """The folder of a library that does not exist yet, as `PAPERLOOKUP_HOME` names it."""
    folder = tmp_path / "paperlookup"
    monkeypatch.setenv("PAPERLOOKUP_HOME", str(folder))
    return folder
