"""The services that feeds are fetched from, as a server on this machine replays them."""

from __future__ import annotations

import json
from pathlib import Path

from services_server import Reply

RECORDINGS = Path(__file__).parent / "network" / "recordings"


def recorded(name):
    """What is replayed: the body of a file of recordings."""
    return json.loads((RECORDINGS / name).read_text("utf-8"))["body"]


def daily(changes=None):
    """Daily Papers of a day, their papers changed by arXiv id: `{"1706.03762": {"upvotes": 9}}`."""
    papers = recorded("daily_papers.json")
    for item in papers:
        item["paper"] |= (changes or {}).get(item["paper"]["id"], {})
    return Reply(body=json.dumps(papers).encode())


def listing(text=None):
    """New papers of a category of arXiv."""
    body = recorded("arxiv_listing.json") if text is None else text
    return Reply(body=body.encode(), kind="application/rss+xml")
