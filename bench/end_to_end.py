"""From question to answer over the development collection: correctness, refusals, calibration and citations.

Questions of the half of the held-out articles that was not used for fitting, a third of them without
an answer in the collection; then with squad2's adversarial questions, and the contribution of each part.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bench.support.development import Development, Read, development, halves, read_all, reread_all
from bench.support.measures import decided
from bench.support.report import Figure, Options, Report, Table, at_least, at_most, script, shown
from index.store.context import CONTEXT
from qa.answering.citations import Citer
from qa.answering.decide import conclude, reordered
from qa.evaluation.metrics import area_under_risk, auroc, calibration_error, exact, f1, reliability, risk_coverage
from qa.questions import TYPES, question_type
from qa.reading.agreement import evidence_of, grouped, span_text, text_of
from qa.reading.confidence import Confidence
from qa.reading.model import CLOSE_MODELS, SpanModel
from qa.settings import ReadingSettings
from qa.types import Reading

_QUESTIONS = 600
_ADVERSARIAL = 200
_COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_CONTEXTS = (0, CONTEXT, 2 * CONTEXT)
_COMPARED = 200
"""Questions that are read again for each variant."""
_THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Choose = Callable[[Sequence[Reading]], tuple[Reading | None, float]]
"""Chooses an answer among a question's readings, in the order of retrieval, and returns its confidence."""


class Decided:
    """The answers that one way of choosing gives to all questions.

    Args:
        read: The questions with their readings.
        choose: The way of choosing.
    """

    def __init__(self, read: Sequence[Read], choose: Choose) -> None:
        picked = [(asked, *choose(readings)) for asked, readings in read]
        words = [span_text(reading) if reading else "" for _, reading, _ in picked]
        self.sure = np.array([score for _, _, score in picked])
        self.said = np.array([bool(asked.answers) for asked, _, _ in picked])
        own = [(said, asked.example.answers) for said, (asked, _, _) in zip(words, picked, strict=True)]
        elsewhere = np.array([f1(said, wanted) >= _SAME if wanted else False for said, wanted in own])
        self.elsewhere = elsewhere & ~self.said
        pairs = [(said, asked.answers) for said, (asked, _, _) in zip(words, picked, strict=True)]
        self.worth = np.array([f1(said, wanted) if wanted else 0.0 for said, wanted in pairs])
        self.em = np.array([exact(said, wanted) if wanted else 0.0 for said, wanted in pairs])

    def at(self, threshold: float) -> dict[str, float]:
        """Measure answers and refusals at a threshold."""
        em = np.where(self.sure >= threshold, self.em, ~self.said)
        return decided(self.sure, self.worth, self.said, threshold) | {"EM": float(em.mean())}

    def knowing(self) -> float:
        """Compute the precision of refusals if exactly the answers that share no word with a right one were refused.

        An ideal confidence would also refuse some questions that the collection answers.
        """
        return float(np.mean(~self.said[self.worth == 0]))

    def best(self) -> tuple[float, float]:
        """Find the threshold with the highest F1; return both."""
        return max((self.at(threshold)["F1"], float(threshold)) for threshold in np.quantile(self.sure, _STEPS))


_SAME = 0.6
"""Minimum F1 at which an answer counts as that of the paragraph that was left out."""
_STEPS = np.linspace(0, 1, 101)


def measure(options: Options) -> Report:
    """Ask the questions, and measure every stage."""
    model, close = SpanModel.open(), SpanModel.open(CLOSE_MODELS)
    first, confidence = Confidence.of_card(model.card), Confidence.of_card(close.card)
    with development(options.data, options.cache) as made:
        asked = halves(made.asked)[1][:_QUESTIONS]
        alone = read_all(made, model, asked)
        hard = read_all(made, model, halves(made.adversarial)[1][:_ADVERSARIAL])
        read, hard = (reread_all(made, close, first, each, ReadingSettings().close) for each in (alone, hard))
        cited, places = _cited(made, read, confidence)
        contexts = _by_context(made, model, alone)
    judged: Choose = lambda readings: _judged(confidence, readings)  # noqa: E731
    whole = Decided(read, judged)
    threshold = ReadingSettings().threshold
    return Report(
        figures=_figures(whole, threshold, cited, places) + _hard_figures(Decided(read + hard, judged), threshold),
        tables=(
            _ablation(alone, first, read, confidence),
            _by_type(read, whole, threshold),
            _by_threshold(whole),
            _curves(whole, Decided(read + hard, judged)),
            _by_k(alone, first),
            contexts,
            _reliable(whole),
        ),
        notes=(
            f"{len(read)} questions, {int((~whole.said).sum())} of them without an answer in the collection, and "
            f"{len(hard)} adversarial ones; {len(made.collection.passages):,} passages.",
            "F1 counts a right refusal as 1. Some questions whose paragraph was left out are answered by another text; "
            "every figure but the one that says so counts those as not answered.",
        ),
    )


