from __future__ import annotations

import pytest

from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.formatting.styles import Styles

ARTICLE = {
    "id": "turing1936computable",
    "type": "article-journal",
    "title": "On computable numbers, with an application to the Entscheidungsproblem",
    "author": [{"family": "Turing", "given": "Alan Mathison"}],
    "issued": {"date-parts": [[1936, 11, 12]]},
    "container-title": "Proceedings of the London Mathematical Society",
    "volume": 42,
    "issue": 1,
    "page": "230-265",
    "DOI": "10.1112/plms/s2-42.1.230",
}
TITLE_ONLY = {
    "id": "fit",
    "type": "document",
    "title": "FIT: Far-reaching Interleaved Transformers",
}


@pytest.fixture(scope="session")
def pandoc():
    return Pandoc()


@pytest.fixture(scope="session")
def formatter(pandoc):
    return Formatter(Styles(), pandoc=pandoc)


@pytest.fixture
def article():
    return dict(ARTICLE)


@pytest.fixture
def title_only():
    return dict(TITLE_ONLY)
