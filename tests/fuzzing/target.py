"""What a target is: something that reads what strangers wrote, and what it may say about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 4096
"""Bytes of an input. What takes time grows with length; the bounds on length have their own tests."""

SECONDS = 2.0
"""CPU seconds that one input may take, traced as it is."""


@dataclass(frozen=True)
class Target:
    """Something that reads.

    Attributes:
        name: What it is called on the command line.
        run: Reads one input and checks what came of it. What is wrong with an input is a value, or
            an error that is documented and expected here; anything that `run` raises is a find.
        seeds: Inputs to begin with.
        words: What means something to it, to be put together at random.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: tuple[str, ...] = ()


def text_target(
    name: str, run: Callable[[str], None], seeds: tuple[str, ...], words: tuple[str, ...] = ()
) -> Target:
    """A target that reads text."""
    return Target(
        name,
        lambda data: run(data.decode("utf-8", "replace")),
        tuple(seed.encode("utf-8", "surrogatepass") for seed in seeds),
        words,
    )