def _figures(whole: Decided, threshold: float, cited: int, places: int) -> tuple[Figure, ...]:
    shares, elsewhere = whole.at(threshold), int(whole.elsewhere.sum())
    return (
        at_least("end to end: F1", shares["F1"], 0.80, digits=3),
        shown("end to end: exact match", shares["EM"], digits=3),
        at_least("end to end: refusal precision", shares["refusal precision"], 0.82, digits=3),
        at_least("end to end: refusal recall", shares["refusal recall"], 0.88, digits=3),
        shown("end to end: refusal precision, were just the wholly wrong answers refused", whole.knowing(), digits=3),
        at_least("end to end: has an answer or not, AUROC", _auroc(whole), 0.94, digits=3),
        at_most("end to end: calibration error", calibration_error(whole.sure, whole.worth) or 0.0, 0.05, digits=3),
        shown("end to end: of those without, answered in their paragraph's words from elsewhere", elsewhere, digits=0),
        shown("end to end: AUROC without these", _auroc(whole, ~whole.elsewhere), digits=3),
        shown("end to end: area under risk-coverage", area_under_risk(whole.sure, whole.worth) or 0.0, digits=3),
        at_least("citations verbatim at their file's offsets, percent", 100 * cited / max(places, 1), 100, digits=1),
    )


def _hard_figures(both: Decided, threshold: float) -> tuple[Figure, ...]:
    shares = both.at(threshold)
    return (
        shown("with adversarial questions: F1", shares["F1"], digits=3),
        shown("with adversarial questions: refusal precision", shares["refusal precision"], digits=3),
        shown("with adversarial questions: refusal recall", shares["refusal recall"], digits=3),
        shown("with adversarial questions: AUROC", _auroc(both), digits=3),
    )


def _judged(confidence: Confidence, readings: Sequence[Reading]) -> tuple[Reading | None, float]:
    found = confidence.judged(readings)
    return (found[0], found[0].score) if found else (None, 0.0)


def _cited(made: Development, read: Sequence[Read], confidence: Confidence) -> tuple[int, int]:
    """Count all citations, and those with the quote at the given offsets of the article."""
    citer, right, places = Citer(made.collection.store), 0, 0
    for asked, readings in read:
        found = confidence.judged(readings)
        hits = reordered([reading.hit for reading in readings], found)
        concluded = conclude(asked.example.question, found, hits, ReadingSettings().threshold, citer)
        shown_ = [*concluded.citations, *(citation for other in concluded.alternatives for citation in other.citations)]
        for citation in shown_ or (concluded.refusal.nearest if concluded.refusal else ()):
            article = made.collection.store.article(citation.article_id)
            places += 1
            right += article is not None and article.text[citation.start : citation.end] == citation.quote
    return right, places


def _ablation(alone: Sequence[Read], first: Confidence, read: Sequence[Read], confidence: Confidence) -> Table:
    """Compare ways to score an answer: those of the first reader, then with reading again."""
    ways: dict[str, Choose] = {
        "fusion only": lambda readings: _top(readings, _fused),
        "+ relevance": lambda readings: _top(readings, _relevant),
        "+ span": lambda readings: _top(readings, _spanned),
        "+ agreement": _agreed,
        "+ calibration": lambda readings: _judged(first, readings),
        "+ reading again": lambda readings: _judged(confidence, readings),
    }
    rows = []
    for name, way in ways.items():
        decided = Decided(read if name == "+ reading again" else alone, way)
        best, _ = decided.best()
        error = calibration_error(np.clip(decided.sure, 0, 1), decided.worth) or 0.0
        rows.append((name, f"{best:.3f}", f"{_auroc(decided):.3f}", f"{error:.3f}"))
    return Table(("score of an answer", "F1 at its best threshold", "AUROC", "calibration error"), tuple(rows))


