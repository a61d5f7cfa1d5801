"""Passages by their words: BM25 in tantivy.

Text is analysed the same way for passages and queries: compatibility forms and apostrophes
are unified, runs of Chinese, Japanese and Korean become pairs of characters, decimals stay
whole, words are folded to ASCII and stemmed. Queries are built from terms, never parsed, so
nothing a person types is syntax.
"""

import math
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tantivy import Document, Filter, Index, Occur, Query, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from corpus.errors import IndexDamaged
from index.selecting import AllowedRows

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]+")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_TOKEN = r"\d+(?:[.,]\d+)+|[\p{L}\p{M}\p{N}]+"  # noqa: S105 - a word's form, no secret
_ANALYZER = "passage"
_HEAP = 4_000_000_000
"""Bytes the writer may use before it starts a second segment; taken only as they are needed."""
_MANY = 0.1
"""Share of the passages that must be allowed for the best of all to be looked through. Below it
tantivy is held to the articles' numbers, which takes the longer the more there are."""
_BEYOND = 2
"""Times as deep as chance would need that ranking is looked through."""
_K1 = 1.2
"""Fixed by tantivy, as is b = 0.75."""


class BM25Index:
    """Passages by row, scored by BM25. Safe to search from several threads.

    Args:
        index: A tantivy index with the fields ``row`` and ``body``.

    Source:
        Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
        2009; k1 = 1.2, b = 0.75.
    """

    def __init__(self, index: Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._analyzer = _analyzer()

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
        builder = SchemaBuilder().add_unsigned_field("row", fast=True)
        builder = builder.add_unsigned_field("article", fast=True, indexed=True)
        schema = builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="freq").build()
        index = Index(schema, str(folder))
        index.register_tokenizer(_ANALYZER, _analyzer())
        # One thread and one commit give one segment, in which documents keep their order.
        writer = index.writer(_HEAP, 1)
        try:
            for row, (text, article) in enumerate(zip(texts, articles or count(1), strict=False)):
                document = Document()
                document.add_unsigned("row", row)
                document.add_unsigned("article", article)
                document.add_text("body", normalised(text))
                writer.add_document(document)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()  # else its thread goes on writing into a folder that is removed
        del writer, index
        # Readable by its owner alone, and needed by nobody: only a later merge would look at it.
        (folder / ".managed.json").unlink(missing_ok=True)
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
        try:
            with _damage_told(folder):
                return cls(Index.open(str(folder)))
        except IndexDamaged as error:
            if "Lockfile" not in error.message:
                raise
        return _open_read_only(folder)

    def __len__(self) -> int:
        """Count the passages."""
        return int(self._searcher.num_docs)

    def search(self, query: str, k: int, allowed: AllowedRows | None = None) -> list[tuple[int, float]]:
        """Find the passages that score highest for a query's words.

        Args:
            query: Any text; words that no passage has add nothing.
            k: Most rows to return.
            allowed: The rows that may be returned; None allows all. A passage scores the same
                either way: how rare a word is, is told by all passages.

        Returns:
            ``(row, score)`` pairs, best first; `score` is above 0 and unbounded, higher is
            better. Equal scores come in order of row.

        Raises:
            IndexDamaged: If tantivy stumbles, or finds rows or scores that cannot be.
        """
        terms = self._terms(query)
        if not terms or k < 1 or not len(self) or (allowed is not None and not allowed.count):
            return []
        with _damage_told("the lexical index"):
            return self._search(terms, k, allowed)

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
        within = Query.const_score_query(Query.term_set_query(self._schema, "article", allowed.articles.tolist()), 0.0)
        return self._best(Query.boolean_query([(Occur.Must, wanted), (Occur.Must, within)]), k)

    def _best(self, query: Query, k: int) -> list[tuple[int, float]]:
        found: list[tuple[float, Any]] = self._searcher.search(query, min(k, len(self)), count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in found])
        scored = [(int(row), float(score)) for row, (score, _) in zip(rows, found, strict=True)]
        if not all(0 <= row < len(self) and math.isfinite(score) for row, score in scored):
            raise ValueError("rows or scores that cannot be")
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))

    def ceiling(self, query: str) -> float:
        """Find the score no passage can pass for this query.

        A term's part is at most its inverse document frequency times ``k1 + 1``. A word that
        no passage has counts too: a passage that lacks it is the worse for it.

        Args:
            query: Any text.

        Returns:
            The ceiling, 0 for a query without words.

        Raises:
            IndexDamaged: If tantivy stumbles.
        """
        passages = len(self)
        with _damage_told("the lexical index"):
            frequencies = [self._searcher.doc_freq("body", term) for term in self._terms(query)]
        return sum((_K1 + 1) * math.log1p((passages - n + 0.5) / (n + 0.5)) for n in frequencies)

    def _terms(self, query: str) -> list[str]:
        return list(dict.fromkeys(self._analyzer.analyze(normalised(query))))


def analysed(text: str) -> list[str]:
    """Cut a text into the terms BM25 sees: folded and stemmed words, in order."""
    terms: list[str] = _analyzer().analyze(normalised(text))
    return terms


def normalised(text: str) -> str:
    """Unify what looks alike, and part Chinese, Japanese and Korean into pairs of characters."""
    if text.isascii():
        return text
    return _CJK.sub(_pairs, _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text)))


def _pairs(run: re.Match[str]) -> str:
    characters = run.group()
    if len(characters) < 3:
        return f" {characters} "
    return " " + " ".join(characters[at : at + 2] for at in range(len(characters) - 1)) + " "


def _analyzer() -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.regex(_TOKEN)).filter(Filter.remove_long(100)).filter(Filter.lowercase())
    return builder.filter(Filter.ascii_fold()).filter(Filter.stemmer("english")).build()


def _open_read_only(folder: Path) -> BM25Index:
    """Open where tantivy may not write its lock file: through links in a folder of our own.

    The files are mapped while the links exist and stay mapped when they are gone.
    """
    with tempfile.TemporaryDirectory() as work:
        for file in folder.iterdir():
            if file.suffix == ".lock":
                continue
            try:
                os.symlink(file.absolute(), Path(work, file.name))
            except OSError:  # Windows without the privilege
                shutil.copyfile(file, Path(work, file.name))
        with _damage_told(folder):
            return BM25Index(Index.open(work))


@contextmanager
def _damage_told(what: Path | str) -> Iterator[None]:
    """Tell whatever tantivy stumbles over as damage; a panic of its own is no `Exception` of Python's."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise IndexDamaged(f"{what} cannot be read: {str(error)[:200]}", "qa rebuild") from error
        raise
