"""The resolvers that there are, in the order in which they are asked.

Each knows more of a record than the one before needed: the list of a day gives an arXiv id, arXiv
by it the creators, Semantic Scholar by that the published version, and Crossref its pages.
"""

from __future__ import annotations

from jupyter_paperlookup.resolvers.arxiv import Arxiv
from jupyter_paperlookup.resolvers.crossref import Crossref
from jupyter_paperlookup.resolvers.datacite import DataCite
from jupyter_paperlookup.resolvers.doi_org import DoiOrg
from jupyter_paperlookup.resolvers.hugging_face import HuggingFace
from jupyter_paperlookup.resolvers.openalex import OpenAlex
from jupyter_paperlookup.resolvers.resolver import Resolver
from jupyter_paperlookup.resolvers.semantic_scholar import SemanticScholar

RESOLVERS: tuple[Resolver, ...] = (
    HuggingFace(),
    Arxiv(),
    SemanticScholar(),
    Crossref(),
    DataCite(),
    DoiOrg(),
    OpenAlex(),
)
