"""Another time of day for a process."""

from __future__ import annotations

import datetime as dt
import sys
import time
from typing import Any


class _Any(type):
    """What is made of such a class is of the class below it, and so is what is looked for."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__mro__[1])


def jumped(by: float) -> None:
    """Let this process believe in another time."""
    really = time.time

    class Moved(dt.datetime, metaclass=_Any):
        def __new__(cls, *arguments: Any, **options: Any) -> dt.datetime:
            return dt.datetime(*arguments, **options)  # noqa: DTZ001 - what was asked for

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime.fromtimestamp(really() + by, tz)

    class Day(dt.date, metaclass=_Any):
        def __new__(cls, *arguments: Any) -> dt.date:
            return dt.date(*arguments)

        @classmethod
        def today(cls) -> dt.date:
            return dt.date.fromtimestamp(really() + by)  # noqa: DTZ012

    time.time = lambda: really() + by
    for name, module in list(sys.modules.items()):
        if name.startswith("jupyter_paperlookup"):
            if getattr(module, "datetime", None) is dt.datetime:
                module.datetime = Moved
            if getattr(module, "date", None) is dt.date:
                module.date = Day
