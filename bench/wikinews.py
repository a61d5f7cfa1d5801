"""Answers over the development collection to questions about its 295 Wikinews articles, a third of them near misses.

Only the half of the articles that fitted nothing reports. Every figure has the interval that 95 of 100 samples of
as many questions would give (bootstrap over questions).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.support.development import development, news_halves
from bench.support.report import Figure, Options, Report, Skipped, at_least, at_most, script, shown
from qa.evaluation.metrics import auroc, calibration_error, f1
from qa.reading.agreement import span_text
from qa.reading.reader import SpanReader
from qa.settings import ReadingSettings

_K = 20
_SAMPLES = 1000


def measure(options: Options) -> Report:
    """Ask every question of the reporting half."""
    settings = ReadingSettings()
    with development(options.data, options.cache) as made:
        asked = news_halves(made.news)[1] if made.news else []
        if not asked:
            raise Skipped("wikinews_questions is not among the data sets")
        reader = SpanReader.shipped(made.collection.store, settings)
        sure, worth = [], []
        for each in asked:
            found = reader.read(each.example.question, made.hits(each.example.question, _K))
            sure.append(found[0].score if found else 0.0)
            worth.append(f1(span_text(found[0]), each.answers) if found and each.answers else 0.0)
    said = np.array([bool(each.answers) for each in asked])
    figures = _figures(np.array(sure), np.array(worth), said, settings.threshold)
    return Report(figures, (f"{len(asked)} questions, {int((~said).sum())} of them near misses.",))


def _figures(
    sure: NDArray[np.float64], worth: NDArray[np.float64], said: NDArray[np.bool_], threshold: float
) -> tuple[Figure, ...]:
    given = sure >= threshold
    right = np.where(given, worth, ~said)
    promised, delivered = float(sure[given].mean()), float(worth[given].mean())
    return (
        at_least(f"wikinews: F1 ({_interval(right)})", float(right.mean()), 0.80, digits=3),
        at_least(f"wikinews: answerable F1 ({_interval((given * worth)[said])})", float((given * worth)[said].mean()),
                 0.76, digits=3),
        at_most(f"wikinews: near misses answered ({_interval(given[~said])})", float(given[~said].mean()), 0.15,
                digits=3),
        shown("wikinews: has an answer or not, AUROC", auroc(sure.tolist(), said.tolist()) or 0.0, digits=3),
        shown("wikinews: promised", promised, digits=3),
        shown("wikinews: delivered", delivered, digits=3),
        at_most("wikinews: calibration error", calibration_error(sure.tolist(), worth.tolist()) or 0.0, 0.05, digits=3),
    )  # fmt: skip


def _interval(values: Sequence[float] | NDArray[np.generic]) -> str:
    held = np.asarray(values, dtype=np.float64)
    chance = np.random.default_rng(20)
    means = [held[chance.integers(0, len(held), len(held))].mean() for _ in range(_SAMPLES)]
    low, high = np.quantile(means, (0.025, 0.975))
    return f"{low:.3f} to {high:.3f}"


if __name__ == "__main__":
    script(measure, __doc__)
