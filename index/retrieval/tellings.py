"""What the articles of a story say, sentence by sentence: which sentences does one of them have alone?

A sentence is an article's own if most of its runs of three words stand in no other article of the
story, unless it only rewords a sentence of one: as many of the same words, every name, figure and
negation among them, in a sentence that this article does not have as it stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.sentences import all_sentences
from index.stories.minhash import runs_of, word_tokens

_LEAST_RUNS = 3
"""Runs of three words of a sentence that says something."""
_ALONE = 0.5
"""Share of a sentence's runs that no other article has, above which the sentence is its article's own."""
_REWORDED = 0.5
"""Share of the longer sentence's words that both have, from which one rewords the other."""
_NAME = re.compile(r"(?<=[^\W\d_])[\s,;:('\"“‘-]+([^\W\d_a-z]\w*)")
"""A word with a capital, unless it begins the sentence."""
_DECISIVE = re.compile(
    r"\w*\d\w*|no|not|\w+n['’]t|never|none|nobody|nothing|without|half|twice|both"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|millions?"
    r"|billions?|dozens?"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, as it is compared with others."""

    text: str
    runs: frozenset[str]
    """Its runs of three words, letter case and punctuation apart."""
    words: frozenset[str]

    def decisive(self) -> set[str]:
        """Give the words that another sentence must have to say the same: names, figures, negations."""
        names = {word for each in _NAME.finditer(self.text) for word in word_tokens(each[1])}
        return names | {word for word in self.words if _DECISIVE.fullmatch(word)}


def sentences_of(text: str) -> list[Sentence]:
    """Cut a text into those of its sentences that say something."""
    found: list[Sentence] = []
    for start, end in all_sentences(text):
        words = word_tokens(text[start:end])
        runs = frozenset(runs_of(words))
        if len(runs) >= _LEAST_RUNS:
            found.append(Sentence(text[start:end], runs, frozenset(words)))
    return found


class Tellings:
    """What each article of a story says.

    Args:
        told: Passages by the row of their article.
    """

    def __init__(self, told: Mapping[int, Sequence[str]]) -> None:
        self._told = told
        self._tellers: defaultdict[str, set[int]] = defaultdict(set)
        for article, texts in told.items():
            for run in {run for text in texts for run in runs_of(word_tokens(text))}:
                self._tellers[run].add(article)
        self._missing: dict[int, list[Sentence]] = {}

    def alone(self, article: int, sentences: Iterable[Sentence]) -> list[Sentence]:
        """Find the sentences of an article that no other says in these words.

        Args:
            article: Its row.
            sentences: Some of its sentences.

        Returns:
            Those most of whose runs of words are its alone.
        """
        return [
            each
            for each in sentences
            if sum(self._tellers[run] <= {article} for run in each.runs) > _ALONE * len(each.runs)
        ]

    def reworded(self, article: int, sentence: Sentence) -> bool:
        """Tell whether a sentence of an article says in other words what another article says."""
        return any(_rewords(sentence, other) for other in self._unsaid(article))

    def _unsaid(self, article: int) -> list[Sentence]:
        """Give the sentences of other articles that an article does not have as they stand."""
        if article not in self._missing:
            texts = (text for row, told in self._told.items() if row != article for text in told)
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
