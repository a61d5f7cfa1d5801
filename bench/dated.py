"""How often the times in 30 invented articles are found and resolved, by readings noted by their author.

The articles and readings were written by somebody who had not seen the rules; see bench/data/README.md. The rules
have been developed on them since, so they detect regressions and do not predict results on new articles.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bench.support.report import Options, Report, Table, at_least, at_most, script
from corpus.article import Article
from corpus.files import SourceFile
from corpus.loading import Loader
from corpus.settings import LoadingSettings
from corpus.times.expression import TimeExpression
from corpus.times.find import times_of
from corpus.times.period import read_period

_DATA = Path(__file__).resolve().parent / "data" / "dates"
_TRAP = "TRAP"
"""The reading noted for words that are not a time."""
Verdict = Literal["missed", "open", "right", "wrong"]


@dataclass(frozen=True, slots=True)
class Judged:
    """The result for one expression or trap."""

    kind: str
    is_trap: bool
    verdict: Verdict
    """For a trap, "wrong" if it was resolved, else "right"."""


def measure(options: Options) -> Report:  # noqa: ARG001 - it brings its own data
    """Resolve every expression, and compare it with the annotation."""
    judged = list(_judged())
    expressions = [one for one in judged if not one.is_trap]
    traps = [one for one in judged if one.is_trap]
    return Report(
        figures=(
            at_least("found, of expressions", 1 - _share(expressions, "missed"), 0.95),
            at_least("right, of expressions", _share(expressions, "right"), 0.95),
            at_most("wrong, of expressions", _share(expressions, "wrong"), 0.03),
            at_most("resolved, of words that are no times", _share(traps, "wrong"), 0.03),
        ),
        notes=(f"{len(expressions)} expressions, and {len(traps)} names, prices, scores and codes that are no times.",),
        tables=(_by_kind(expressions),),
    )


def _judged() -> Iterator[Judged]:
    times = dict(_times())
    for line in (_DATA / "expressions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        is_trap = row["resolved"] == _TRAP
        yield Judged(row["kind"], is_trap, _verdict(row, times[row["file"]], is_trap=is_trap))


def _times() -> Iterator[tuple[str, tuple[TimeExpression, ...]]]:
    """Return the times of each article, by the name of its file."""
    with Loader(LoadingSettings()) as loader:
        for path in sorted((_DATA / "articles").iterdir()):
            for article in loader.load(SourceFile(path, path.parent)):
                if isinstance(article, Article):
                    yield path.name, times_of(article)


def _verdict(row: dict[str, Any], times: Iterable[TimeExpression], *, is_trap: bool) -> Verdict:
    """Judge the time that covers most of the words; any of the noted readings is right."""
    start, end = row["offset"], row["offset"] + len(row["words"])
    over = [time for time in times if time.start < end and time.end > start]
    best = max(over, key=lambda time: min(time.end, end) - max(time.start, start), default=None)
    if is_trap:
        return "wrong" if best is not None and best.resolved else "right"
    if best is None:
        return "missed"
    readings = [reading and read_period(reading) for reading in (row["resolved"], *row.get("also_accept", ()))]
    if (best.resolved and read_period(best.resolved)) in readings:
        return "right"
    return "wrong" if best.resolved else "open"


def _share(judged: list[Judged], verdict: Verdict) -> float:
    return sum(one.verdict == verdict for one in judged) / len(judged)


def _by_kind(judged: list[Judged]) -> Table:
    counts: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
    for one in judged:
        counts[one.kind][one.verdict] += 1
    order: tuple[Verdict, ...] = ("right", "open", "wrong", "missed")
    lines = sorted(counts.items(), key=lambda item: -item[1].total())
    return Table(
        ("kind", "expressions", *order),
        tuple((kind, str(count.total()), *(str(count[verdict]) for verdict in order)) for kind, count in lines),
    )


if __name__ == "__main__":
    script(measure, __doc__)