def _top(readings: Sequence[Reading], score: Callable[[Reading], float]) -> tuple[Reading | None, float]:
    best = max(readings, key=score, default=None)
    return best, score(best) if best else 0.0


def _fused(reading: Reading) -> float:
    return reading.hit.score


def _relevant(reading: Reading) -> float:
    return (_fused(reading) + _squashed(reading.scores.get("relevance", -60.0))) / 2


def _spanned(reading: Reading) -> float:
    return (2 * _relevant(reading) + _squashed(reading.scores.get("span", -60.0) / 2)) / 3


def _agreed(readings: Sequence[Reading]) -> tuple[Reading | None, float]:
    """Combine the best score with those of other texts that agree."""
    scored = [replace(reading, scores={**reading.scores, "evidence": _spanned(reading)}) for reading in readings]
    groups = grouped(sorted(scored, key=evidence_of, reverse=True))
    best, total = None, 0.0
    for group in groups:
        texts = {text_of(each.hit): evidence_of(each) for each in reversed(group)}
        score = 1 - float(np.prod([1 - min(value, 1.0) for value in texts.values()]))
        best, total = (group[0], score) if score > total else (best, total)
    return best, total


def _squashed(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def _by_type(read: Sequence[Read], whole: Decided, threshold: float) -> Table:
    types = np.array([question_type(asked.example.question) for asked, _ in read])
    given = whole.sure >= threshold
    shared = np.where(given, whole.worth, ~whole.said)
    rows = []
    for kind in TYPES:
        own = types == kind
        if own.any():
            forced = whole.worth[own & whole.said]
            rows.append((kind, f"{int(own.sum())}", f"{shared[own].mean():.3f}", f"{forced.mean():.3f}"))
    return Table(("asked for", "questions", "F1", "F1 of answerable ones, nothing refused"), tuple(rows))


def _by_threshold(whole: Decided) -> Table:
    names = ("F1", "EM", "answered", "refusal precision", "refusal recall")
    rows = [(f"{t:.2f}", *(f"{whole.at(t)[name]:.3f}" for name in names)) for t in _THRESHOLDS]
    return Table(("threshold", *names), tuple(rows))


def _curves(whole: Decided, both: Decided) -> Table:
    curves = [risk_coverage(each.sure.tolist(), each.worth.tolist()) for each in (whole, both)]
    rows = []
    for coverage in _COVERAGES:
        risks = [next(risk for share, risk in curve if share >= coverage - 1e-9) for curve in curves]
        rows.append((f"{coverage:.1f}", *(f"{risk:.3f}" for risk in risks)))
    return Table(("coverage", "risk", "risk with adversarial questions"), tuple(rows))


def _by_k(read: Sequence[Read], confidence: Confidence) -> Table:
    rows = []
    for k in (3, 5, 10, 20):
        decided = Decided([(asked, readings[:k]) for asked, readings in read], lambda r: _judged(confidence, r))
        rows.append((f"{k}", f"{decided.best()[0]:.3f}", f"{_auroc(decided):.3f}"))
    return Table(("passages read", "F1 at its best threshold", "AUROC"), tuple(rows))


def _by_context(made: Development, model: SpanModel, read: Sequence[Read]) -> Table:
    """Judge by span and relevance alone, without fitted weights."""
    asked = [asked for asked, _ in read[:_COMPARED]]
    rows = []
    for most in _CONTEXTS:
        own = read[:_COMPARED] if most == CONTEXT else read_all(made, model, asked, context=most)
        decided = Decided(own, lambda readings: _top(readings, _spanned))
        rows.append((f"{most}", f"{decided.best()[0]:.3f}", f"{_auroc(decided):.3f}"))
    return Table(("characters read before a passage", "F1 at its best threshold", "AUROC"), tuple(rows))


def _reliable(whole: Decided) -> Table:
    rows = [
        (f"{bin_.low:.1f} to {bin_.high:.1f}", f"{bin_.answers}", f"{bin_.confidence:.2f}", f"{bin_.right:.2f}")
        for bin_ in reliability(whole.sure.tolist(), whole.worth.tolist())
    ]
    return Table(("confidence", "answers", "promised", "F1"), tuple(rows))


def _auroc(decided: Decided, kept: NDArray[np.bool_] | None = None) -> float:
    among = np.ones(len(decided.sure), dtype=bool) if kept is None else kept
    return auroc(decided.sure[among].tolist(), decided.said[among].tolist()) or 0.0


if __name__ == "__main__":
    script(measure, __doc__)
