"""Retrieval for follow-ups of CANARD and CAsT over silver articles: as typed, rewritten, and by annotators.

Reported on half of the articles and topics, which were not used for training or development. The data has no passages,
so there are two substitutes. **Recall@20**: over the turns whose answer is given in a later turn, the share for which a
passage with at least half of that answer is among the first twenty; see `bench.support.dialogues` for the articles.
**Same 20**: over all turns, the share of the first twenty passages for the annotator's question that are also found.
"""

import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.support.building import Collection, collect, cut, keeping_encoder
from bench.support.data import needed
from bench.support.dialogues import silver_articles
from bench.support.report import Figure, Options, Report, Table, at_least, script, shown
from corpus.settings import ChunkingSettings
from index.retrieval.retriever import HybridRetriever
from index.store.catalogue import passages_of
from qa.conversation.belonging import belonging
from qa.conversation.rewriting import by_rules, followed, rewrite
from training.dialogues import FollowUp, of_others

_K = 20
Place = tuple[str, int]
"""A passage: its article, and its number in it."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A follow-up, and the first twenty passages for each way of asking it."""

    kind: str
    right: frozenset[Place]
    """Passages with at least half of its answer; empty if the answer is unknown."""
    found: dict[str, frozenset[Place]]

    def recall(self, way: str) -> float:
        """Whether a right passage was found: 0 or 1."""
        return float(bool(self.right & self.found[way]))

    def same(self, way: str) -> float:
        """The share of the passages found by the annotator's question that are also found."""
        return len(self.found["human"] & self.found[way]) / len(self.found["human"])


def ours(each: FollowUp) -> str:
    """The rewritten question."""
    found = rewrite(each.question, followed(each.said))
    return found.text if found else each.question


def _by_rules(each: FollowUp) -> str:
    found = by_rules(each.question, followed(each.said, by_rules))
    return found.text if found else each.question


def _by_classifier(each: FollowUp) -> str:
    words = belonging(each.question, each.question, followed(each.said, by_rules), least=0.4)
    return f"{each.question} {' '.join(words)}"


WAYS: dict[str, Callable[[FollowUp], str]] = {
    "raw": lambda each: each.question,
    "rules": _by_rules,
    "classifier": _by_classifier,
    "ours": ours,
    "human": lambda each: each.rewrite,
}
"""The question as typed, rewritten by the rules alone, by the classifier alone, by both, and by an annotator."""


def measure(options: Options) -> Report:
    """Index the silver articles, and search for every question in each way."""
    needed(options.data, "followups", "reading_new_wiki", "reading_nq", "wikinews")
    asked = [each for reported, each in of_others(options.data) if reported and each.said]
    if options.most:
        asked = random.Random(20).sample(asked, min(options.most, len(asked)))  # noqa: S311 - nothing secret
    encoder, articles = keeping_encoder(options.cache), silver_articles(options.data)
    with tempfile.TemporaryDirectory() as folder:
        collection = collect(Path(folder), articles, cut(articles, encoder, ChunkingSettings()), encoder)
        retriever = collection.retriever(encoder)
        searched = [_searched(question, retriever, _right(question, collection)) for question in asked]
        collection.store.close()
    answered = [question for question in searched if question.right]
    counts = f"{len(articles):,} articles, {len(collection.passages):,} passages"
    note = f"{counts}; the answers of {len(answered):,} are known."
    return Report(tuple(_figures(searched, answered)), (note,), (_table(searched, answered),))


def _searched(each: FollowUp, retriever: HybridRetriever, right: frozenset[Place]) -> Searched:
    found = {name: retriever.retrieve(way(each), _K) for name, way in WAYS.items()}
    places = {
        name: frozenset((hit.passage.article_id, hit.passage.ordinal) for hit in hits) for name, hits in found.items()
    }
    return Searched(each.kind, right, places)


def _right(each: FollowUp, collection: Collection) -> frozenset[Place]:
    """Find the passages that contain at least half of an answer, in its own silver article."""
    if each.answer is None:
        return frozenset()
    found = collection.store.article(each.article)
    if found is None:
        return frozenset()
    start = found.text.index(each.answer)
    end, half = start + len(each.answer), len(each.answer) / 2
    return frozenset(
        (each.article, passage.ordinal)
        for passage in passages_of(collection.store, found)
        if min(end, passage.end) - max(start, passage.start) >= half
    )


def _figures(searched: Sequence[Searched], answered: Sequence[Searched]) -> Iterator[Figure]:
    recalled = {name: mean(each.recall(name) for each in answered) for name in WAYS}
    for name, value in recalled.items():
        yield shown(f"recall@20 of the answer, {name}", value, digits=3)
    yield at_least("recall@20, share of the gap closed", _closed(recalled), 0.65, digits=3)
    for name in WAYS:
        if name != "human":
            yield shown(
                f"same 20 as the person's, {name}", mean(question.same(name) for question in searched), digits=3
            )


def _closed(by_way: dict[str, float]) -> float:
    """Return the share of the gap between the question as typed and the annotator's that is closed."""
    gap = by_way["human"] - by_way["raw"]
    return (by_way["ours"] - by_way["raw"]) / gap if gap else 1.0


def _table(searched: Sequence[Searched], answered: Sequence[Searched]) -> Table:
    """Tabulate each source separately."""
    groups: defaultdict[str, list[Searched]] = defaultdict(list)
    for question in searched:
        groups[question.kind].append(question)
    lines = []
    for kind, found in sorted(groups.items()):
        known = [each for each in answered if each.kind == kind]
        recalled = [f"{mean(each.recall(name) for each in known):.3f}" if known else "-" for name in WAYS]
        others = [name for name in WAYS if name != "human"]
        same = [f"{mean(entry.same(name) for entry in found):.3f}" for name in others]
        lines.append((kind, str(len(found)), str(len(known)), *recalled, *same))
    columns = (*(f"recall@20 {name}" for name in WAYS), *(f"same 20 {name}" for name in others))
    head = ("", "n", "answers known", *columns)
    return Table(head, tuple(lines))


if __name__ == "__main__":
    script(measure, __doc__, shares=True)
