"""Measuring on a person's own questions, by counting alone: no model judges anything."""

import json
import math
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import QuestionInvalid, SettingsInvalid
from corpus.progress import OnProgress, Progress, silent
from index.filters import EVERYTHING, Filter
from index.types import Hit
from qa.engine import Engine
from qa.evaluation.outcomes import AnswerFigures, Outcome, figures_of, outcome_of
from qa.evaluation.ranking import ndcg, recall, reciprocal_rank
from qa.questions import cleaned
from qa.types import Answer

_DEPTH = 100
"""Passages retrieved for each question, so that twenty distinct articles are among them."""
CUTOFFS = (1, 5, 20)
"""Ranks at which recall is reported."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer is known."""

    question_id: str
    question: str
    answers: tuple[str, ...] | None
    """Strings any of which is an answer; empty: the articles do not say; None: not known."""
    article_ids: tuple[str, ...]
    """Articles that hold the answer, any copy of them standing for all; empty: not known."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The results; every mean is None if no question could be counted."""

    questions: int
    article_recall: dict[int, float | None]
    """Mean share of the known articles among the first n distinct articles, 0 to 1, higher is better."""
    mrr: float | None
    """Mean of 1 / rank of the first known article, 0 beyond rank 10."""
    ndcg: float | None
    """Normalised discounted cumulative gain of the known articles at rank 10, 0 to 1."""
    answer_recall: dict[int, float | None]
    """Share of answerable questions with an answer string in the first n passages."""
    answered: float | None
    """Share of answerable questions that were answered with a sentence holding an answer string."""
    refused: float | None
    """Share of unanswerable questions that were refused."""
    answers: AnswerFigures
    """How right the answers are, over the questions whose answers are known."""
    outcomes: tuple[Outcome, ...]
    """The outcome of each of those."""
    seconds_median: float
    """Of `Engine.ask`, in seconds."""
    seconds_p95: float
    unknown_articles: tuple[str, ...]
    """Ids in the file that the index does not have."""


def read_questions(file: Path) -> list[Question]:
    """Read a questions file.

    Args:
        file: JSON lines: ``{"id", "question", "answers": [...], "article_ids": [...]}``; only
            ``question`` is needed.

    Returns:
        The questions, in order.

    Raises:
        SettingsInvalid: If the file cannot be read or a line is not such an object.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsInvalid(f"{file} cannot be read: {error}") from error
    questions = [_question(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not questions:
        raise SettingsInvalid(f"{file} has no questions.")
    return questions


def _question(file: Path, number: int, line: str) -> Question:
    try:
        row = json.loads(line)
        answers = row.get("answers")
        ids = row.get("article_ids") or []
        if not (isinstance(row["question"], str) and isinstance(answers, list | None) and isinstance(ids, list)):
            raise TypeError
        cleaned(row["question"])
    except (ValueError, KeyError, TypeError, AttributeError, QuestionInvalid):
        expected = '{"question": "...", "answers": ["..."], "article_ids": ["..."]}'
        raise SettingsInvalid(f"{file}, line {number}: expected {expected}, found {line[:80]!r}.") from None
    kept = None if answers is None else tuple(map(str, answers))
    return Question(str(row.get("id", number)), row["question"], kept, tuple(map(str, ids)))


def evaluate(
    engine: Engine,
    questions: Sequence[Question],
    on_progress: OnProgress = silent,
    where: Filter = EVERYTHING,
    threshold: float = 0.0,
) -> Evaluation:
    """Ask every question and count.

    Args:
        engine: The engine to measure. One whose own threshold is 0 also shows how right its
            confidence is below `threshold`.
        questions: The questions.
        on_progress: Called after each question.
        where: Conditions that the articles asked meet.
        threshold: The confidence from which an answer counts as given, 0 to 1.

    Returns:
        The measures.
    """
    hits, answers = _asked(engine, questions, on_progress, where)
    known = [(q, q.answers, answer) for q, answer in zip(questions, answers, strict=True) if q.answers is not None]
    outcomes = tuple(outcome_of(q.question_id, wanted, answer, threshold) for q, wanted, answer in known)
    pairs = zip(known, outcomes, strict=True)
    seconds = sorted(answer.seconds.retrieve + answer.seconds.read for answer in answers)
    return Evaluation(
        questions=len(questions),
        **_of_articles(engine, questions, hits),
        answer_recall=_of_words(questions, hits),
        answered=mean(
            _says(q, (c.sentence for c in answer.citations)) * outcome.answered
            for (q, wanted, answer), outcome in pairs
            if wanted
        ),
        refused=mean(float(not outcome.answered) for outcome in outcomes if not outcome.answerable),
        answers=figures_of(outcomes),
        outcomes=outcomes,
        seconds_median=statistics.median(seconds),
        seconds_p95=seconds[min(len(seconds) - 1, math.ceil(0.95 * len(seconds)) - 1)],
    )


def _asked(
    engine: Engine, questions: Sequence[Question], on_progress: OnProgress, where: Filter
) -> tuple[list[tuple[Hit, ...]], list[Answer]]:
    """Retrieve for each question more than is read, and ask it."""
    hits: list[tuple[Hit, ...]] = []
    answers: list[Answer] = []
    for done, question in enumerate(questions, start=1):
        hits.append(engine.retrieve(question.question, _DEPTH, where))
        answers.append(engine.ask(question.question, where=where))
        on_progress(Progress("retrieving", done, len(questions)))
    return hits, answers


def _of_articles(engine: Engine, questions: Sequence[Question], hits: Sequence[tuple[Hit, ...]]) -> dict[str, Any]:
    """Compare hits with the articles that the questions name: the fields of `Evaluation` for it."""
    located = [
        (tuple(map(engine.story_of, q.article_ids)), _distinct(ranked))
        for q, ranked in zip(questions, hits, strict=True)
        if q.article_ids
    ]
    wanted = dict.fromkeys(article_id for q in questions for article_id in q.article_ids)
    return {
        "article_recall": {n: mean(recall(stories, ranked[:n]) for stories, ranked in located) for n in CUTOFFS},
        "mrr": mean(reciprocal_rank(stories, ranked[:10]) for stories, ranked in located),
        "ndcg": mean(ndcg(stories, ranked) for stories, ranked in located),
        "unknown_articles": tuple(article_id for article_id in wanted if not engine.knows(article_id)),
    }


def _of_words(questions: Sequence[Question], hits: Sequence[tuple[Hit, ...]]) -> dict[int, float | None]:
    """Return the share of questions with an answer's words in the first n passages, by n."""
    worded = [(q, ranked) for q, ranked in zip(questions, hits, strict=True) if q.answers]
    return {n: mean(_says(q, (h.passage.text for h in ranked[:n])) for q, ranked in worded) for n in CUTOFFS}


def mean(values: Iterable[float]) -> float | None:
    """Average values, None if there are none."""
    listed = list(values)
    return statistics.fmean(listed) if listed else None


def holds(text: str, answer: str) -> bool:
    """Return whether a text contains an answer string, ignoring case, Unicode form and spacing."""
    return bool(_folded(answer)) and _folded(answer) in _folded(text)


def _says(question: Question, texts: Iterable[str]) -> float:
    return float(any(holds(text, answer) for text in texts for answer in question.answers or ()))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _distinct(hits: Sequence[Hit]) -> list[str]:
    """Return the articles of hits, copies by the one that represents them."""
    return list(dict.fromkeys(hit.story or hit.passage.article_id for hit in hits))
