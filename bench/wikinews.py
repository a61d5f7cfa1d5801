"""Answers over the development collection to questions about its 295 Wikinews articles, a third of them near misses.

Only the half of the articles that was not used for fitting is reported. Intervals are 95 % bootstrap intervals over
questions.
"""

import numpy as np
from numpy.typing import NDArray

from bench.support.development import development, news_halves
from bench.support.report import Options, Report, Skipped, Table, at_least, at_most, script, shown
from qa.evaluation.metrics import auroc, calibration_error, f1
from qa.reading.agreement import span_text
from qa.reading.reader import SpanReader
from qa.settings import ReadingSettings

Floats = NDArray[np.float64]

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
        for question in asked:
            found = reader.read(question.example.question, made.hits(question.example.question, _K))
            sure.append(found[0].score if found else 0.0)
            worth.append(f1(span_text(found[0]), question.answers) if found and question.answers else 0.0)
    said = np.array([bool(question.answers) for question in asked])
    return _report(np.array(sure), np.array(worth), said, settings.threshold)


def _report(sure: Floats, worth: Floats, said: NDArray[np.bool_], threshold: float) -> Report:
    given = sure >= threshold
    values = {
        "F1": np.where(given, worth, ~said),
        "answerable F1": (given * worth)[said],
        "near misses answered": given[~said].astype(np.float64),
        "promised": sure[given],
        "delivered": worth[given],
    }
    means = {name: float(each.mean()) for name, each in values.items()}
    return Report(
        figures=(
            at_least("wikinews: F1", means["F1"], 0.80, digits=3),
            at_least("wikinews: answerable F1", means["answerable F1"], 0.76, digits=3),
            at_most("wikinews: near misses answered", means["near misses answered"], 0.15, digits=3),
            shown("wikinews: has an answer or not, AUROC", auroc(sure.tolist(), said.tolist()) or 0.0, digits=3),
            at_most("wikinews: promised less delivered, either way",
                    abs(means["promised"] - means["delivered"]), 0.05, digits=3),
            shown("wikinews: calibration error", calibration_error(sure.tolist(), worth.tolist()) or 0.0, digits=3),
        ),
        notes=(f"{len(said)} questions, {int((~said).sum())} of them near misses.",),
        tables=(
            Table(
                ("figure", "seen", "of 100 samples 95 lie between"),
                tuple((name, f"{means[name]:.3f}", _interval(each)) for name, each in values.items()),
            ),
        ),
    )  # fmt: skip


def _interval(held: Floats) -> str:
    chance = np.random.default_rng(20)
    means = [held[chance.integers(0, len(held), len(held))].mean() for _ in range(_SAMPLES)]
    low, high = np.quantile(means, (0.025, 0.975))
    return f"{low:.3f} to {high:.3f}"


if __name__ == "__main__":
    script(measure, __doc__)
