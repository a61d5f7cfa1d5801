"""Fusion of dense and BM25 scores: the method, the weight of the cosine, and the depth.

Chosen on two development sets with equal weight: the claims of SciFact's train set, and questions on
paragraphs of Wikipedia among product reviews. SciFact's test set is shown as well, but was not used
for choosing. Vectors are cached.
"""

import hashlib
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from bench.support.building import RememberingEncoder, compiled_encoder
from bench.support.data import Question, article_of, rows, sampled
from bench.support.report import Options, Report, Skipped, Table, script
from index.dense.faiss_index import DenseIndex
from index.encoder.onnx_encoder import Vectors
from index.lexical.bm25 import BM25Index
from index.retrieval.fusion import weighted_average
from index.settings import RetrievalSettings
from index.store.rows import indexed_text
from qa.evaluation.ranking import ndcg, reciprocal_rank

_CHOSEN = RetrievalSettings()
_EQUAL = 0.5
_TRIED = tuple(step / 20 for step in range(2, 19))
"""Weights among which the best is chosen."""
_WEIGHTS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
_DEPTHS = (20, 50, 100, 200)
_QUESTIONS = 1000
_K = 10
_MEASURES = (
    "SciFact train nDCG@10",
    "paragraphs MRR@10",
    "mean of the two",
    "less than chosen",
    "SciFact test, unused",
)

Questions = Sequence[tuple[str, Collection[str]]]
"""The questions, each with the ids of its passages."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The candidates of dense and BM25 for one question, each as ``(row, score)`` pairs, best first."""

    relevant: Collection[str]
    dense: Sequence[tuple[int, float]]
    bm25: Sequence[tuple[int, float]]
    cosines: Mapping[int, float]
    """Cosines of the rows of both lists."""
    ceiling: float
    """The upper bound of the BM25 score."""

    def first(self, depth: int) -> "Proposed":
        """Keep the first `depth` candidates of each."""
        return replace(self, dense=self.dense[:depth], bm25=self.bm25[:depth])

    def candidates(self) -> dict[int, float]:
        """Return the cosine of each candidate row, as `HybridRetriever` does."""
        return {row: self.cosines[row] for row, _ in (*self.dense, *self.bm25)}


Method = Callable[[Proposed, float], list[int]]
"""Ranks rows, given the weight of the dense scores."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A set of questions, with the candidates for each."""

    ids: Sequence[str]  # by row
    proposed: Sequence[Proposed]
    score: Callable[[Collection[str], Sequence[str]], float]
    """A measure of a ranking of ids, given the relevant ids."""

    def scores(self, method: Method, weight: float, depth: int) -> list[float]:
        """Score each question."""
        return [
            self.score(each.relevant, [self.ids[row] for row in method(each.first(depth), weight)[:_K]])
            for each in self.proposed
        ]


@dataclass(frozen=True, slots=True)
class Seen:
    """The scores of one fusion method, question by question."""

    train: list[float]
    paragraphs: list[float]
    test: list[float]
    weight: float = _EQUAL

    @property
    def mean(self) -> float:
        """Mean of the two development sets' measures."""
        return (statistics.fmean(self.train) + statistics.fmean(self.paragraphs)) / 2

    def cells(self, chosen: "Seen") -> tuple[str, ...]:
        """Format a row's measures, with the paired standard error of the loss against `chosen`."""
        pairs = ((chosen.train, self.train), (chosen.paragraphs, self.paragraphs))
        lost = [[one - other for one, other in zip(*pair, strict=True)] for pair in pairs]
        error = sum(statistics.variance(each) / len(each) for each in lost) ** 0.5 / 2
        less = f"{chosen.mean - self.mean:.4f} ± {error:.4f}" if error else ""
        train, paragraphs, test = (statistics.fmean(each) for each in (self.train, self.paragraphs, self.test))
        return f"{train:.4f}", f"{paragraphs:.4f}", f"{self.mean:.4f}", less, f"{test:.4f}"


