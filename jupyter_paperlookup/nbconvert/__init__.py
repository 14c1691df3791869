"""The face for nbconvert: notebooks with citations become LaTeX, PDF and HTML."""

from __future__ import annotations

from jupyter_paperlookup.nbconvert.preprocessor import CitationsPreprocessor

__all__ = ["CitationsPreprocessor"]
