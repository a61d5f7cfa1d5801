"""Words of a conversation that may belong into a follow-up question, with what can be seen of each."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.conversation.frames import is_verb
from qa.conversation.pointing import MANY, PERSONAL, POINTING
from qa.conversation.turns import Said
from qa.conversation.words import SMALL, bare, common, is_name, pieces
from qa.questions import content_terms

FEATURES = 32
"""Numbers that a candidate is judged by."""
_TURNS = 10
"""Turns looked at."""
_MOST = {1: 50, 2: 26}
"""Words read of the answer so many turns back; of those before, a dozen."""
_MOST_BEFORE = 12
_MOST_ASKED = 40
"""Words read of each question."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question or of what was said before it."""

    text: str
    back: int
    """Turns back, from 1; 0 in the question itself."""
    of_answer: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words of a history that may belong into a question."""

    words: tuple[str, ...]
    """As they stand, in order."""
    terms: tuple[str, ...]
    """As the index folds them; the same may come more than once."""
    features: tuple[tuple[float, ...], ...]
    """Of each, `FEATURES` numbers."""


def words_of(question: str, said: Sequence[Said]) -> list[Word]:
    """List the words of a question and of what was said before it, the oldest first, long answers cut."""
    words = [Word(text, 0, of_answer=False) for text in _plain(question, _MOST_ASKED)]
    for back in range(min(len(said), _TURNS), 0, -1):
        turn = said[-back]
        words += [Word(text, back, of_answer=False) for text in _plain(turn.typed or turn.question, _MOST_ASKED)]
        read = _MOST.get(back, _MOST_BEFORE)
        words += [Word(text, back, of_answer=True) for text in _plain(turn.answer or "", read)]
    return words


def _plain(text: str, most: int) -> list[str]:
    """Take the first words of a text, without marks."""
    kept = (word.strip(".'’‘") for word in pieces(text[: most * 20]))
    return [word for word in kept if word and word[0].isalnum()][:most]


def candidates(question: str, ours: str, words: Sequence[Word]) -> Candidates:
    """Gather the content words of a history that a question has not, with their features.

    Args:
        question: As it was typed.
        ours: As the rules ask it.
        words: Of the question and of what was said.

    Returns:
        The words.
    """
    folded = [frozenset(content_terms(word.text)) for word in words]
    asked = frozenset(content_terms(question))
    put = frozenset(content_terms(ours)) - asked
    counts = Counter(term for word, terms in zip(words, folded, strict=True) if word.back for term in terms)
    turns: defaultdict[str, set[int]] = defaultdict(set)
    for word, terms in zip(words, folded, strict=True):
        for term in terms if word.back else ():
            turns[term].add(word.back)
    shared = _of_question(words, put, unchanged=ours == question)
    first = max((word.back for word in words), default=0) or 1
    found = []
    for place, ((at, size), word, terms) in enumerate(zip(_within(words), words, folded, strict=True)):
        if not word.back or not terms or terms <= asked or bare(word.text) in SMALL:
            continue
        term = min(terms)
        row = [*_surface(word, at, size, first), *_beside(words, folded, place, asked, put), *shared]
        row += [math.log1p(counts[term]), float(term in put), len(turns[term]) / 2, float(bare(word.text) in common())]
        found.append((word.text, term, tuple(row)))
    columns = tuple(zip(*found, strict=True)) or ((), (), ())
    return Candidates(*columns)


def _of_question(words: Sequence[Word], put: frozenset[str], *, unchanged: bool) -> list[float]:
    """Say of the question itself what all its candidates share."""
    asked = [word.text for word in words if not word.back]
    groups = [float(sum(word.casefold() in group for word in asked)) for group in (POINTING, PERSONAL, MANY)]
    named = sum(is_name(word, first=place == 0) for place, word in enumerate(asked))
    return [float(unchanged), len(put) / 5, len(asked) / 10, *groups, float("it" in asked), named / 2]


def _within(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Give each word's place in its question or answer, and how many words that has."""
    sizes = Counter((word.back, word.of_answer) for word in words)
    seen: Counter[tuple[int, bool]] = Counter()
    for word in words:
        part = word.back, word.of_answer
        yield seen[part], sizes[part]
        seen[part] += 1


def _surface(word: Word, at: int, size: int, first: int) -> list[float]:
    """Say where a word stands and what it looks like."""
    oldest, capital = word.back == first, word.text[0].isupper()
    return [
        *(float(word.back == back) for back in (1, 2, 3)),
        float(word.back > 3),
        float(word.of_answer),
        float(oldest),
        float(oldest and not word.of_answer),
        float(oldest and first == 1),
        float(capital and at > 0),
        float(capital),
        float(is_name(word.text)),
        float(any(map(str.isdigit, word.text))),
        at / size,
        size / 20,
        math.log(first),
    ]


def _beside(
    words: Sequence[Word], folded: Sequence[frozenset[str]], place: int, asked: frozenset[str], put: frozenset[str]
) -> list[float]:
    """Return whether its neighbours are in the question, as "barrel" is beside "rain" after "the barrel", or put in."""
    found = []
    for beside in (place - 1, place + 1):
        same = 0 <= beside < len(words) and words[beside].back == words[place].back
        terms = folded[beside] if same else frozenset()
        found += [float(bool(terms & asked)), float(bool(terms & put))]
    return [*found, float(is_verb(words[place].text))]
