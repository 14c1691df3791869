"""Shared by all tests: none of them may touch the library of the person who runs them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: no test fails for the time it takes.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def paperlookup_home(tmp_path, monkeypatch):
    """The folder of a library that does not exist yet, as `PAPERLOOKUP_HOME` names it."""
    folder = tmp_path / "paperlookup"
    monkeypatch.setenv("PAPERLOOKUP_HOME", str(folder))
    return folder
