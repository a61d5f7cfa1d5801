"""What the reader saw to probabilities: that a passage answers, and that an answer is right.

Two logistic regressions, fitted on held-out questions asked over a whole collection (see
``bench.calibrate``); their weights ship in ``reader.json``. The first judges each passage: span,
relevance, and where retrieval put it among those that were read. The second judges an answer by its
best passage, by the other texts that give the same answer, and by the best passage that gives another.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.errors import ModelMissing
from qa.reading.agreement import grouped, text_of
from qa.types import Reading

PASSAGE_FEATURES = ("bias", "span", "relevance", "share", "words", "dense", "dense_rank", "bm25_rank")
"""Each reading's own: see `passage_features`."""
CLOSE_FEATURES = ("bias", "span", "share", "words", "first", "same", "dense", "dense_rank", "bm25_rank")
"""The same where a passage was read a second time: the second network's scores, the odds that the first one gave, and
whether both found the same words. The second network's span says all that its relevance says."""
ANSWER_FEATURES = ("bias", "evidence", "agreement", "rival")
"""Each group's: see `answer_features`."""

_LEAST_SHARE = 4.0
"""Decimal places of a second reading's share that count: what is left where the likeliest spans cannot answer."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The two regressions."""

    passage: Mapping[str, float]
    """Weight of each of `PASSAGE_FEATURES`, or of `CLOSE_FEATURES`."""
    answer: Mapping[str, float]
    """Weight of each of `ANSWER_FEATURES`."""

    @classmethod
    def of_card(cls, card: Mapping[str, Any]) -> "Confidence":
        """Take the weights from a reader's card.

        Args:
            card: The contents of ``reader.json``.

        Returns:
            The regressions.

        Raises:
            ModelMissing: If the card has none, or not these.
        """
        try:
            weights = card["confidence"]
            names = CLOSE_FEATURES if "first" in weights["passage"] else PASSAGE_FEATURES
            passage = {name: float(weights["passage"][name]) for name in names}
            answer = {name: float(weights["answer"][name]) for name in ANSWER_FEATURES}
        except (KeyError, TypeError, ValueError) as error:
            raise ModelMissing(
                f"reader.json lacks weights of the confidence: {error}.",
                "pip install --force-reinstall --no-deps quotewire",
            ) from error
        return cls(passage, answer)

    def judged(self, readings: Sequence[Reading]) -> tuple[Reading, ...]:
        """Give each reading the probability that its answer is right.

        Args:
            readings: One for each passage, with what the reader saw.

        Returns:
            The readings, best first, with ``evidence`` added to their scores: the probability
            that the passage by itself gives the right answer. Readings of one answer share its
            probability; those that found nothing have 0. So are the other words of their passages judged.
        """
        described = passage_features(readings)
        seen = [self._with_evidence(reading, features) for reading, features in zip(readings, described, strict=True)]
        seen.sort(key=lambda reading: (-reading.scores["evidence"], reading.hit.rank))
        groups = grouped(seen)
        chances: dict[int, float] = {}
        for place, group in enumerate(groups):
            score = logistic(self.answer, answer_features(groups, place))
            chances |= {reading.hit.rank: score for reading in group}
        results = [
            replace(
                reading,
                score=chances.get(reading.hit.rank, 0.0),
                more=tuple(self._beside(each, groups) for each in reading.more),
            )
            for reading in seen
        ]
        results.sort(key=lambda reading: (-reading.score, -reading.scores["evidence"], reading.hit.rank))
        return tuple(results)

    def _with_evidence(self, reading: Reading, features: Mapping[str, float]) -> Reading:
        evidence = logistic(self.passage, features) if features else 0.0
        more = tuple(self._with_evidence(each, {**features, **_own_features(each)}) for each in reading.more)
        return replace(reading, scores={**reading.scores, "evidence": evidence}, more=more)

    def _beside(self, other: Reading, groups: Sequence[Sequence[Reading]]) -> Reading:
        """Judge other words of a passage as an answer by themselves, beside those that came first."""
        return replace(other, score=logistic(self.answer, answer_features([(other,), *groups], 0)))


def passage_features(readings: Sequence[Reading]) -> list[dict[str, float]]:
    """Describe what each passage gives, and where retrieval put it.

    How high a passage scores depends on the question, how many others score higher does not:
    ranks say more than what they are made of.

    Args:
        readings: All of a question's.

    Returns:
        For each reading ``span``, ``relevance``, ``share`` and ``words`` as the reader saw them, in tens
        where they have no scale; where a second reader read the passage, its own ``span`` and
        ``share``, as a logarithm, ``first``, the log-odds that the first one gave, and ``same``, 1 if both found the
        same words; ``dense``, the cosine;
        ``dense_rank`` and ``bm25_rank``, the natural logarithm of its rank from 1 by each score among all of
        them, equal scores sharing the best.
        Empty for one that found nothing.
    """
    hits = [reading.hit for reading in readings]
    dense, bm25 = ([hit.scores.get(name, hit.score) for hit in hits] for name in ("dense", "bm25"))
    retrieved = zip(readings, dense, _log_ranks(dense), _log_ranks(bm25), strict=True)
    return [
        _own_features(reading) | {"dense": cosine, "dense_rank": by_meaning, "bm25_rank": by_words}
        if reading.start is not None
        else {}
        for reading, cosine, by_meaning, by_words in retrieved
    ]


def _own_features(reading: Reading) -> dict[str, float]:
    scores = reading.scores
    if "close_span" in scores:
        return {
            "bias": 1.0,
            "span": scores["close_span"] / 10,
            "share": max(-_LEAST_SHARE, math.log10(max(scores["close_share"], 1e-12))) / _LEAST_SHARE,
            "words": scores["words"],
            "first": scores["first"] / 10,
            "same": scores["same"],
        }
    return {
        "bias": 1.0,
        "span": scores["span"] / 10,
        "relevance": scores["relevance"] / 10,
        "share": scores["share"],
        "words": scores["words"],
    }


def _log_ranks(scores: Sequence[float]) -> list[float]:
    ordered = sorted(scores)
    return [math.log(1 + len(ordered) - bisect_right(ordered, score)) for score in scores]


def answer_features(groups: Sequence[Sequence[Reading]], place: int) -> dict[str, float]:
    """Describe an answer among the others.

    Args:
        groups: The readings of each answer, those and the groups best first by their evidence.
        place: Which of them, from 0.

    Returns:
        ``evidence``: log-odds of its best passage, in tens; ``agreement``: how far its other texts
        raise them if each may be right by itself, in tens; ``rival``: evidence of the best passage
        of another answer.

    Source:
        Pearl, "Probabilistic Reasoning in Intelligent Systems", 1988, 4.3.2 (noisy or).
    """
    group = groups[place]
    texts = {text_of(reading.hit): reading.scores["evidence"] for reading in reversed(group)}
    alone = log_odds(group[0].scores["evidence"])
    others = [own[0].scores["evidence"] for at, own in enumerate(groups) if at != place]
    return {
        "bias": 1.0,
        "evidence": alone / 10,
        "agreement": (log_odds(1 - math.prod(1 - chance for chance in texts.values())) - alone) / 10,
        "rival": max(others, default=0.0),
    }


def logistic(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Weigh features to a probability, 0 to 1."""
    total = sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def log_odds(chance: float) -> float:
    """Turn a probability into log-odds, at most 60 either way."""
    low = min(max(chance, 1e-26), 1 - 1e-16)
    return math.log(low / (1 - low))
