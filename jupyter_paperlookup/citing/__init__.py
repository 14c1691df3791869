"""Citations inside notebooks; needs no Jupyter server."""

from jupyter_paperlookup.citing.cell_citations import PlacedProblem
from jupyter_paperlookup.citing.citation import DIALECTS, Dialect, FoundCitation, NotedCitation
from jupyter_paperlookup.citing.cited import cited_keys
from jupyter_paperlookup.citing.conversion import Conversion
from jupyter_paperlookup.citing.dialects import write_citation
from jupyter_paperlookup.citing.document import is_document, written_cells, written_document
from jupyter_paperlookup.citing.insertion import Insertion, InsertionKind, fenced_bibtex
from jupyter_paperlookup.citing.reading import citations_in

__all__ = [
    "DIALECTS",
    "Conversion",
    "Dialect",
    "FoundCitation",
    "Insertion",
    "InsertionKind",
    "NotedCitation",
    "PlacedProblem",
    "citations_in",
    "cited_keys",
    "fenced_bibtex",
    "is_document",
    "write_citation",
    "written_cells",
    "written_document",
]
