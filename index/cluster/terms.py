"""BM25 as an inner product: a passage's weights of its terms, and the rarity of a question's.

Of BM25's factors those that belong to the passage - its term's frequency, saturated, by the
passage's length - are written with it, and those that belong to the term, its inverse document
frequency, come with the question. Their product is the score that the local index gives, to the
rounding of a float32. The store maps each term to a number, so that no two terms share one.
"""

import math
from collections import Counter
from collections.abc import Iterable

from index.cluster.lengths import stored_length
from index.lexical.analyzer import analyzer, normalise_for_index
from index.store.articles import ArticleStore
from index.store.terms import counted_passages, keep_terms, known_terms, terms_from

_K1, _B = 1.2, 0.75
"""Those of the local index."""
_NOTHING = 0
"""Number of no term: what a passage without words is written with, as an engine wants a weight."""


class QueryTerms:
    """Weighs questions' terms.

    Args:
        store: The finished store of a build in an engine.
    """

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self._analyzer = analyzer()
        self.passages = counted_passages(store)

    def weigh(self, text: str) -> tuple[dict[int, float], float]:
        """Weigh a question's terms.

        Args:
            text: Any text.

        Returns:
            Number to weight of each term that some passage has, and the most that a passage
            could score; a term that none has counts in that too.

        Raises:
            IndexDamaged: If the store cannot be read.
        """
        terms = list(dict.fromkeys(self._analyzer.analyze(normalise_for_index(text))))
        known = known_terms(self._store, terms)
        rarity = {term: self._rarity(known[term][1] if term in known else 0) for term in terms}
        return {known[term][0]: rarity[term] for term in terms if term in known}, sum(rarity.values())

    def frequency(self, term: str) -> int:
        """Count the passages that have a term."""
        return known_terms(self._store, [term]).get(term, (0, 0))[1]

    def near(self, term: str, distance: int) -> dict[int, float]:
        """Weigh the terms that begin as the given one does and are so many letters from it, each the same."""
        from rapidfuzz.distance import OSA

        among = terms_from(self._store, term[0], len(term) - distance, len(term) + distance) if term else {}
        return {number: 1.0 for each, number in among.items() if OSA.distance(term, each) <= distance}

    def _rarity(self, having: int) -> float:
        return (_K1 + 1) * math.log1p((self.passages - having + 0.5) / (having + 0.5))


class PassageTerms:
    """Weighs passages' terms.

    Args:
        texts: The indexed text of every passage; read once, to count.

    Source:
        Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._analyzer = analyzer()
        self._having: Counter[str] = Counter()
        self._passages = self._words = 0
        for text in texts:
            terms = self._analyzer.analyze(normalise_for_index(text))
            self._having.update(set(terms))
            self._passages += 1
            self._words += len(terms)
        self._numbers = {term: number for number, term in enumerate(sorted(self._having), _NOTHING + 1)}
        self._mean = self._words / max(self._passages, 1) or 1.0

    def weigh(self, text: str) -> dict[int, float]:
        """Weigh one passage's terms.

        Args:
            text: The indexed text of the passage.

        Returns:
            Number to weight, 0 to 1, of each term; that of no term where it has none.
        """
        terms = self._analyzer.analyze(normalise_for_index(text))
        if not terms:
            return {_NOTHING: 1.0}
        length = _K1 * (1 - _B + _B * stored_length(len(terms)) / self._mean)
        return {self._numbers[term]: count / (count + length) for term, count in Counter(terms).items()}

    def keep(self, store: ArticleStore) -> None:
        """Keep the terms in a store that is being made."""
        terms = ((term, number, self._having[term]) for term, number in self._numbers.items())
        keep_terms(store, terms, self._passages, self._words)
