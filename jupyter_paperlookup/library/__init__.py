"""The facade that every face uses."""

from jupyter_paperlookup.library.library import Library
from jupyter_paperlookup.library.reports import (
    ImportReport,
    IndexState,
    IndexStatus,
    Result,
    ResultPage,
    SourceStatus,
    Status,
)

__all__ = [
    "ImportReport",
    "IndexState",
    "IndexStatus",
    "Library",
    "Result",
    "ResultPage",
    "SourceStatus",
    "Status",
]
