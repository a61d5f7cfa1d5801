"""Compare the articles of a story sentence by sentence, to find sentences that only one of them has.

A sentence is an article's own if most of its three-word sequences occur in no other article of the
story, unless it merely rewords a sentence of another article: one that shares most of its words and
all of its names, figures and negations, and does not occur verbatim in this article.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.sentences import all_sentences
from index.stories.minhash import runs_of, word_tokens

_LEAST_RUNS = 3
"""Minimum number of three-word sequences of a meaningful sentence."""
_ALONE = 0.5
"""Share of a sentence's runs that no other article has, above which the sentence is its article's own."""
_REWORDED = 0.5
"""Share of the longer sentence's words in both, from which one rewords the other."""
_NAME = re.compile(r"(?<=[^\W\d_])[\s,;:('\"“‘-]+([^\W\d_a-z]\w*)")
"""A capitalised word, unless it begins the sentence."""
_DECISIVE = re.compile(
    r"\w*\d\w*|no|not|\w+n['’]t|never|none|nobody|nothing|without|half|twice|both"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|millions?"
    r"|billions?|dozens?"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the form in which sentences are compared."""

    text: str
    runs: frozenset[str]
    """Its three-word sequences, without letter case and punctuation."""
    words: frozenset[str]

    def decisive(self) -> set[str]:
        """Return the words that a sentence with the same meaning must have: names, figures, negations."""
        names = {word for each in _NAME.finditer(self.text) for word in word_tokens(each[1])}
        return names | {word for word in self.words if _DECISIVE.fullmatch(word)}


def sentences_of(text: str) -> list[Sentence]:
    """Split a text into its meaningful sentences."""
    found: list[Sentence] = []
    for start, end in all_sentences(text):
        words = word_tokens(text[start:end])
        runs = frozenset(runs_of(words))
        if len(runs) >= _LEAST_RUNS:
            found.append(Sentence(text[start:end], runs, frozenset(words)))
    return found


class StorySentences:
    """The sentences of each article of a story.

    Args:
        passages: Texts of passages by the row of their article.
    """

    def __init__(self, passages: Mapping[int, Sequence[str]]) -> None:
        self._passages = passages
        self._tellers: defaultdict[str, set[int]] = defaultdict(set)
        for article, texts in passages.items():
            for run in {run for text in texts for run in runs_of(word_tokens(text))}:
                self._tellers[run].add(article)
        self._missing: dict[int, list[Sentence]] = {}

    def alone(self, article: int, sentences: Iterable[Sentence]) -> list[Sentence]:
        """Find the sentences of an article that no other article has in these words.

        Args:
            article: Its row.
            sentences: Some of its sentences.

        Returns:
            Those with mostly unique three-word sequences.
        """
        return [
            each
            for each in sentences
            if sum(self._tellers[run] <= {article} for run in each.runs) > _ALONE * len(each.runs)
        ]

    def reworded(self, article: int, sentence: Sentence) -> bool:
        """Return whether a sentence of an article rewords a sentence of another article."""
        return any(_rewords(sentence, other) for other in self._unsaid(article))

    def _unsaid(self, article: int) -> list[Sentence]:
        """Return the sentences of other articles that an article does not have verbatim."""
        if article not in self._missing:
            texts = (text for row, own in self._passages.items() if row != article for text in own)
            others = (each for text in texts for each in sentences_of(text))
            self._missing[article] = [
                each
                for each in others
                if sum(article in self._tellers[run] for run in each.runs) < _ALONE * len(each.runs)
            ]
        return self._missing[article]


def _rewords(sentence: Sentence, other: Sentence) -> bool:
    shared = len(sentence.words & other.words)
    longer = max(len(sentence.words), len(other.words))
    return shared >= _REWORDED * longer and sentence.decisive() <= other.words
