"""How long a page of the list takes: 10,000 records, and a year in which services counted.

    python -m benchmarks.browsing [--records 10000] [--days 365]

The library is made: every record has a title and an abstract of generic words, is listed on a day
of the year, and is counted on that day, the next six, and then once in a week for three weeks. The
first page is that of a library just opened; after a change the columns are read again; all other
pages come from memory. Times are CPU milliseconds of the one process, medians of several; the last
column is the elapsed time. Neighbours of cited works are searched for once for each.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.library import Count, Library
from jupyter_paperlookup.library.facade.parts import DATABASE_FILE
from jupyter_paperlookup.library.store import Store

LAST_DAY = date(2026, 11, 20)
SOURCE = "Daily Papers"
COUNTED_AFTER = (*range(7), 13, 20, 27)
ABSTRACT_WORDS = 150
TIMES = 15
PAGES: dict[str, dict[str, Any]] = {
    "by day": {},
    "by week": {"by": "week"},
    "by month, second page": {"by": "month", "offset": 50},
    "one month, one source": {"by": "day", "at": "2026-10", "source": SOURCE},
    "far down": {"offset": 9_000},
    "popular": {"order": "popular"},
    "trending": {"order": "trending"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=365)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made, counts = make(Path(folder), arguments.records, arguments.days)
        print(f"{made} records, {arguments.days} snapshots of {counts} counts\n")
        print("| page | CPU ms | elapsed ms |")
        print("|---|---:|---:|")
        show(Path(folder))


def show(folder: Path) -> None:
    """Measure all pages of the library in a folder."""
    with Library(folder) as library:
        row("the first, just opened", [timed(library.browse)])
        for name, asked in PAGES.items():
            library.browse(**asked)
            row(name, [timed(lambda asked=asked: library.browse(**asked)) for _ in range(TIMES)])
        with closing(Store(folder / DATABASE_FILE)) as store:
            row("after a change", [after_change(library, store) for _ in range(TIMES)])
        library.ensure_index()
        cited = [record.key for record in library.records()[::1000]]
        near = {"order": "for-you", "cited_here": cited}
        row(f"for you, {len(cited)} works, first", [timed(lambda: library.browse(**near))])
        times = [timed(lambda: library.browse(**near)) for _ in range(TIMES)]
        row(f"for you, {len(cited)} works", times)


def after_change(library: Library, store: Store) -> tuple[float, float]:
    """The first page after something was counted, by another process as it were."""
    store.snapshots.keep("Another", str(LAST_DAY), [Count("paper0", 1)], is_fresh=True)
    return timed(library.browse)


def timed(answer: Callable[[], object]) -> tuple[float, float]:
    """CPU and elapsed milliseconds."""
    cpu, elapsed = time.process_time(), time.perf_counter()
    answer()
    return (time.process_time() - cpu) * 1e3, (time.perf_counter() - elapsed) * 1e3


def row(name: str, times: list[tuple[float, float]]) -> None:
    cpu, elapsed = (statistics.median(each) for each in zip(*times, strict=True))
    print(f"| {name} | {cpu:.1f} | {elapsed:.1f} |")


# --- a made library --------------------------------------------------------------------------


def make(folder: Path, records: int, days: int) -> tuple[int, int]:
    """Write a library; returns how many records and counts it has."""
    chance = random.Random(1936)  # noqa: S311 - the same library each time
    words = [f"word{number}" for number in range(4_000)]
    listed = [LAST_DAY - timedelta(days=number * days // records) for number in range(records)]
    content = msgspec.json.encode(
        [item(number, day, chance, words) for number, day in enumerate(listed)]
    ).decode()
    with Library(folder) as library:
        library.import_text(content, "papers.json", format="csl-json")
        made = library.status().records
    with closing(Store(folder / DATABASE_FILE)) as store:
        counts = list(snapshots(listed, chance))
        keep(store, counts)
    return made, len(counts)


def item(number: int, day: date, chance: random.Random, words: list[str]) -> dict[str, Any]:
    return {
        "id": f"paper{number}",
        "type": "article",
        "title": " ".join(chance.choices(words, k=9)),
        "abstract": " ".join(chance.choices(words, k=ABSTRACT_WORDS)),
        "issued": {"date-parts": [[day.year, day.month]]},
    }


def snapshots(listed: list[date], chance: random.Random) -> Iterator[tuple[date, Count]]:
    for number, day in enumerate(listed):
        votes = 0
        for after in COUNTED_AFTER:
            votes += chance.randrange(20)
            counted = day + timedelta(days=after)
            if counted <= LAST_DAY:
                yield counted, Count(f"paper{number}", votes, votes // 9, listed=day.isoformat())


def keep(store: Store, said: list[tuple[date, Count]]) -> None:
    by_day: dict[date, list[Count]] = {}
    for day, count in said:
        by_day.setdefault(day, []).append(count)
    for day in sorted(by_day):
        store.snapshots.keep(SOURCE, day.isoformat(), by_day[day], is_fresh=True)


if __name__ == "__main__":
    main()
