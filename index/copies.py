"""Articles that tell the same in much the same words, gathered as one story.

Articles are taken from the longest to the shortest. Each joins the story of the first article
kept so far whose text it repeats, or begins a story itself; so every copy is a copy of its
story's longest telling, and a chain of texts that each resemble only the next is not one story.
Candidates come from locality-sensitive hashing: signatures are cut into bands, and only those
with a band in common are compared, so the work grows with the archive and not with its square.

Two texts are copies if their runs of three words overlap by 0.6, or by 0.5 where they also give
the same figures; the beginning of one must stand in the other, for pages share long footers; and
unless they are all but the same they must have appeared within a month, for yearly pieces are
written anew from last year's. The thresholds were chosen by bench/copies.py.

Source:
    Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3, for the banding:
    42 bands of 3 find 99.6 % of the pairs with a similarity of 0.5.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

import numpy as np

from index.signing import Signatures, minima_of, runs_of, words_of

_BAND = 3
_CROWD = 50
"""Articles kept of one band; beyond, it is a phrase that everybody uses."""
_WORTH_READING = 0.4
"""Estimated similarity from which two texts are compared word by word."""
_CANDIDATES = 20
_LEAST_WORDS = 30
"""Below, only the same text is a copy: in a caption every word tells."""
_LEAD = 150
"""Words in which an article begins."""
_DAYS = 31


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts compare; all but the days from 0 to 1."""

    overlap: float
    """Jaccard similarity of their runs of three words."""
    lead: float
    """Share of the runs in the first 150 words of one that the other has; the larger of the two ways."""
    figures: float
    """Share of the numbers in the text with fewer that the other has; 1 if it has none."""
    days: int | None
    """Between their dates; None unless both have one."""

    def is_copy(self, *, least: float = 0.6) -> bool:
        """Judge whether one repeats the other.

        Args:
            least: Overlap that is enough by itself.

        Returns:
            Whether it does.
        """
        if self.overlap >= 0.9:
            return True
        near = self.days is None or self.days <= _DAYS
        enough = self.overlap >= least or (self.overlap >= least - 0.1 and self.figures >= 0.85)
        return enough and self.lead >= 0.5 and self.figures >= 0.5 and near


@dataclass(frozen=True, slots=True)
class Signed:
    """An article as it is compared."""

    row: int
    """In the store."""
    length: int
    """Words."""
    published: date | None
    signature: bytes


class Texts:
    """What comparing needs of texts, the last ones kept.

    Args:
        read: Gives an article's text by its row.
    """

    def __init__(self, read: Callable[[int], str]) -> None:
        self._read = read
        self.parts = lru_cache(maxsize=64)(self._parts)

    def _parts(self, row: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Give an article's runs, those of its beginning, and its numbers."""
        words = words_of(self._read(row))
        figures = frozenset(word for word in words if word.isdecimal())
        return frozenset(runs_of(words)), frozenset(runs_of(words[:_LEAD])), figures

    def compare(self, one: Signed, other: Signed) -> Likeness:
        """Compare two articles word by word."""
        (runs, lead, figures), (others, other_lead, other_figures) = self.parts(one.row), self.parts(other.row)
        both = len(runs & others)
        fewer = min(len(figures), len(other_figures))
        return Likeness(
            overlap=both / max(len(runs) + len(others) - both, 1),
            lead=max(len(lead & others) / max(len(lead), 1), len(other_lead & runs) / max(len(other_lead), 1)),
            figures=len(figures & other_figures) / fewer if fewer else 1.0,
            days=abs((one.published - other.published).days) if one.published and other.published else None,
        )


def gather(
    articles: Sequence[Signed],
    read: Callable[[int], str],
    report: Callable[[], None],
    judge: Callable[[Likeness], bool] = Likeness.is_copy,
) -> dict[int, int]:
    """Find copies.

    Args:
        articles: All articles.
        read: Gives an article's text by its row.
        report: Called for each article.
        judge: Says whether two articles are copies.

    Returns:
        The row of each article that is a copy, to the row of the story's longest telling.
    """
    texts, kept = Texts(read), _Kept(minima_of([article.signature for article in articles]))
    same: dict[bytes, int] = {}
    found: dict[int, int] = {}
    for place in sorted(range(len(articles)), key=lambda at: (-articles[at].length, articles[at].row)):
        report()
        article = articles[place]
        first = same.setdefault(article.signature[:16], article.row)
        if first != article.row:
            found[article.row] = found.get(first, first)
            continue
        candidates = (articles[at] for at in kept.candidates(place) if article.length >= _LEAST_WORDS)
        own = next((each for each in candidates if judge(texts.compare(article, each))), None)
        if own is not None:
            found[article.row] = own.row
        else:
            kept.add(place)
    return found


class _Kept:
    """The longest telling of each story so far, found by the bands of its signature."""

    def __init__(self, minima: Signatures) -> None:
        self._minima = minima
        self._bands: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)

    def add(self, place: int) -> None:
        for band in self._bands_of(place):
            if len(self._bands[band]) < _CROWD:
                self._bands[band].append(place)

    def candidates(self, place: int) -> Iterable[int]:
        """Give those that may be alike, the most alike first."""
        seen = {other for band in self._bands_of(place) if band in self._bands for other in self._bands[band]}
        if not seen:
            return ()
        others = np.array(sorted(seen))
        alike = (self._minima[others] == self._minima[place]).mean(axis=1)
        order = np.argsort(-alike, kind="stable")
        return islice((int(others[at]) for at in order if alike[at] >= _WORTH_READING), _CANDIDATES)

    def _bands_of(self, place: int) -> list[tuple[int, bytes]]:
        minima = self._minima[place]
        return [(at, minima[at : at + _BAND].tobytes()) for at in range(0, len(minima) - _BAND + 1, _BAND)]
