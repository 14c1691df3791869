"""Values that took time to compute, the last used ones, within a budget of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Name, Value]):
    """Computes each value once, as long as there is place for it. Thread-safe.

    Args:
        budget: Bytes that the values may take together.
        size: The bytes that one takes.
    """

    def __init__(self, budget: int, size: Callable[[Value], int]) -> None:
        self._budget = budget
        self._size = size
        self._values: OrderedDict[Name, Value] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def get(self, name: Name, compute: Callable[[], Value]) -> Value:
        """The value of a name; two threads that ask at once may both compute it."""
        with self._lock:
            known = self._values.get(name)
            if known is not None:
                self._values.move_to_end(name)
                return known
        value = compute()
        self._keep(name, value)
        return value

    def _keep(self, name: Name, value: Value) -> None:
        size = self._size(value)
        with self._lock:
            if name in self._values or size > self._budget:
                return
            self._values[name] = value
            self.bytes += size
            while self.bytes > self._budget:
                self.bytes -= self._size(self._values.popitem(last=False)[1])
