"""Group articles that are nearly the same text into stories.

Articles are processed from the longest to the shortest. Each joins the story of the first article
so far whose text it repeats, or begins a new one; so every copy is a copy of its story's longest
article, and a chain of texts that each resemble only the next is not one story.
Candidates come from locality-sensitive hashing: signatures are cut into bands, and only those
with a band in common are compared, so the work grows with the archive and not with its square.

Two texts are copies if their three-word sequences overlap by 0.6, or by 0.5 if they also have the
same figures; the beginning of one must occur in the other, because pages share long footers; and
unless they are nearly identical they must have appeared within a month, because yearly articles
are rewritten from last year's. The thresholds were chosen by bench/copies.py.

Source:
    Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3, for the banding:
    42 bands of 3 find 99.6 % of the pairs with a similarity of 0.5.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from index.stories.minhash import Signatures, minima_of, runs_of, word_tokens

Pair = tuple[bytes, bytes]
Measures = tuple[float, float, float]

_BAND = 3
_MIXERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd multipliers, one for each value of a band; chance collisions are resolved by comparing the bands."""
_CROWD = 50
"""Maximum number of articles stored for a band; more mean a phrase in common use."""
_WORTH_READING = 0.4
"""Estimated similarity from which two texts are compared word by word."""
_CANDIDATES = 20
_LEAST_WORDS = 30
"""Number of words below which only an identical text is a copy: in a caption every word matters."""
_LEAD = 150
"""Length of an article's beginning in words."""
_DAYS = 31


@dataclass(frozen=True, slots=True)
class Likeness:
    """The similarity of two texts; all values except the days are from 0 to 1."""

    overlap: float
    """Jaccard similarity of their three-word sequences."""
    lead: float
    """Share of the sequences in the first 150 words of one that the other has; the larger of both directions."""
    figures: float
    """Share of the numbers in the text with fewer that the other has; 1 if it has none."""
    days: int | None
    """Between their dates; None unless both have one."""

    def is_copy(self, *, least: float = 0.6) -> bool:
        """Decide whether one text is a copy of the other.

        Args:
            least: Overlap that is sufficient by itself.

        Returns:
            Whether it is.
        """
        if self.overlap >= 0.9:
            return True
        near = self.days is None or self.days <= _DAYS
        enough = self.overlap >= least or (self.overlap >= least - 0.1 and self.figures >= 0.85)
        return enough and self.lead >= 0.5 and self.figures >= 0.5 and near


@dataclass(frozen=True, slots=True)
class MinHashed:
    """An article's signature and length."""

    row: int
    """In the store."""
    length: int
    """Words."""
    published: date | None
    signature: bytes


class Texts:
    """Compares texts word by word, each two of them once.

    Args:
        read: Gives an article's text by its row.
        known: Results of earlier comparisons, in the form of `compared`.
    """

    def __init__(self, read: Callable[[int], str], known: Mapping[Pair, Measures] = MappingProxyType({})) -> None:
        self._read = read
        self._known = known
        self._parts_of = lru_cache(maxsize=64)(self._parts)
        self.compared: dict[Pair, Measures] = {}
        """Overlap, lead and figures of all compared pairs, by the hashes of their words."""

    def compare(self, one: MinHashed, other: MinHashed) -> Likeness:
        """Compare two articles."""
        pair: Pair = tuple(sorted((one.signature[:16], other.signature[:16])))  # type: ignore[assignment]
        if pair not in self.compared:
            self.compared[pair] = self._known.get(pair) or self._measured(one.row, other.row)
        days = abs((one.published - other.published).days) if one.published and other.published else None
        return Likeness(*self.compared[pair], days)

    def _measured(self, one: int, other: int) -> Measures:
        (runs, lead, figures), (others, other_lead, other_figures) = self._parts_of(one), self._parts_of(other)
        both = len(runs & others)
        fewer = min(len(figures), len(other_figures))
        return (
            both / max(len(runs) + len(others) - both, 1),
            max(len(lead & others) / max(len(lead), 1), len(other_lead & runs) / max(len(other_lead), 1)),
            len(figures & other_figures) / fewer if fewer else 1.0,
        )

    def _parts(self, row: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return an article's sequences, those of its beginning, and its numbers."""
        words = word_tokens(self._read(row))
        figures = frozenset(word for word in words if word.isdecimal())
        return frozenset(runs_of(words)), frozenset(runs_of(words[:_LEAD])), figures


def gather(
    articles: Sequence[MinHashed],
    texts: Texts,
    report: Callable[[], None],
    judge: Callable[[Likeness], bool] = Likeness.is_copy,
) -> dict[int, int]:
    """Find copies.

    Args:
        articles: All articles.
        texts: Compares them.
        report: Called for each article.
        judge: Decides whether two articles are copies.

    Returns:
        The row of each copy, to the row of the story's longest article.
    """
    kept = _Kept(minima_of([article.signature for article in articles]))
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
    """The longest article of each story so far, by the bands of its signature."""

    def __init__(self, minima: Signatures) -> None:
        self._minima = minima
        self._keys = _band_keys(minima)
        self._shared = _shared(self._keys)
        self._bands: defaultdict[tuple[int, int], list[int]] = defaultdict(list)

    def add(self, place: int) -> None:
        for band in self._bands_of(place):
            if len(self._bands[band]) < _CROWD:
                self._bands[band].append(place)

    def candidates(self, place: int) -> Iterable[int]:
        """Return possible matches, the most similar first."""
        seen = {other for band in self._bands_of(place) if band in self._bands for other in self._bands[band]}
        if not seen:
            return ()
        others = np.array(sorted(seen))
        alike = (self._minima[others] == self._minima[place]).mean(axis=1)
        order = np.argsort(-alike, kind="stable")
        return islice((int(others[at]) for at in order if alike[at] >= _WORTH_READING), _CANDIDATES)

    def _bands_of(self, place: int) -> list[tuple[int, int]]:
        """Return the bands that another article shares; most articles have none."""
        return [(int(band), int(self._keys[place, band])) for band in np.flatnonzero(self._shared[place])]


def _band_keys(minima: Signatures) -> npt.NDArray[np.uint64]:
    """Compute a key for each band, shape ``(articles, bands)``."""
    bands = minima.shape[1] // _BAND
    keys = np.zeros((len(minima), bands), dtype=np.uint64)
    for at, mixer in enumerate(_MIXERS):  # one of a band at a time: all at once would take six times the memory
        keys ^= minima[:, at : bands * _BAND : _BAND].astype(np.uint64) * np.uint64(mixer)
    return keys


def _shared(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Find the bands that more than one article has."""
    shared = np.zeros(keys.shape, dtype=np.bool_)
    for band in range(keys.shape[1]):
        order = np.argsort(keys[:, band], kind="stable")
        again = keys[order[1:], band] == keys[order[:-1], band]
        shared[order[1:][again], band] = shared[order[:-1][again], band] = True
    return shared
