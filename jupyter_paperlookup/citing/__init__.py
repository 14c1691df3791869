"""Citations inside notebooks; needs no Jupyter server."""

from jupyter_paperlookup.citing.dialects import DIALECTS, Dialect, write_citation
from jupyter_paperlookup.citing.insertion import Insertion, InsertionKind, fenced_bibtex

__all__ = [
    "DIALECTS",
    "Dialect",
    "Insertion",
    "InsertionKind",
    "fenced_bibtex",
    "write_citation",
]
