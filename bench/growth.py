"""Rebuilding 1x, 4x and 16x of an archive, and after one change: time, memory and disk.

News articles with a stand-in encoder (see `bench.support.archive`), so that everything except the time
of embedding is measured. QUOTEWIRE_UNIT sets how many articles 1x is; 1,600 makes 16x about the
whole of the data set. Prints a table and draws results/growth.svg.
"""

import json
import math
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.support.archive import rebuilding, watched, write_archive
from bench.support.building import compiled_encoder
from bench.support.report import Figure, Options, Report, Table, at_most, script, shown

_UNIT = int(os.environ.get("QUOTEWIRE_UNIT", "1600"))
_TIMES = (1, 4, 16)
_PLOT = Path(__file__).resolve().parent / "results" / "growth.svg"
_LINEAR = 1.2
"""Maximum exponent of time in the number of passages: 1 is linear, 2 quadratic."""
_BASE = 300.0
"""Megabytes that a rebuild may use regardless of the size of the archive."""
_EACH = 1600.0
"""Additional bytes for each passage: twice the memory of FAISS, whose lists double as they grow."""
_SETTLED = 3
"""Seconds after which an untouched file counts as untouched."""


def measure(options: Options) -> Report:
    """Rebuild each size from scratch, then the largest again, unchanged and after one change."""
    compiled_encoder(options.cache)
    seen: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as work:
        for times in _TIMES:
            articles, index = Path(work, f"articles-{times}"), Path(work, f"index-{times}")
            write_archive(articles, options.data, times * _UNIT)
            seen.append(_rebuilt(articles, index, options.cache))
        time.sleep(_SETTLED)
        changed = max(articles.rglob("*.md"))
        changed.write_text(changed.read_text(encoding="utf-8") + "\nIt was corrected on Tuesday.\n", encoding="utf-8")
        again = _rebuilt(articles, index, options.cache)
    _PLOT.parent.mkdir(exist_ok=True)
    _PLOT.write_text(_plot(seen), encoding="utf-8")
    first, last = seen[0], seen[-1]
    allowed = _BASE + _EACH * last["passages"] / 1e6
    return Report(
        figures=(
            at_most("time of a rebuild, exponent in passages", _exponent(first, last, "whole"), _LINEAR),
            at_most(f"memory of a rebuild of {last['passages']:,} passages", last["memory"], allowed, "MB", 0),
            at_most(f"rebuild with 1 of {last['articles']:,} articles changed", again["whole"], 60, "s", 1),
            Figure(
                "passages embedded after that change",
                str(again["embedded"]),
                "<= 3, its last and what was added",
                again["embedded"] <= 3,
                again["embedded"],
            ),
            shown("index on disk, stored articles apart", _apart(last), "B a passage", 0),
        ),
        tables=(Table(_HEAD, tuple(_row(times, each) for times, each in zip(_TIMES, seen, strict=True))),),
        notes=(f"After the change, seconds by stage: {_stages(again)}. Plot: results/{_PLOT.name}.",),
    )


def _rebuilt(articles: Path, index: Path, cache: Path) -> dict[str, Any]:
    run = watched(rebuilding(articles, index, cache))
    (stored,) = index.glob("builds/*/articles.sqlite")
    summary: dict[str, Any] = json.loads(run.output)
    return summary | {"memory": run.megabytes, "whole": run.seconds, "stored": stored.stat().st_size}


_HEAD = ("size", "articles", "passages", "seconds", "reading", "indexing", "own memory", "index", "all but articles")


def _row(times: int, seen: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{times}x",
        f"{seen['articles']:,}",
        f"{seen['passages']:,}",
        f"{seen['whole']:.0f}",
        f"{seen['stages']['loading']:.0f}",
        f"{seen['stages']['indexing']:.0f}",
        f"{seen['memory']:.0f} MB",
        f"{seen['bytes'] / 1e6:.0f} MB",
        f"{_apart(seen):.0f} B a passage",
    )


def _apart(seen: dict[str, Any]) -> float:
    return float((seen["bytes"] - seen["stored"]) / seen["passages"])


def _stages(seen: dict[str, Any]) -> str:
    return ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in seen["stages"].items())


def _exponent(first: dict[str, Any], last: dict[str, Any], name: str) -> float:
    return math.log(last[name] / first[name]) / math.log(last["passages"] / first["passages"])


def _plot(seen: Sequence[dict[str, Any]]) -> str:
    """Plot seconds and megabytes by passages, each with the straight line through its last point."""
    lines = [
        _panel(seen, 40, "seconds", lambda each: float(each["whole"])),
        _panel(seen, 360, "own memory, MB", lambda each: float(each["memory"])),
    ]
    style = "font-family:sans-serif;font-size:12px"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 300" style="{style}">'
    return "\n".join([head, '<rect width="680" height="300" fill="white"/>', *lines, "</svg>", ""])


def _panel(seen: Sequence[dict[str, Any]], left: int, title: str, value: Callable[[dict[str, Any]], float]) -> str:
    width, height, top = 260, 210, 40
    most, highest = seen[-1]["passages"], max(map(value, seen))
    spots = [
        (left + width * rebuild["passages"] / most, top + height * (1 - value(rebuild) / highest)) for rebuild in seen
    ]
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in spots)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    bottom, right = top + height, left + width
    return (
        f'<text x="{left}" y="24">{title} by passages</text>'
        f'<path d="M{left},{top} V{bottom} H{right}" fill="none" stroke="black"/>'
        f'<path d="M{left},{bottom} L{spots[-1][0]:.1f},{spots[-1][1]:.1f}" stroke="silver" stroke-dasharray="4"/>'
        f'<polyline points="{path}" fill="none" stroke="steelblue"/>{dots}'
        f'<text x="{right}" y="{bottom + 18}" text-anchor="end">{most:,}</text>'
        f'<text x="{left + 4}" y="{top - 4}">{highest:,.0f}</text>'
    )


if __name__ == "__main__":
    script(measure, __doc__)
