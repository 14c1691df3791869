"""What the product talks about: records, names, dates, identifiers and citation keys."""

from jupyter_paperlookup.records.citation_key import is_valid_key, make_key, unique_key
from jupyter_paperlookup.records.cite import Cite
from jupyter_paperlookup.records.csl import CslItem, from_csl, to_csl
from jupyter_paperlookup.records.dates import PartialDate
from jupyter_paperlookup.records.names import Creator
from jupyter_paperlookup.records.problem import Problem
from jupyter_paperlookup.records.record import Facts, Record

__all__ = [
    "Cite",
    "Creator",
    "CslItem",
    "Facts",
    "PartialDate",
    "Problem",
    "Record",
    "from_csl",
    "is_valid_key",
    "make_key",
    "to_csl",
    "unique_key",
]
