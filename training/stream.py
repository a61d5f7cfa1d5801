"""The endless stream of training pairs: every epoch is shuffled differently, always in the same way for a seed."""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer

from training.data import TIMED, Example
from training.features import Feature, feature, masked
from training.held_out import trainable
from training.negatives import negatives_of
from training.variations import Answers, opposed, stated, thinned, without_answer

BATCH = 16
_BLOCK = BATCH * 40
"""Number of examples sorted by length together."""
_TITLED = 0.65
"""Share of the pairs with a title in which the title precedes the passage."""
_KEYWORDS = 0.06
"""Share of questions reduced to their content words, as users also type them."""
_TOP = 0.5
"""Share of mined negatives that are the best-ranked passage."""
NEGATIVES = {"bent": 0.14, "swapped": 0.18, "opposed": 0.1, "without": 0.2, "mined": 0.38}
"""Shares of the kinds of negatives; if one cannot be made, a passage is mined instead."""
BESIDE_A_TEACHER = {"bent": 0.1, "swapped": 0.7, "opposed": 0.1, "without": 0.05, "mined": 0.05}
"""The same if most labels are a teacher's: more of the kinds that it gets wrong. Swapping fails seven times in ten."""
_SUBSTITUTED, _THINNED, _MASKED = 0.4, 0.3, 0.5
"""Shares of the pairs to which each variation is applied, if it can be."""
_HIDDEN = 0.06
"""Share of a masked pair's wordpieces."""

_ASKING = frozenset(
    "a an and are as at be by can could did do does for from had has have how in is it its of on or s should that "
    "the their there they this to was were what when where which who whom whose why will with would you your".split()
)


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a source in an epoch."""

    questions: int
    """Maximum number of its questions in an epoch."""
    mined: float
    """Negatives for each answerable question: below 1 the share of questions that get one, else their number."""
    times: int = 1


SHARES = {
    "contrast": Share(30_000, 0.25),
    "own": Share(7000, 0.1, times=2),
    "new_wiki": Share(9000, 0.6),
    "squad2": Share(4000, 0.6, times=2),
    "nq": Share(3000, 0.9),
    TIMED: Share(1200, 0.7),
    "amazon": Share(3500, 0.4),
    "reddit": Share(3500, 0.4),
    "fairytale": Share(3000, 0.5),
    "qamr_a": Share(4000, 0.1),
    "policy_a": Share(1200, 0.0),
    "covid": Share(1000, 0.3),
    "quoref_a": Share(700, 0.3),
}
"""Chosen so that nearly half of the pairs are unanswerable; a quarter of all are near misses written on purpose,
a fifth are negatives made by rule."""
SEARCHED = {
    "new_wiki": Share(7000, 2),
    "squad2": Share(4000, 2),
    "nq": Share(3000, 2),
    "covid": Share(1200, 1),
    "quoref_a": Share(700, 1),
    "reddit": Share(1500, 1),
    "amazon": Share(1500, 1),
}
"""Shares that resemble search results: more high-ranking passages than passages with an answer."""
FOUND = {"mined": 1.0}
"""The negatives of `SEARCHED`."""


class Stream:
    """An endless stream of batches.

    Args:
        folder: The folder of data sets.
        tokens: The tokenizer.
        seed: Equal seeds give equal streams.
        hardest: By source, the output of `training.hardest.rank`; mined negatives are drawn from it if the
            question is in it.
        short: Share of the longer passages that are cut to the product's passage length.
        negatives: Shares of the kinds of negatives.
        shares: The share of each source in an epoch.
        claims: Share of the questions that are turned into statements, if that is possible.
    """

    def __init__(
        self,
        folder: Path,
        tokens: Tokenizer,
        seed: int,
        hardest: Mapping[str, Mapping[str, list[int]]] | None = None,
        short: float = 0.5,
        negatives: Mapping[str, float] = NEGATIVES,
        shares: Mapping[str, Share] = SHARES,
        claims: float = 0.0,
    ) -> None:
        self._shares = shares
        self._claims = claims
        self._short = short
        self._kinds = list(negatives), list(negatives.values())
        self._hardest = hardest or {}
        self._examples = {source: trainable(folder, source) for source in shares}
        self._answers = {source: Answers(found) for source, found in self._examples.items()}
        self._negatives = negatives_of(folder, [source for source in shares if shares[source].mined])
        self._tokens = tokens
        self._seed = seed

    def __iter__(self) -> Iterator[list[Feature]]:
        """Mix one epoch after another; each item is the pairs of a batch, shortest first."""
        epoch = 0
        while True:
            chance = random.Random(f"{self._seed} {epoch}")  # noqa: S311 - nothing secret
            examples = [example for source in self._shares for example in self._epoch(source, chance)]
            chance.shuffle(examples)
            for low in range(0, len(examples), _BLOCK):
                yield from self._batches(examples[low : low + _BLOCK], chance)
            epoch += 1

    def _epoch(self, source: str, chance: random.Random) -> Iterator[tuple[Example, bool]]:
        """Draw a source's part of an epoch: examples, each with whether a negative is made of it."""
        share, found = self._shares[source], self._examples[source]
        for _ in range(share.times):
            for example in chance.sample(found, min(share.questions, len(found))):
                yield example, False
                for _ in range(max(1, math.ceil(share.mined))):
                    if example.spans and chance.random() < share.mined:
                        yield example, True

    def _batches(self, drawn: list[tuple[Example, bool]], chance: random.Random) -> Iterator[list[Feature]]:
        features = sorted((self._feature(*each, chance) for each in drawn), key=lambda each: len(each.ids))
        batches = [features[low : low + BATCH] for low in range(0, len(features), BATCH)]
        chance.shuffle(batches)
        yield from batches

    def _feature(self, example: Example, negative: bool, chance: random.Random) -> Feature:
        asked = example
        if self._claims and chance.random() < self._claims:
            example = replace(example, question=stated(example) or example.question)
        example = self._negative(example, asked, chance) if negative else self._varied(example, chance)
        if chance.random() < _KEYWORDS:
            example = replace(example, question=keywords(example.question))
        pair = feature(self._tokens, example, chance.random() < _TITLED, chance, self._short)
        return masked(pair, _HIDDEN, chance) if chance.random() < _MASKED else pair

    def _varied(self, example: Example, chance: random.Random) -> Example:
        if example.spans and chance.random() < _SUBSTITUTED:
            example = self._answers[example.source].substituted(example, chance) or example
        if chance.random() < _THINNED:
            example = thinned(example, chance) or example
        return example

    def _negative(self, example: Example, asked: Example, chance: random.Random) -> Example:
        """Make a negative of an example; passages are mined for the original question."""
        negatives, (kind,) = self._negatives[example.source], chance.choices(*self._kinds)
        made = None
        if kind == "bent":
            made = negatives.bent(example, chance)
        elif kind == "swapped":
            made = negatives.swapped(example, chance)
        elif kind == "opposed":
            made = opposed(example, chance)
        elif kind == "without":
            made = without_answer(example)
        return made or replace(self._mined(asked, chance), question=example.question)

    def _mined(self, example: Example, chance: random.Random) -> Example:
        mined = self._negatives[example.source].mined(example)
        if not mined:
            return example
        if kept := self._hardest.get(example.source, {}).get(example.example_id):
            mined = [mined[place] for place in kept]
        return mined[0] if chance.random() < _TOP else chance.choice(mined)


def keywords(question: str) -> str:
    """Reduce a question to its content words, or leave it if fewer than two remain."""
    kept = [word for word in question.rstrip(" ?").split() if word.lower() not in _ASKING]
    return " ".join(kept) if len(kept) > 1 else question
