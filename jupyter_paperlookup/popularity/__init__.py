"""How popular, trending or near to a reader papers are: formulas over counts and days.

Each takes and gives arrays, one number per paper (or single numbers), NaN where nothing is known;
nothing here knows of records or of a clock. `docs/browsing.md` says the same for readers.
"""

from jupyter_paperlookup.popularity.likeness import ForYou, for_you, likeness
from jupyter_paperlookup.popularity.popular import Popular, popular
from jupyter_paperlookup.popularity.recency import halved
from jupyter_paperlookup.popularity.trending import Rise, Trending, rise, trending

__all__ = [
    "ForYou",
    "Popular",
    "Rise",
    "Trending",
    "for_you",
    "halved",
    "likeness",
    "popular",
    "rise",
    "trending",
]
