"""A server on this machine that answers as the services document it, about works it was told of.

All that it says is put together for the tests: nothing of it was recorded.
"""

import json
import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from service_bodies import atom, crossref, daily, paper

from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.titles import comparable


class Replay:
    """What the services know, and what they were asked."""

    def __init__(self, works):
        self.by_title = {comparable(work["title"]): work for work in works}
        self.by_arxiv = {work["arxiv"]: work for work in works if work.get("arxiv")}
        self.by_doi = {work["DOI"]: work for work in works if work.get("DOI")}
        self.asked = Counter()
        self.url = ""

    @property
    def base_urls(self):
        return {each.service.name: f"{self.url}/{each.service.name}" for each in RESOLVERS}

    def answer(self, path, parameters, body):
        """Status, media type and body."""
        _, service, rest = path.split("/", 2)
        self.asked[service] += 1
        said = getattr(self, "_" + service.replace("-", "_"))(rest, parameters, body)
        if isinstance(said, str):
            return 200, "application/atom+xml", said
        return (200, "application/json", json.dumps(said)) if said is not None else (404, "", "")

    def _hugging_face(self, path, parameters, _):
        if path == "api/daily_papers":
            day = parameters["date"]
            return [daily(work) for work in self.by_title.values() if work.get("listed") == day]
        found = self.by_title.get(comparable(parameters["q"]))
        decoys = [work for work in list(self.by_title.values())[:2] if work is not found]
        return [daily(work) for work in ([found] if found else []) + decoys if work.get("arxiv")]

    def _arxiv(self, _path, parameters, _):
        ids = parameters.get("id_list", "").split(",")
        return atom([self.by_arxiv[each] for each in ids if each in self.by_arxiv])

    def _semantic_scholar(self, path, _, body):
        if path.endswith("batch"):
            names = [name.partition(":")[2] for name in body["ids"]]
            return [paper(self.by_arxiv.get(name) or self.by_doi.get(name)) for name in names]
        return None

    def _crossref(self, path, _, __):
        if path == "works":
            return {"message": {"items": []}}
        work = self.by_doi.get(unquote(path.removeprefix("works/")))
        return {"message": crossref(work)} if work else None

    def _datacite(self, path, _, __):
        return {"data": []} if path == "dois" else None

    def _doi(self, _path, _, __):
        return None


@contextmanager
def replaying(works):
    """A server that runs; yields its `Replay`."""
    replay = Replay(works)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # the connection is kept
        disable_nagle_algorithm = True

        def do_GET(self):
            self._answer(None)

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            self._answer(json.loads(self.rfile.read(length)))

        def _answer(self, body):
            parts = urlsplit(self.path)
            parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, kind, said = replay.answer(parts.path, parameters, body)
            content = said.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    replay.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(0.05), daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def works_of_seeds(facts, records):
    """What the services know of the seeds: their facts, with the abstracts and days of the pages.

    Args:
        facts: The lines of `metadata.jsonl`.
        records: The records of the pages.
    """
    pages = {record.title: record for record in records}
    works = []
    for line in facts:
        fact = json.loads(line)
        year, month = (*fact.get("issued", ()), 1, 1)[:2]
        page = pages.get(fact["title"])
        here = {
            "abstract": page.abstract if page else "",
            "listed": str(page.issued) if page and page.issued else "",
            "published": f"{year}-{month:02}-01T00:00:00Z",
        }
        works.append(fact | here)
    for number, work in enumerate(works[:10]):
        work |= {"DOI": f"10.1000/seed.{number}", "journal": "Annals of Seeds", "year": 2024}
    return works
