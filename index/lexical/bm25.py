"""Passages by their words: BM25 in tantivy.

The index consists of parts, see `index.lexical.parts`; scores do not depend on the division. Queries are
built from terms and never parsed, so nothing that a person types is syntax.
"""

import math
import os
import shutil
import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tantivy import Index, Occur, Query

from corpus.errors import IndexDamaged
from index.lexical.analyzer import analyzer, normalise_for_index
from index.lexical.damage import damage_told
from index.lexical.parts import Part, assemble, read_parts, write_part
from index.store.scope import AllowedRows

_MANY = 0.1
"""Share of allowed passages from which the ranking of all passages is filtered. Below it, tantivy's query is limited
to the articles' numbers, which takes time proportional to their number."""
_BEYOND = 2
"""Depth to which that ranking is filtered, as a multiple of the expected depth."""
_K1 = 1.2
"""Fixed by tantivy, as is b = 0.75."""


class BM25Index:
    """Passages by row, scored by BM25. Safe to search from several threads.

    Args:
        index: A tantivy index as `index.lexical.parts` makes it.
        parts: Its parts.

    Source:
        Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
        2009; k1 = 1.2, b = 0.75.
    """

    def __init__(self, index: Index, parts: Sequence[Part]) -> None:
        self._schema = index.schema
        # An index does not change once it is built; tantivy's own reader would watch for that, and
        # lock the folder as it looks.
        index.config_reader("Manual")
        self._searcher = index.searcher()
        self._analyzer = analyzer()
        self._parts = sorted(parts, key=lambda part: part.article)
        self._first = {part.key: part.row for part in parts}

    @classmethod
    def build(cls, folder: Path, texts: Iterable[str], articles: Iterable[int] | None = None) -> "BM25Index":
        """Index texts and write them to disk.

        Args:
            folder: A folder to make; it must not exist.
            texts: The passages, with their titles, in order of row.
            articles: The article each belongs to, by its row in the store; None makes each
                passage an article, counted from 1.

        Returns:
            The index.
        """
        folder.mkdir(parents=True)
        whole = Part(key=0, row=0, passages=0, article=1)
        assemble(folder, [write_part(folder, whole, zip(texts, articles or count(1), strict=False))])
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> "BM25Index":
        """Map an index from disk.

        Args:
            folder: A folder written by `build`; it may be read-only.

        Returns:
            The index.

        Raises:
            IndexDamaged: If tantivy cannot read it.
        """
        parts = read_parts(folder)
        try:
            with damage_told(folder):
                return cls(Index.open(str(folder)), parts)
        except IndexDamaged as error:
            if "Lockfile" not in error.message:
                raise
        return _open_read_only(folder, parts)

    def __len__(self) -> int:
        """Count the passages."""
        return int(self._searcher.num_docs)

    def search(self, query: str, k: int, allowed: AllowedRows | None = None) -> list[tuple[int, float]]:
        """Find the passages that score highest for a query's words.

        Args:
            query: Any text; words that no passage has add nothing.
            k: Most rows to return.
            allowed: The rows that may be returned; None allows all. A passage scores the same
                either way: a word's rarity is counted over all passages.

        Returns:
            ``(row, score)`` pairs, best first; `score` is above 0 and unbounded, higher is
            better. Equal scores come in order of row.

        Raises:
            IndexDamaged: If tantivy fails, or returns invalid rows or scores.
        """
        terms = self._terms(query)
        if not terms or k < 1 or not len(self) or (allowed is not None and not allowed.count):
            return []
        with damage_told("the lexical index"):
            return self._search(terms, k, allowed)

    def having_all(self, text: str, k: int) -> list[int]:
        """Find passages that have every word of a text, wherever in them.

        Args:
            text: Any text.
            k: Most rows to return.

        Returns:
            Rows, the best by BM25 first; none for a text without words.

        Raises:
            IndexDamaged: If tantivy fails, or returns invalid rows or scores.
        """
        terms = self._terms(text)
        if not terms or k < 1 or not len(self):
            return []
        clauses = [(Occur.Must, Query.term_query(self._schema, "body", term, "freq")) for term in terms]
        with damage_told("the lexical index"):
            return [row for row, _ in self._best(Query.boolean_query(clauses), k)]

    def having_rarest(self, text: str, most: int, k: int) -> list[int]:
        """Find the passages that score highest for the rarest words of a text.

        Args:
            text: Any text; words that no passage has are ignored.
            most: How many of its words to look for.
            k: Most rows to return.

        Returns:
            Rows, the best by BM25 first.

        Raises:
            IndexDamaged: If tantivy fails, or returns invalid rows or scores.
        """
        with damage_told("the lexical index"):
            counted = [(self._searcher.doc_freq("body", term), term) for term in self._terms(text)]
            rarest = [term for count, term in sorted(counted) if count][:most]
            return [row for row, _ in self._search(rarest, k, None)] if rarest and k > 0 else []

    def rarity(self, word: str) -> float:
        """Compute the inverse document frequency of a word; 0 for a text without words.

        Args:
            word: A word; of several terms the rarest counts.

        Returns:
            From 0 for a word in all passages to about 13 for one in a million or in none.

        Raises:
            IndexDamaged: If tantivy fails.
        """
        passages = len(self)
        with damage_told("the lexical index"):
            counts = [self._searcher.doc_freq("body", term) for term in self._terms(word)]
        return max((math.log1p((passages - n + 0.5) / (n + 0.5)) for n in counts), default=0.0)

    def _search(self, terms: list[str], k: int, allowed: AllowedRows | None) -> list[tuple[int, float]]:
        clauses = [(Occur.Should, Query.term_query(self._schema, "body", term, "freq")) for term in terms]
        wanted = Query.boolean_query(clauses)
        if allowed is None:
            return self._best(wanted, k)
        if allowed.count > _MANY * len(self):
            deep = min(math.ceil(_BEYOND * k * len(self) / allowed.count), len(self))
            best = self._best(wanted, deep)
            found = [hit for hit in best if allowed.mask[hit[0]]]
            if len(found) >= k or len(best) < deep:
                return found[:k]
        within = Query.const_score_query(self._within(allowed.articles.tolist()), 0.0)
        return self._best(Query.boolean_query([(Occur.Must, wanted), (Occur.Must, within)]), k)

    def _within(self, articles: list[int]) -> Query:
        """Limit a search to some articles, given in order; each part counts its own."""
        clauses = []
        for part, after in zip_longest(self._parts, self._parts[1:]):
            # The last article of a part may be the first of the next.
            end = bisect_right(articles, after.article) if after else len(articles)
            own = [article - part.article for article in articles[bisect_left(articles, part.article) : end]]
            if own:
                here = Query.term_query(self._schema, "part", part.key)
                among = Query.term_set_query(self._schema, "article", own)
                clauses.append((Occur.Should, Query.boolean_query([(Occur.Must, here), (Occur.Must, among)])))
        return Query.boolean_query(clauses)

    def _best(self, query: Query, k: int) -> list[tuple[int, float]]:
        found: list[tuple[float, Any]] = self._searcher.search(query, min(k, len(self)), count=False).hits
        addresses = [address for _, address in found]
        rows = self._searcher.fast_field_values("row", addresses)
        first = [self._first[part] for part in self._searcher.fast_field_values("part", addresses)]
        scored = [(int(at + row), float(score)) for at, row, (score, _) in zip(first, rows, found, strict=True)]
        if not all(0 <= row < len(self) and math.isfinite(score) for row, score in scored):
            raise ValueError("invalid rows or scores")
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))

    def rows_with(self, term: str) -> npt.NDArray[np.int64]:
        """Find the rows of every passage that has a term of `analysed`, in order; shape ``(n,)``."""
        if not (count := self.frequency(term)):
            return np.empty(0, dtype=np.int64)
        with damage_told("the lexical index"):
            wanted = Query.const_score_query(Query.term_query(self._schema, "body", term, "freq"), 1.0)
            return np.array(sorted(row for row, _ in self._best(wanted, count)), dtype=np.int64)

    def ceiling(self, query: str) -> float:
        """Compute an upper bound of the score for this query.

        A term contributes at most its inverse document frequency times ``k1 + 1``. Words that no
        passage has count too, because every passage lacks them.

        Args:
            query: Any text.

        Returns:
            The ceiling, 0 for a query without words.

        Raises:
            IndexDamaged: If tantivy fails.
        """
        passages = len(self)
        with damage_told("the lexical index"):
            frequencies = [self._searcher.doc_freq("body", term) for term in self._terms(query)]
        return sum((_K1 + 1) * math.log1p((passages - n + 0.5) / (n + 0.5)) for n in frequencies)

    def frequency(self, term: str) -> int:
        """Count the passages that have a term, as `index.lexical.analyzer.analysed` gives terms."""
        with damage_told("the lexical index"):
            return int(self._searcher.doc_freq("body", term))

    def near(self, term: str, distance: int, k: int) -> list[int]:
        """Find passages that have a term like the given one.

        Args:
            term: A term.
            distance: Letters that may be added, left out, changed, or swapped with a neighbour; 1 or 2.
            k: Most rows to return.

        Returns:
            Rows, in arbitrary order.

        Raises:
            IndexDamaged: If tantivy fails.
        """
        with damage_told("the lexical index"):
            query = Query.fuzzy_term_query(self._schema, "body", term, distance, transposition_cost_one=True)
            return [row for row, _ in self._best(query, k)]

    def _terms(self, query: str) -> list[str]:
        return list(dict.fromkeys(self._analyzer.analyze(normalise_for_index(query))))


def _open_read_only(folder: Path, parts: Sequence[Part]) -> BM25Index:
    """Open an index in a folder where tantivy cannot write its lock file, through links in a temporary folder.

    The files are mapped while the links exist and stay mapped when they are gone.
    """
    work = tempfile.mkdtemp(prefix="qa-lexical-")
    try:
        for file in folder.iterdir():
            if file.suffix == ".lock":
                continue
            try:
                os.symlink(file.absolute(), Path(work, file.name))
            except OSError:  # Windows without the privilege
                shutil.copyfile(file, Path(work, file.name))
        with damage_told(folder):
            return BM25Index(Index.open(work), parts)
    finally:
        # The reader that was there before ours may lock the folder while it is being emptied.
        for _ in range(3):
            shutil.rmtree(work, ignore_errors=True)
