"""FACE: the shell. `paperlookup`, one file per command."""

from jupyter_paperlookup.cli.program import main

__all__ = ["main"]
