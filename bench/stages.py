"""Reading passages in stages compared with reading all: F1 lost and time saved.

The first six passages are read, and the others only if none of these answers. The questions are those of the fitting
halves of the development collection and of Wikinews; the other halves are used for reporting (``bench.end_to_end`` and
``bench.wikinews``).
"""

import statistics
import time
from dataclasses import dataclass, replace

import numpy as np

from bench.support.development import Asked, Development, development, halves, news_halves
from bench.support.report import Options, Report, Table, at_least, at_most, script, shown
from qa.evaluation.metrics import auroc, f1
from qa.reading.agreement import span_text
from qa.reading.model import CLOSE_MODELS, SpanModel
from qa.reading.reader import SpanReader
from qa.settings import ReadingSettings

_K = 20
_EACH = 150
"""Questions of each collection."""
_LIMITS = (0.1, 0.3, 0.5, 1.0)
"""Evidence from which the later passages are not read; 1 reads all."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The results for a collection's questions under one limit."""

    f1: float
    near_misses: float
    """Share of the questions without an answer that got one."""
    auroc: float
    passages: float
    """Passages read for a question, on average."""
    seconds: float
    """Median of reading a question's passages, by both networks."""


def measure(options: Options) -> Report:
    """Ask the same questions under each limit."""
    networks = SpanModel.open(), SpanModel.open(CLOSE_MODELS)
    chosen = ReadingSettings().enough
    with development(options.data, options.cache) as made:
        collections = {
            "development": halves(made.asked)[0][:_EACH],
            "wikinews": news_halves(made.news)[0][:_EACH],
        }
        found = {
            (name, limit): _outcome(made, networks, asked, limit)
            for name, asked in collections.items()
            if asked
            for limit in _LIMITS
        }
    lost = max(all_read.f1 - found[name, chosen].f1 for (name, limit), all_read in found.items() if limit == 1)
    staged = [each for (_, limit), each in found.items() if limit == chosen]
    whole = [each for (_, limit), each in found.items() if limit == 1]
    return Report(
        figures=(
            at_most("reading in stages: F1 lost, the most of both collections", lost, 0.005, digits=3),
            shown("passages read for a question", statistics.fmean(outcome.passages for outcome in staged), digits=1),
            shown("a question's passages read by both networks, median", 1000 * _median(staged), "ms", 0),
            at_least("all twenty read, divided by that", _median(whole) / _median(staged), 1.0, digits=2),
        ),
        tables=(
            Table(
                ("collection", "evidence", "F1", "near misses answered", "AUROC", "passages", "median"),
                tuple(
                    (name, "all read" if limit == 1 else f"{limit}", f"{each.f1:.3f}", f"{each.near_misses:.3f}",
                     f"{each.auroc:.3f}", f"{each.passages:.1f}", f"{1000 * each.seconds:.0f} ms")
                    for (name, limit), each in found.items()
                ),
            ),
        ),
        notes=(f"{_EACH} questions of each collection, a third of them without an answer.",),
    )  # fmt: skip


def _median(outcomes: list[_Outcome]) -> float:
    return statistics.fmean(outcome.seconds for outcome in outcomes)


def _outcome(made: Development, networks: tuple[SpanModel, SpanModel], asked: list[Asked], limit: float) -> _Outcome:
    settings = replace(ReadingSettings(), enough=limit)
    reader = SpanReader(networks[0], made.collection.store, settings, networks[1])
    sure, worth, passages, seconds = [], [], [], []
    for question in asked:
        hits = made.hits(question.example.question, _K)
        begun = time.perf_counter()
        found = reader.read(question.example.question, hits)
        seconds.append(time.perf_counter() - begun)
        passages.append(len(found))
        sure.append(found[0].score if found else 0.0)
        worth.append(f1(span_text(found[0]), question.answers) if found and question.answers else 0.0)
    said, given = np.array([bool(question.answers) for question in asked]), np.array(sure) >= settings.threshold
    return _Outcome(
        float(np.where(given, worth, ~said).mean()),
        float(given[~said].mean()),
        auroc(sure, said.tolist()) or 0.0,
        statistics.fmean(passages),
        statistics.median(seconds),
    )


if __name__ == "__main__":
    script(measure, __doc__)
