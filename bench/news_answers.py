"""Answers to news-quiz questions over a large index: how many are given, their confidence and their F1.

Name the folder of the index that `bench.large` measures in QUOTEWIRE_LARGE_INDEX. The questions are
those for which an article that the data set found for them contains an answer's words. Nothing was
trained or fitted on them. Answers are compared with the quiz's own words, so "Burmese python" for
"snake" counts as wrong.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.support.data import rows
from bench.support.report import Options, Report, Skipped, Table, script, shown
from index.build import open_live
from qa.engine import Engine
from qa.evaluation.metrics import area_under_risk, f1
from qa.settings import Settings

_QUESTIONS = 250
_THRESHOLDS = (0.4, 0.5, 0.65, 0.8, 0.9)


def measure(options: Options) -> Report:
    """Ask the index that QUOTEWIRE_LARGE_INDEX names, without refusals."""
    index = os.environ.get("QUOTEWIRE_LARGE_INDEX")
    if not index:
        raise Skipped("name an index of some 300,000 passages in QUOTEWIRE_LARGE_INDEX")
    build = open_live(Path(index))
    passages, held = build.manifest.passages, {text for (text,) in build.store.query("SELECT url FROM articles")}
    build.store.close()
    asked = list(_answered(options.data, held))
    random.Random(6).shuffle(asked)  # noqa: S311 - nothing secret
    engine = Engine.open(Settings(index=Path(index)).choosing("reading.threshold", 0.0))
    found = [engine.ask(row["question"]) for row in asked[:_QUESTIONS]]
    engine.close()
    sure = np.array([answer.confidence or 0.0 for answer in found])
    worth = np.array([f1(answer.text or "", row["answers"]) for answer, row in zip(found, asked, strict=False)])
    table = [(f"{t:.2f}", *_at(sure, worth, t)) for t in _THRESHOLDS]
    return Report(
        figures=(shown("news-quiz answers: area under risk-coverage", area_under_risk(sure, worth) or 0.0, digits=3),),
        tables=(Table(("threshold", "answered", "promised", "F1"), tuple(table)),),
        notes=(f"{len(found)} of {len(asked):,} questions over {passages:,} passages.",),
    )


def _at(sure: Any, worth: Any, threshold: float) -> tuple[str, str, str]:
    given = sure >= threshold
    return f"{given.mean():.2f}", f"{sure[given].mean():.2f}", f"{worth[given].mean():.2f}"


def _answered(data: Path, held: set[str]) -> Iterator[dict[str, Any]]:
    """Choose the questions that an article of the index answers, without repetitions."""
    texts = {row["id"]: row["text"].casefold() for row in rows(data, "news_articles") if row["url"] in held}
    seen = set()
    for row in rows(data, "news_questions"):
        given = [texts[article] for article in row["retrieved"] if article in texts]
        if row["question"] not in seen and any(
            answer.casefold() in text for answer in row["answers"] for text in given
        ):
            seen.add(row["question"])
            yield row


if __name__ == "__main__":
    script(measure, __doc__)
