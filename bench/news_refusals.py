"""Answers and refusals over news articles, some of which are missing: nothing was trained or fitted on them.

News-quiz questions are asked over the articles that a search engine found for them; those of every third question are
left out. See `bench.support.silver`: answers are compared with the quiz's own words, so "Burmese python" for "snake"
counts as wrong, and a question whose articles are missing may be answered by another question's.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.support.building import collect, compiled_encoder, cut
from bench.support.measures import decided, words
from bench.support.report import Options, Report, Table, script, shown
from bench.support.silver import QuizQuestion, quiz
from corpus.article import Article
from corpus.settings import ChunkingSettings
from qa.evaluation.metrics import area_under_risk, auroc, calibration_error, f1
from qa.reading.agreement import span_text
from qa.reading.reader import SpanReader
from qa.settings import ReadingSettings

_QUESTIONS = 360
_EACH = 3
_LEFT_OUT = 3
"""One question in this number has its articles left out."""
_K = 20
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.65, 0.8)


def measure(options: Options) -> Report:
    """Index the remaining articles, and ask all questions."""
    articles, asked = _parted(*quiz(options.data, _QUESTIONS, _EACH))
    encoder = compiled_encoder(options.cache)
    sure, worth = [], []
    with tempfile.TemporaryDirectory() as folder:
        made = collect(Path(folder), articles, cut(articles, encoder, ChunkingSettings()), encoder)
        retriever, reader = made.retriever(encoder), SpanReader.shipped(made.store, ReadingSettings())
        for question, said in asked:
            found = reader.read(question.text, retriever.retrieve(question.text, _K))
            sure.append(found[0].score if found else 0.0)
            worth.append(f1(span_text(found[0]), question.answers) if found and said else 0.0)
        made.store.close()
    judged = np.array(sure), np.array(worth), np.array([said for _, said in asked])
    return _report(*judged, note=f"{len(asked)} questions over {len(made.passages):,} passages.")


def _parted(
    articles: Sequence[Article], questions: Sequence[QuizQuestion]
) -> tuple[list[Article], list[tuple[QuizQuestion, bool]]]:
    """Leave articles out; return each question with whether the remaining articles answer it."""
    missing = {article for question in questions[::_LEFT_OUT] for article in question.article_ids}
    left = {each.article_id: words(f"{each.title} {each.text}") for each in articles if each.article_id not in missing}
    asked = []
    for place, question in enumerate(questions):
        said = any(answer in left.get(article, "") for article in question.article_ids for answer in question.answers)
        if said or place % _LEFT_OUT == 0:
            asked.append((question, said))
    return [each for each in articles if each.article_id in left], asked


def _report(sure: NDArray[np.float64], worth: NDArray[np.float64], said: NDArray[np.bool_], note: str) -> Report:
    usual = _at(sure, worth, said, ReadingSettings().threshold)
    named = ("F1", "refusal precision", "refusal recall")
    rows = [
        (f"{threshold:.2f}", *(f"{value:.2f}" for value in _at(sure, worth, said, threshold).values()))
        for threshold in _THRESHOLDS
    ]
    return Report(
        figures=(
            *(shown(f"news with a third left out: {name}", usual[name], digits=3) for name in named),
            shown("news with a third left out: has an answer or not, AUROC", auroc(sure, said) or 0.0, digits=3),
            shown("news with a third left out: calibration error", calibration_error(sure, worth) or 0.0, digits=3),
            shown(
                "news with a third left out: area under risk-coverage", area_under_risk(sure, worth) or 0.0, digits=3
            ),
        ),
        tables=(Table(("threshold", *usual), tuple(rows)),),
        notes=(note + " F1 counts a right refusal as 1.",),
    )


def _at(
    sure: NDArray[np.float64], worth: NDArray[np.float64], said: NDArray[np.bool_], threshold: float
) -> dict[str, float]:
    """Measure a threshold, with the predicted and the actual quality of its answers."""
    given = sure >= threshold
    promised, kept = (float(each[given].mean()) if given.any() else 0.0 for each in (sure, worth))
    return decided(sure, worth, said, threshold) | {"promised": promised, "F1 of answers": kept}


if __name__ == "__main__":
    script(measure, __doc__)
