"""Files to a new store: changed files are read and chunked, the rows of unchanged ones are copied."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from re import finditer

from corpus.article import Article, line_at
from corpus.chunking import chunked
from corpus.errors import CorpusEmpty
from corpus.files import LEFT_OUT, REMOVED, Skip, SourceFile, find_files
from corpus.loading import DistinctIds, Loader, is_removed
from corpus.progress import OnProgress, Throttle
from index.encoder.onnx_encoder import Encoder
from index.rebuild.reuse import state_of
from index.settings import IndexSettings
from index.store.articles import ArticleStore
from index.store.row_copier import Copier, SourceState
from index.store.rows import indexed_text, passage_digest
from index.store.speech import add_speech
from index.store.times import add_times

_PASSING = ("cannot be read", "took longer")
"""Beginnings of reasons that may not apply the next time."""


class Gatherer:
    """Fills a store, one file after another.

    Args:
        store: An empty store.
        encoder: Counts wordpieces.
        settings: How articles are read and cut.
        on_progress: Called for every file.
        copies: Whether the live store is attached, and its files were read with the same code and settings.
    """

    def __init__(
        self,
        store: ArticleStore,
        encoder: Encoder,
        settings: IndexSettings,
        on_progress: OnProgress,
        *,
        copies: bool = False,
    ) -> None:
        self._store = store
        self._encoder = encoder
        self._settings = settings
        self._on_progress = on_progress
        self._removed = frozenset(settings.loading.removed)
        self._partly = {entry[: mark.start()] for entry in self._removed for mark in finditer("#", entry)}
        """Files of which some articles were removed."""
        self._copier = Copier(store, copies=copies)
        self._ids = DistinctIds(store.has_article)
        self._throttle: Throttle
        self._files = 0
        self.skipped: Counter[str] = Counter()
        """Reason to number of files, or of lines where a file holds many articles."""

    def gather(self, sources: Sequence[Path]) -> None:
        """Store every article of some folders and files.

        Args:
            sources: The folders and files.

        Raises:
            CorpusEmpty: If there is none.
        """
        self._throttle = Throttle("loading", self._on_progress)
        count = self._count(sources)
        self._throttle = Throttle("loading", self._on_progress, total=count)
        with Loader(self._settings.loading, lambda: self._throttle.tick(self._files)) as loader:
            for item in find_files(sources, self._settings.loading):
                if isinstance(item, Skip):
                    self._skip(item)
                    continue
                state = state_of(item.path, item.root)
                if not self._copied(state):
                    self._read(item, state, loader)
                self._files += 1
                self._throttle.tick(self._files)
        self._copier.flush()
        if not self._store.count("passages"):
            raise CorpusEmpty(_nothing_found(sources, self.skipped), "qa rebuild PATH, with a folder of articles")

    def _count(self, sources: Sequence[Path]) -> int:
        """Count the files in a separate walk that does not store their names."""
        count = 0
        for item in find_files(sources, self._settings.loading):
            count += isinstance(item, SourceFile)
            self._throttle.tick(0)
        return count

    def _copied(self, state: SourceState | None) -> bool:
        """Copy the rows of an unchanged file; tell whether that was possible."""
        if state is None or state.file.path in self._partly:
            return False
        skips = self._copier.copy(state)
        for skip in skips or ():
            self._skip(skip)
        return skips is not None

    def _read(self, file: SourceFile, state: SourceState | None, loader: Loader) -> None:
        """Read a file, store its articles, and record the result."""
        self._copier.flush()
        begin = self._copier.ends()
        repeats = True
        for item in loader.load(file):
            repeats = self._keep(item) and repeats
        if state:
            self._copier.read(state, begin, settled=repeats)

    def _keep(self, item: Article | Skip) -> bool:
        """Store an article or skip; tell whether its file would give the same result regardless of other files."""
        if isinstance(item, Skip):
            self._skip(item)
            return not item.reason.startswith(_PASSING)
        article = self._ids.distinct(item)
        if is_removed(article, self._removed):
            self._skip(Skip(article.path, REMOVED, article.row))
            return False
        self._add(article)
        return article.article_id == item.article_id

    def _add(self, article: Article) -> None:
        passages, left = chunked(article, self._settings.chunking, self._encoder.count_wordpieces)
        if not passages:
            self._skip(Skip(article.path, "only boilerplate", article.row))
            return
        published = article.stated.isoformat() if article.stated else None
        texts = [indexed_text(article.title, published, passage.text) for passage in passages]
        self._store.add(article, passages, [passage_digest(self._encoder.fingerprint, text) for text in texts])
        for reason, line in parts_left_out(article, left):
            self._skip(Skip(article.path, LEFT_OUT + reason, line))
        row = self._store.count("articles")
        add_times(self._store, row, article, passages)
        add_speech(self._store, row, article, passages)
        self._copier.take(article.article_id)
        self._throttle.tick(self._files, passages=len(passages))

    def _skip(self, skip: Skip) -> None:
        if not skip.reason.startswith(LEFT_OUT):  # parts of articles are not files
            self.skipped[skip.reason] += 1
        self._store.add_skip(skip.path, skip.line, skip.reason)


def parts_left_out(article: Article, left: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """List the parts of an article that are in none of its passages.

    Args:
        article: The article.
        left: The parts of its text that are in none, by their offset.

    Returns:
        Each part, and the line where it begins; None if it is not in the text either.
    """
    beside = [(reason, article.row) for reason in article.left_out if reason not in left]
    return [*beside, *((reason, line_at(article.text, at, article.row)) for reason, at in left.items())]


def _nothing_found(sources: Sequence[Path], skipped: Counter[str]) -> str:
    names = ", ".join(str(source) for source in sources)
    reasons = "; ".join(f"{count} {reason}" for reason, count in skipped.most_common(5))
    return f"No article in {names}: {f'{skipped.total()} skipped ({reasons})' if skipped else 'no files at all'}."
