"""The digest: its periods, and how what it holds is written and mailed."""

from jupyter_paperlookup.digest.content import Digest, Paper, Section
from jupyter_paperlookup.digest.periods import Every, Period, Schedule

__all__ = ["Digest", "Every", "Paper", "Period", "Schedule", "Section"]
