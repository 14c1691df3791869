"""People at one server: some search as one types, some import, one kernel is talked to.

A process of its own, started by `benchmarks.load` with its orders as JSON on standard input; what
it saw goes to standard output as JSON. Everybody has a pace of their own, which no answer changes:
a key is pressed when it is due, and a request under way is then given up, as the panel does.
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
import sys
import time
import uuid
from collections import Counter
from typing import Any

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from benchmarks.load_library import bibliography

KEY_SECONDS = (0.12, 0.30)
"""Between two keys of somebody who types."""

DEBOUNCE = 0.060
"""As in the panel: a key within it takes the place of the last one."""

KERNEL_EVERY = 0.2
TIMEOUT = 60


class Clients:
    """Everybody, and what they saw."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self.url: str = orders["url"]
        self.with_plugin: bool = orders["with_plugin"]
        self.phrases: list[str] = orders["phrases"]
        self.reading: float = orders["reading"]
        self.until = time.monotonic() + orders["seconds"]
        self.statuses: dict[str, Counter[str]] = {"search": Counter(), "import": Counter()}
        self.taken: dict[str, list[float]] = {"search": [], "import": [], "kernel": []}
        self.said: Counter[str] = Counter()
        self.headers = {"Authorization": f"token {orders['token']}"}
        self.client = self._browser()

    async def work(self, searchers: int, importers: int) -> None:
        """Let everybody work until the time is over."""
        async with self.client, asyncio.TaskGroup() as people:
            people.create_task(self.talk_to_kernel())
            for number in range(searchers):
                people.create_task(self.search(random.Random(number)))  # noqa: S311 - same paces
            for number in range(importers):
                people.create_task(self.import_files(number))

    def _browser(self) -> httpx.AsyncClient:
        """Connections of somebody's own: many that were given up make a common pool slow."""
        return httpx.AsyncClient(
            base_url=self.url,
            headers=self.headers,
            timeout=TIMEOUT,
            verify=False,  # noqa: S501 - there is no TLS, and certificates take long to read
            trust_env=False,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
        )

    # --- searching -------------------------------------------------------------------------

    async def search(self, chance: random.Random) -> None:
        """Somebody who types a query key by key, reads what was found, and types another."""
        await asyncio.sleep(chance.uniform(0, self.reading))
        while time.monotonic() < self.until:
            async with self._browser() as browser:
                await self._type(browser, chance.choice(self.phrases), chance)
            await asyncio.sleep(chance.expovariate(1 / self.reading))

    async def _type(self, browser: httpx.AsyncClient, phrase: str, chance: random.Random) -> None:
        asked: asyncio.Task[None] | None = None
        for end in range(1, len(phrase) + 1):
            if asked is not None:
                asked.cancel()
            asked = asyncio.create_task(self._ask(browser, phrase[:end]))
            await asyncio.sleep(chance.uniform(*KEY_SECONDS))
        if asked is not None:
            await asyncio.wait([asked])

    async def _ask(self, browser: httpx.AsyncClient, typed: str) -> None:
        await asyncio.sleep(DEBOUNCE)
        if self.with_plugin:
            parameters = {"q": typed, "typing": "1", "limit": "20"}
            request = browser.get("paperlookup/api/search", params=parameters)
        else:
            request = browser.get("api/status")
        await self._timed("search", request)

    # --- importing -------------------------------------------------------------------------

    async def import_files(self, importer: int) -> None:
        """Somebody who gives one file after the other, each when the last one is in."""
        await asyncio.sleep(importer)
        number = 0
        while time.monotonic() < self.until:
            name, text = bibliography(importer, number)
            if self.with_plugin:
                await self._import(name, text)
            else:
                sent = {"type": "file", "format": "text", "content": text}
                await self._timed("import", self.client.put(f"api/contents/{name}", json=sent))
            number += 1
            await asyncio.sleep(5)

    async def _import(self, name: str, text: str) -> None:
        data = base64.b64encode(text.encode()).decode()
        begun = self.client.post("paperlookup/api/imports", json={"name": name, "data": data})
        job = await self._timed("import", begun)
        while job and job.get("phase") in {"waiting", "reading", "storing"}:
            await asyncio.sleep(0.5)
            if time.monotonic() > self.until:
                return
            asked = await self._timed(
                "import", self.client.get(f"paperlookup/api/imports/{job['id']}")
            )
            job = asked or job  # turned away: ask again
        if job and job.get("phase") != "done":
            self.said[f"import {job.get('phase')}: {job.get('message')}"] += 1

    # --- the kernel ------------------------------------------------------------------------

    async def talk_to_kernel(self) -> None:
        """A kernel of the same server, asked again and again: there and back over its socket."""
        kernel = (await self.client.post("api/kernels", json={})).json()["id"]
        address = f"{self.url.replace('http', 'ws', 1)}api/kernels/{kernel}/channels"
        socket = await websocket_connect(HTTPRequest(address, headers=self.headers))
        while time.monotonic() < self.until:
            header = {"msg_id": uuid.uuid4().hex, "msg_type": "kernel_info_request"}
            header |= {"session": "load", "username": "", "version": "5.3"}
            message = {"header": header, "parent_header": {}, "metadata": {}, "content": {}}
            begin = time.perf_counter()
            await socket.write_message(json.dumps(message | {"channel": "shell"}))
            while not _is_reply(await socket.read_message(), header["msg_id"]):
                pass
            self.taken["kernel"].append((time.perf_counter() - begin) * 1000)
            await asyncio.sleep(KERNEL_EVERY)
        socket.close()
        await self.client.delete(f"api/kernels/{kernel}")

    # --- counting --------------------------------------------------------------------------

    async def _timed(self, kind: str, request: Any) -> dict[str, Any] | None:
        """The answer, counted; None for one that is none."""
        begin = time.perf_counter()
        try:
            # Its own bound does not hold for what waits behind a connection that was given up.
            async with asyncio.timeout(TIMEOUT):
                response = await request
        except TimeoutError:
            self.statuses[kind]["no answer"] += 1
            return None
        except asyncio.CancelledError:
            self.statuses[kind]["given up for the next key"] += 1
            raise
        except httpx.HTTPError as error:
            self.statuses[kind][type(error).__name__] += 1
            return None
        self.statuses[kind][str(response.status_code)] += 1
        if response.is_success:
            self.taken[kind].append((time.perf_counter() - begin) * 1000)
            return dict(response.json())
        self.said[response.text[:200]] += 1
        return None


def _is_reply(message: str | bytes | None, asked: str) -> bool:
    if message is None:
        raise ConnectionError("The kernel's socket was closed.")
    answer = json.loads(message)
    return (
        answer["parent_header"].get("msg_id") == asked and answer["msg_type"] == "kernel_info_reply"
    )


def main() -> None:
    orders = json.load(sys.stdin)
    clients = Clients(orders)
    begin = time.time()
    asyncio.run(clients.work(orders["searchers"], orders["importers"]))
    seen = {
        "between": (begin, begin + orders["seconds"]),
        "statuses": clients.statuses,
        "taken": clients.taken,
        "said": clients.said,
    }
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main()
