"""Words of a question as the index writes them: misspelt ones, and names with dots or hyphens in them.

A word that occurs in a passage is left unchanged, as is a word of the encoder's vocabulary, because it is
English and merely missing from these articles. Any other is replaced by the nearest word of the passages.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial

from index.encoder.onnx_encoder import Encoder
from index.lexical.analyzer import analysed
from index.lexical.search import WordSearch
from index.store.articles import ArticleStore

_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{5,40}(?![^\W\d_])")
"""Words that may be misspelt: shorter ones have too many neighbours, longer ones are none, and similar numbers are not
related."""
_LONG = 9
"""Length from which a word may differ in two places."""
_ENDING = 2
"""Number of last letters: of equally near words, one with the same ending is more likely."""
_FUNCTION_WORDS = frozenset(
    "about after again their there these those since until where which while would could should".split()
)
"""Words that are too frequent to be what a rare word was meant to be."""
_PASSAGES = 50
"""Maximum number of passages searched for a word's neighbours."""
_DOTTED = re.compile(r"(?<![\w.])(?:\w\.){2,}(?:\w\b)?|(?<![\w-])[^\W\d_]{1,5}[-\u2010\u2011 ]\d{1,3}(?![\w-])")
"""``M.I.5``, ``C.I.A.``, ``MI-5``, ``MI 5``: names that may be written as one word."""
_JOINED = re.compile(r"(?<![\w.-])(?:[^\W\d_]{1,5}\d{1,3}|[^\W\d_]{2,5})(?![\w.-])")
"""``MI5``, ``CIA``: names that may be written with dots or a hyphen."""


class Speller:
    """Reads words as the passages of one build write them.

    Args:
        bm25: Knows which words there are.
        store: Holds the passages.
        encoder: Its vocabulary tells English words from misspelt ones.
    """

    def __init__(self, bm25: WordSearch, store: ArticleStore, encoder: Encoder) -> None:
        self._bm25 = bm25
        self._store = store
        self._encoder = encoder

    def respelt(self, question: str) -> tuple[str, tuple[str, ...]]:
        """Read a question's words as the index writes them.

        Args:
            question: The question, clean.

        Returns:
            The question with its words replaced, and the replacements in order.

        Raises:
            IndexDamaged: If the index cannot be read.
        """
        read: list[str] = []

        def replaced(found: re.Match[str], better_of: Callable[[str], str | None]) -> str:
            better = better_of(found.group())
            if better is None:
                return found.group()
            read.append(better)
            return better

        for pattern, better_of in ((_DOTTED, self._joined), (_JOINED, self._parted), (_WORD, self._nearest)):
            question = pattern.sub(partial(replaced, better_of=better_of), question)
        places = {word: question.find(word) for word in read}
        return question, tuple(sorted(places, key=places.__getitem__))

    def _joined(self, name: str) -> str | None:
        """Write a name as one word, if it occurs in passages like that."""
        joined = re.sub(r"\W", "", name)
        return joined if self._has(joined) else None

    def _parted(self, name: str) -> str | None:
        """Write a name with dots or a hyphen, if it occurs in passages only like that."""
        if self._has(name) or self._is_english(name):
            return None
        letters = name.rstrip("0123456789")
        forms = [f"{letters}-{name[len(letters) :]}"] if letters != name else []
        return next((form for form in [*forms, ".".join(name)] if self._written(form)), None)

    def _nearest(self, word: str) -> str | None:
        """Find the nearest word in the passages, if this one does not occur; of equals, one with its ending."""
        if self._has(word) or self._is_english(word):
            return None
        from rapidfuzz.distance import OSA

        most = 2 if len(word) >= _LONG else 1
        folded, term = word.casefold(), analysed(word)[0]
        rows = [*self._bm25.near(term, most, _PASSAGES), *self._rows_of_slips(folded)]
        words = Counter(each for text in self._texts(rows) for each in _WORD.findall(text))
        near: list[tuple[int, bool, int, str]] = []
        for each, count in words.items():
            distance = OSA.distance(folded, each.casefold())
            by_stem = OSA.distance(term, analysed(each)[0])
            if each[0].casefold() != folded[0] or each.casefold() in _FUNCTION_WORDS or min(distance, by_stem) > most:
                continue
            near.append((distance, each[-_ENDING:].casefold() != folded[-_ENDING:], -count, each))
        return min(near)[3] if near else None

    def _rows_of_slips(self, word: str) -> list[int]:
        """Find passages with a word that becomes this one by two letters swapped, or a double letter written once.

        Such a slip near the end of a word changes its stem, so that the stems of the two are far apart.
        """
        swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1))
        doubled = (word[:at] + word[at - 1] + word[at:] for at in range(2, len(word) + 1))
        halved = (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])
        slips = {slip for slip in (*swapped, *doubled, *halved) if slip != word and self._has(slip)}
        return [row for slip in sorted(slips) for row, _ in self._bm25.search(slip, _PASSAGES)]

    def _has(self, word: str) -> bool:
        return all(self._bm25.frequency(term) for term in analysed(word))

    def _is_english(self, word: str) -> bool:
        return self._encoder.count_wordpieces([word.casefold()]) == [1]

    def _written(self, form: str) -> bool:
        """Return whether a passage has a name in just that form, in capitals or not."""
        if not self._has(form):
            return False
        rows = [row for row, _ in self._bm25.search(form, _PASSAGES)]
        wanted = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
        return any(wanted.search(text) for text in self._texts(rows))

    def _texts(self, rows: list[int]) -> list[str]:
        return [passage.text for passage in self._store.passages(rows)]
