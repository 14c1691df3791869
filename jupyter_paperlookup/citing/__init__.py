"""Citations inside notebooks; needs no Jupyter server."""

from jupyter_paperlookup.citing.cited import cited_keys
from jupyter_paperlookup.citing.dialects import DIALECTS, Dialect, write_citation
from jupyter_paperlookup.citing.document import is_document, written_cells
from jupyter_paperlookup.citing.insertion import Insertion, InsertionKind, fenced_bibtex

__all__ = [
    "DIALECTS",
    "Dialect",
    "Insertion",
    "InsertionKind",
    "cited_keys",
    "fenced_bibtex",
    "is_document",
    "write_citation",
    "written_cells",
]