@dataclass(frozen=True, slots=True)
class Development:
    """The two development sets, and the one that is not used for choosing."""

    train: Asked
    paragraphs: Asked
    test: Asked

    def seen(self, method: Method, weight: float = _EQUAL, depth: int = _CHOSEN.depth) -> Seen:
        """Score one fusion method."""
        sets = (self.train, self.paragraphs, self.test)
        train, paragraphs, test = (asked.scores(method, weight, depth) for asked in sets)
        return Seen(train, paragraphs, test, weight)

    def best(self, method: Method) -> Seen:
        """Score the weight with the best result on the development sets."""
        return max((self.seen(method, weight) for weight in _TRIED), key=lambda seen: seen.mean)


def bm25_alone(proposed: Proposed, _weight: float) -> list[int]:
    """Rank by BM25."""
    return [row for row, _ in proposed.bm25]


def dense_alone(proposed: Proposed, _weight: float) -> list[int]:
    """Rank by the cosine."""
    return [row for row, _ in proposed.dense]


def reciprocal_ranks(proposed: Proposed, weight: float, k: int) -> list[int]:
    """Rank by the sum of ``1 / (k + rank)`` over both; with a weight of 0.5, as published.

    Source:
        Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion Outperforms Condorcet and
        Individual Rank Learning Methods", 2009, with k = 60.
    """
    scores: dict[int, float] = defaultdict(float)
    for share, found in ((weight, proposed.dense), (1 - weight, proposed.bm25)):
        for rank, (row, _) in enumerate(found, start=1):
            scores[row] += share / (k + rank)
    return _by_score(scores)


def min_max_average(proposed: Proposed, weight: float) -> list[int]:
    """Rank by an average of scores that are each scaled from their least to their greatest.

    Source:
        Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023,
        min-max scaling. Rows that BM25 did not find count as 0.
    """
    dense, bm25 = _min_max(proposed.candidates()), _min_max(dict(proposed.bm25))
    return _by_score({row: weight * dense[row] + (1 - weight) * bm25.get(row, 0.0) for row in dense})


def shipped_average(proposed: Proposed, weight: float) -> list[int]:
    """Rank as `HybridRetriever` does."""
    scores = weighted_average(proposed.candidates(), dict(proposed.bm25), proposed.ceiling, weight)
    return [score.row for score in scores]


def measure(options: Options) -> Report:
    """Compare the methods, then the weights and depths of the shipped one."""
    encoder = compiled_encoder(options.cache)
    with tempfile.TemporaryDirectory() as folder:
        train, test = _scifact(options, encoder, Path(folder, "abstracts"))
        paragraphs = _paragraphs(options, encoder, Path(folder, "paragraphs"))
    sets = Development(train, paragraphs, test)
    chosen = sets.seen(shipped_average, _CHOSEN.dense_weight)
    weights = [sets.seen(shipped_average, weight) for weight in _WEIGHTS]
    depths = {depth: sets.seen(shipped_average, _CHOSEN.dense_weight, depth) for depth in _DEPTHS}
    return Report(
        figures=(),
        tables=(
            Table(("method", "weight", *_MEASURES), _methods(sets, chosen)),
            Table(("weight", *_MEASURES), tuple((f"{seen.weight:.2f}", *seen.cells(chosen)) for seen in weights)),
            Table(("depth", *_MEASURES), tuple((f"{depth}", *seen.cells(chosen)) for depth, seen in depths.items())),
        ),
        notes=(
            f"{len(train.ids):,} abstracts with {len(train.proposed)} claims of train and {len(test.proposed)} of "
            f"test; {len(paragraphs.ids):,} paragraphs and reviews with {len(paragraphs.proposed):,} questions. "
            f"Chosen: weight {_CHOSEN.dense_weight}, depth {_CHOSEN.depth}. Best weights are the best of "
            f"{len(_TRIED)}, {_TRIED[0]} to {_TRIED[-1]}, by the mean of the two. Less than chosen: by that mean, "
            "with its paired standard error.",
        ),
    )


def _methods(sets: Development, chosen: Seen) -> tuple[tuple[str, ...], ...]:
    untuned: dict[str, Method] = {
        "BM25": bm25_alone,
        "dense": dense_alone,
        "RRF, k=60": partial(reciprocal_ranks, k=60),
        "RRF, k=20": partial(reciprocal_ranks, k=20),
    }
    tuned: dict[str, Method] = {
        "RRF, k=20, best weight": partial(reciprocal_ranks, k=20),
        "average, min-max, best weight": min_max_average,
        "average as shipped, best weight": shipped_average,
    }
    best = {name: sets.best(method) for name, method in tuned.items()}
    return (
        *((name, "", *sets.seen(method).cells(chosen)) for name, method in untuned.items()),
        *((name, f"{seen.weight:.2f}", *seen.cells(chosen)) for name, seen in best.items()),
    )


