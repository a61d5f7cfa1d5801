"""Words of a conversation that may belong in a follow-up question, with the features of each."""

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
"""Features of a candidate."""
_TURNS = 10
"""Latest turns considered."""
_MOST = {1: 50, 2: 26}
"""Words read of the answer this many turns back; of older ones, a dozen."""
_MOST_BEFORE = 12
_MOST_ASKED = 40
"""Words read of each question."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question or of an earlier turn."""

    text: str
    back: int
    """Turns back, from 1; 0 in the question itself."""
    of_answer: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words of earlier turns that may belong in a question."""

    words: tuple[str, ...]
    """As written, in order."""
    terms: tuple[str, ...]
    """As the index folds them; a term may occur more than once."""
    features: tuple[tuple[float, ...], ...]
    """`FEATURES` numbers for each."""


def words_of(question: str, said: Sequence[Said]) -> list[Word]:
    """List the words of a question and of the turns before it, the oldest first, long answers cut."""
    words = [Word(text, 0, of_answer=False) for text in _plain(question, _MOST_ASKED)]
    for back in range(min(len(said), _TURNS), 0, -1):
        turn = said[-back]
        words += [Word(text, back, of_answer=False) for text in _plain(turn.typed or turn.question, _MOST_ASKED)]
        read = _MOST.get(back, _MOST_BEFORE)
        words += [Word(text, back, of_answer=True) for text in _plain(turn.answer or "", read)]
    return words


def _plain(text: str, most: int) -> list[str]:
    """Return the first words of a text, without punctuation."""
    kept = (word.strip(".'’‘") for word in pieces(text[: most * 20]))
    return [word for word in kept if word and word[0].isalnum()][:most]


def candidates(question: str, ours: str, words: Sequence[Word]) -> Candidates:
    """Collect the content words of earlier turns that a question lacks, with their features.

    Args:
        question: As it was typed.
        ours: As the rules rewrote it.
        words: The words of the question and of earlier turns.

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
    proposed = []
    for place, ((at, size), word, terms) in enumerate(zip(_within(words), words, folded, strict=True)):
        if not word.back or not terms or terms <= asked or bare(word.text) in SMALL:
            continue
        term = min(terms)
        row = [*_surface(word, at, size, first), *_beside(words, folded, place, asked, put), *shared]
        row += [math.log1p(counts[term]), float(term in put), len(turns[term]) / 2, float(bare(word.text) in common())]
        proposed.append((word.text, term, tuple(row)))
    columns = tuple(zip(*proposed, strict=True)) or ((), (), ())
    return Candidates(*columns)


def _of_question(words: Sequence[Word], put: frozenset[str], *, unchanged: bool) -> list[float]:
    """Return the features of the question, shared by all its candidates."""
    asked = [word.text for word in words if not word.back]
    groups = [float(sum(word.casefold() in group for word in asked)) for group in (POINTING, PERSONAL, MANY)]
    named = sum(is_name(word, first=place == 0) for place, word in enumerate(asked))
    return [float(unchanged), len(put) / 5, len(asked) / 10, *groups, float("it" in asked), named / 2]


def _within(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Return each word's position in its question or answer, and the length of that, in words."""
    sizes = Counter((word.back, word.of_answer) for word in words)
    seen: Counter[tuple[int, bool]] = Counter()
    for word in words:
        part = word.back, word.of_answer
        yield seen[part], sizes[part]
        seen[part] += 1


def _surface(word: Word, at: int, size: int, first: int) -> list[float]:
    """Return the features of a word's position and form."""
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
    """Return whether its neighbours are in the question, as "barrel" next to "rain" for "the barrel", or were added."""
    nearby = []
    for beside in (place - 1, place + 1):
        same = 0 <= beside < len(words) and words[beside].back == words[place].back
        terms = folded[beside] if same else frozenset()
        nearby += [float(bool(terms & asked)), float(bool(terms & put))]
    return [*nearby, float(is_verb(words[place].text))]
