"""What all search benchmarks measure with: CPU time, memory, medians, a process of its own."""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

_SLOWEST = 0.95
_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
MEGABYTE = 1e6


def milliseconds(action: Callable[[], object]) -> float:
    """CPU time of an action, all threads together."""
    started = time.process_time()
    action()
    return (time.process_time() - started) * 1000


def peak_memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / MEGABYTE


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def slow(times: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return sorted(times)[min(int(len(times) * _SLOWEST), len(times) - 1)]


def spread(times: Sequence[float]) -> str:
    """Median and, in brackets, what 95 of 100 do not exceed."""
    return f"{median(times):8.2f} ({slow(times):8.2f})" if times else "-"


def leave_the_corpus_alone() -> None:
    """Keep the garbage collector from walking over what is there already, again and again."""
    gc.collect()
    gc.freeze()


def in_a_process(module: str, *arguments: str) -> Any:
    """Run a part of a benchmark in a process of its own; returns the JSON that it prints last."""
    command = [sys.executable, "-m", module, *arguments]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(answer.strip().splitlines()[-1])
