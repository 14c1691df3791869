"""The pictures of `docs/benchmarks.md`, out of figures that benchmarks wrote with `--json`.

    python -m benchmarks.plots [RESULTS.json] [--to FOLDER]

Needs matplotlib, which the extra `benchmark` brings. The same figures make the same pictures.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

from benchmarks.search_results import results

mpl.use("svg")

from matplotlib import pyplot as plt  # after the choice of what it draws with

_DOCS = Path(__file__).parents[1] / "docs"
_COLOURS = {"ours": "#1f6fb4", "first": "#8fbbdd", "FTS5": "#c98a2b", "tantivy": "#8a8a8a"}
_LABELS = {
    "ours": "paperlookup, warm",
    "first": "paperlookup, words asked for the first time",
    "FTS5": "SQLite FTS5",
    "tantivy": "tantivy",
}
_WIDE, _HIGH = 8.0, 5.2
_BAR = 0.8

_SETTINGS = {
    "svg.hashsalt": "paperlookup",  # the same names of parts in every run
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "svg.fonttype": "none",
}


def latency(rows: Mapping[str, Mapping[str, Sequence[float]]], to: Path) -> None:
    """Medians of each kind of query as bars, with lines to what 95 of 100 do not exceed.

    Args:
        rows: For each kind, for each of `first`, `warm` and the peers, the two figures.
        to: The picture.
    """
    columns = {"ours": "warm", "first": "first", "FTS5": "FTS5", "tantivy": "tantivy"}
    figure, axes = plt.subplots(figsize=(_WIDE, _HIGH))
    high = _BAR / len(columns)
    for number, (name, column) in enumerate(columns.items()):
        found = [(at, row[column]) for at, row in enumerate(rows.values()) if row.get(column)]
        middles = [figures[0] for _, figures in found]
        lates = [max(figures[1] - figures[0], 0) for _, figures in found]
        axes.barh(
            [at + (number - (len(columns) - 1) / 2) * high for at, _ in found],
            middles,
            high * 0.92,
            xerr=[[0] * len(lates), lates],
            error_kw={"elinewidth": 0.7, "ecolor": "#555555"},
            color=_COLOURS[name],
            label=_LABELS[name],
        )
    axes.set_yticks(range(len(rows)), list(rows))
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("CPU milliseconds, median; the line ends where 95 of 100 do")
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    _finish(figure, to)


def building(rates: Mapping[str, float], to: Path) -> None:
    """Papers a CPU second as bars."""
    figure, axes = plt.subplots(figsize=(_WIDE, 0.6 + 0.42 * len(rates)))
    names = ["ours" if name == "arrays" else name for name in rates]
    bars = axes.barh(
        ["paperlookup" if name == "ours" else name for name in names],
        list(rates.values()),
        0.7,
        color=[_COLOURS.get(name, "#bbbbbb") for name in names],
    )
    axes.bar_label(bars, [f"{rate:,.0f}" for rate in rates.values()], padding=4)
    axes.invert_yaxis()
    axes.set_xlabel("papers indexed a CPU second")
    _finish(figure, to, has_legend=False)


def _finish(figure: Any, to: Path, *, has_legend: bool = True) -> None:
    if has_legend:
        figure.legend(loc="outside upper center", ncols=2, frameon=False)
    figure.tight_layout(rect=(0, 0, 1, 0.92 if has_legend else 1))
    figure.savefig(to, metadata={"Date": None, "Creator": None})
    plt.close(figure)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("results", type=Path, nargs="?", default=_DOCS / "benchmarks.json")
    options.add_argument("--to", type=Path, default=_DOCS / "images")
    chosen = options.parse_args()
    found = results(chosen.results)
    with mpl.rc_context(_SETTINGS):
        if "latency" in found:
            latency(found["latency"]["rows"], chosen.to / "search-latency.svg")
        if "building" in found:
            building(found["building"]["rates"], chosen.to / "index-building.svg")


if __name__ == "__main__":
    main()
