"""Score answers against known answers and aggregate the scores."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.evaluation.metrics import Bin, area_under_risk, auroc, calibration_error, exact, f1, interval, reliability
from qa.questions import TYPES, question_type
from qa.types import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question and what was answered."""

    question_id: str
    type: str
    """What it asks for: when, who, yes/no, ..."""
    answerable: bool
    """Whether the articles say."""
    answered: bool
    """Whether an answer was given: its confidence reached the threshold."""
    confidence: float
    """Of the best answer, given or not, 0 to 1; 0 if there was none."""
    worth: float
    """F1 of that answer, given or not, 0 to 1; 0 where the articles do not say."""
    em: float
    """Exact match of what was given, 0 or 1; 1 for a refusal where the articles do not say."""
    f1: float
    """The same in shared words, 0 to 1."""


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Measures of answers; each is None where no question could be counted."""

    questions: int
    em: float | None
    """Mean exact match by the rules of SQuAD 2, 0 to 1, higher is better."""
    em_interval: tuple[float, float] | None
    """95 % of the means of 1,000 resamples lie between."""
    f1: float | None
    """The same in shared words."""
    f1_interval: tuple[float, float] | None
    refusal_precision: float | None
    """Share of refusals that were right to refuse."""
    refusal_recall: float | None
    """Share of what the articles do not say that was refused."""
    answerable_auroc: float | None
    """How often an answerable question is surer than an unanswerable one, 0 to 1."""
    area_under_risk: float | None
    """Mean risk over all coverages, 0 to 1, lower is better."""
    calibration_error: float | None
    """Expected calibration error, 0 to 1, lower is better."""
    reliability: tuple[Bin, ...]
    """Confidence against what answers were worth, in ten bins."""
    by_type: dict[str, "TypeFigures"]
    """By what is asked for."""


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """Measures of the questions that ask for one kind of answer."""

    questions: int
    em: float
    f1: float
    answered: float
    """Share that was answered."""


def outcome_of(question_id: str, wanted: Sequence[str], answer: Answer, threshold: float) -> Outcome:
    """Compare an answer with those wanted.

    Args:
        question_id: The question's id.
        wanted: Strings any of which is right; empty if the articles do not say.
        answer: What was answered by an engine that refuses below `threshold` or not at all.
        threshold: The confidence an answer needs.

    Returns:
        What came of it.
    """
    confidence = answer.confidence or 0.0
    given = answer.text if answer.text is not None and confidence >= threshold else ""
    worth = f1(answer.text, wanted) if answer.text is not None and wanted else 0.0
    kind = question_type(answer.question)
    scores = exact(given, wanted), f1(given, wanted)
    return Outcome(question_id, kind, bool(wanted), bool(given), confidence, worth, *scores)


def figures_of(outcomes: Sequence[Outcome]) -> AnswerFigures:
    """Sum outcomes up."""
    sure, worth = [each.confidence for each in outcomes], [each.worth for each in outcomes]
    em, shared = [each.em for each in outcomes], [each.f1 for each in outcomes]
    kinds = {kind: [each for each in outcomes if each.type == kind] for kind in TYPES}
    return AnswerFigures(
        questions=len(outcomes),
        em=_mean(em),
        em_interval=interval(em),
        f1=_mean(shared),
        f1_interval=interval(shared),
        refusal_precision=_share(outcomes, lambda each: not each.answered, lambda each: not each.answerable),
        refusal_recall=_share(outcomes, lambda each: not each.answerable, lambda each: not each.answered),
        answerable_auroc=auroc(sure, [each.answerable for each in outcomes]),
        area_under_risk=area_under_risk(sure, worth),
        calibration_error=calibration_error(sure, worth),
        reliability=tuple(reliability(sure, worth)) if outcomes else (),
        by_type={kind: _of_type(own) for kind, own in kinds.items() if own},
    )


def _of_type(own: Sequence[Outcome]) -> TypeFigures:
    count = len(own)
    sums = (math.fsum(each.em for each in own), math.fsum(each.f1 for each in own), sum(each.answered for each in own))
    return TypeFigures(count, *(total / count for total in sums))


def _share(
    outcomes: Sequence[Outcome], among: Callable[[Outcome], bool], right: Callable[[Outcome], bool]
) -> float | None:
    return _mean([float(right(each)) for each in outcomes if among(each)])


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