def _scifact(options: Options, encoder: RememberingEncoder, folder: Path) -> tuple[Asked, Asked]:
    articles = [article_of(row["_id"], row["title"], row["text"]) for row in rows(options.data, "scifact_corpus")]
    claims = {row["_id"]: row["text"] for row in rows(options.data, "scifact_queries")}
    texts = [indexed_text(article.title, None, article.text) for article in articles]
    train, test = (_claims(options.data / f"scifact_qrels_{name}.tsv", claims) for name in ("train", "test"))
    proposed = _proposed([*train, *test], texts, encoder, options.cache, folder)
    ids = [article.article_id for article in articles]
    return Asked(ids, proposed[: len(train)], ndcg), Asked(ids, proposed[len(train) :], ndcg)


def _claims(path: Path, claims: Mapping[str, str]) -> Questions:
    if not path.is_file():
        raise Skipped(f"{path} is not there; name its folder with --data DIR or QUOTEWIRE_DATA")
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        claim, article, score = line.split("\t")
        if int(score) > 0:
            relevant[claim].add(article)
    return [(claims[claim], articles) for claim, articles in relevant.items()]


def _paragraphs(options: Options, encoder: RememberingEncoder, folder: Path) -> Asked:
    texts: list[str] = []
    asked: dict[str, set[str]] = defaultdict(set)
    for name in ("reading_new_wiki", "reading_amazon"):
        for row in rows(options.data, name):
            for question in row["questions"] if name == "reading_new_wiki" else ():
                asked[question["question"]].add(str(len(texts)))
            texts.append(indexed_text(row["title"].replace("_", " "), None, row["text"]))
    drawn = sampled([Question(text, "", ()) for text in asked], _QUESTIONS)
    questions = [(question.text, asked[question.text]) for question in drawn]
    proposed = _proposed(questions, texts, encoder, options.cache, folder)
    return Asked([str(row) for row in range(len(texts))], proposed, reciprocal_rank)


def _proposed(
    questions: Questions, texts: Sequence[str], encoder: RememberingEncoder, cache: Path, folder: Path
) -> list[Proposed]:
    """Index the texts, and retrieve the candidates for every depth."""
    asked = [question for question, _ in questions]
    passages = _kept(texts, encoder, encoder.encode_passages, cache)
    queries = _kept(asked, encoder, lambda each: np.stack([encoder.encode_query(text) for text in each]), cache)
    dense, bm25 = DenseIndex.build([passages], encoder.dim, len(texts)), BM25Index.build(folder, texts)
    found: list[Proposed] = []
    for (question, relevant), query in zip(questions, queries, strict=True):
        near, worded = dense.search(query, max(_DEPTHS)), bm25.search(question, max(_DEPTHS))
        either = list(dict.fromkeys(row for row, _ in (*near, *worded)))
        cosines = dict(zip(either, (dense.vectors(either) @ query).tolist(), strict=True))
        found.append(Proposed(relevant, near, worded, cosines, bm25.ceiling(question)))
    return found


def _kept(
    texts: Sequence[str], encoder: RememberingEncoder, encode: Callable[[Sequence[str]], Vectors], cache: Path
) -> Vectors:
    named = hashlib.sha256("\0".join([encoder.fingerprint, *texts]).encode()).hexdigest()[:16]
    kept = cache / "bench" / f"fusion-{named}.npy"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, encode(texts))
    vectors: Vectors = np.load(kept)
    return vectors


def _min_max(scores: Mapping[int, float]) -> dict[int, float]:
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {row: (score - low) / (high - low) if high > low else 1.0 for row, score in scores.items()}


def _by_score(scores: Mapping[int, float]) -> list[int]:
    return sorted(scores, key=lambda row: (-scores[row], row))


if __name__ == "__main__":
    script(measure, __doc__)
