"""Files to a new store: what changed is read and cut, what was not touched is copied."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import finditer

from corpus.article import Article
from corpus.chunking import chunk
from corpus.errors import CorpusEmpty
from corpus.files import Skip, SourceFile, find_files
from corpus.loading import Loader, with_distinct_ids, without_removed
from corpus.progress import OnProgress, Pace
from index.encoder.onnx_encoder import Encoder
from index.rebuild.reuse import state_of
from index.settings import IndexSettings
from index.store.articles import ArticleStore
from index.store.row_copier import Copier
from index.store.rows import indexed_text, passage_digest

_PASSING = ("cannot be read", "took longer")
"""How reasons begin that may not hold the next time."""


class Gatherer:
    """Fills a store.

    Args:
        store: An empty store.
        encoder: Counts wordpieces.
        settings: How articles are read and cut.
        on_progress: Called for every file.
        copies: Whether the store has a live one beside it, whose files were read in the same way.
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
        self._pace = Pace("loading", on_progress)
        self._files = 0
        self._partly = {entry[: mark.start()] for entry in settings.loading.removed for mark in finditer("#", entry)}
        """Files of which some articles were removed, among paths that are none."""
        self._copier = Copier(store, copies=copies)
        self._loaded: str | None = None
        """The id of the article under way as its file gives it; None for a skip."""
        self._repeats = True
        """Whether the file under way would give the same articles whatever other files there are."""
        self.skipped: Counter[str] = Counter()
        """Reason to number of files, or of lines where a file holds many articles."""

    def gather(self, sources: Sequence[Path]) -> None:
        """Store every article of some folders and files.

        Args:
            sources: The folders and files.

        Raises:
            CorpusEmpty: If there is none.
        """
        with Loader(self._settings.loading, lambda: self._pace.tick(self._files)) as loader:
            found = with_distinct_ids(self._articles(sources, loader), self._store.has_article)
            for item in without_removed(found, self._settings.loading):
                self._keep(item)
        self._copier.flush()
        if not self._store.count("passages"):
            raise CorpusEmpty(_nothing_found(sources, self.skipped), "qa rebuild PATH, with a folder of articles")

    def _keep(self, item: Article | Skip) -> None:
        self._repeats = self._repeats and self._loaded == (item.article_id if isinstance(item, Article) else None)
        if isinstance(item, Skip):
            self._skip(item)
        else:
            self._add(item)

    def _articles(self, sources: Sequence[Path], loader: Loader) -> Iterator[Article | Skip]:
        """Give what is read; what was given is stored by the time the next is asked for."""
        self._pace = Pace("loading", self._on_progress, total=self._count(sources))
        for item in find_files(sources, self._settings.loading):
            self._loaded = None
            if isinstance(item, SourceFile):
                yield from self._file(item, loader)
                self._files += 1
                self._pace.tick(self._files)
            else:
                yield item

    def _count(self, sources: Sequence[Path]) -> int:
        """Count the files in a walk of its own, which keeps none of their names."""
        count = 0
        for item in find_files(sources, self._settings.loading):
            count += isinstance(item, SourceFile)
            self._pace.tick(0)
        return count

    def _file(self, file: SourceFile, loader: Loader) -> Iterator[Article | Skip]:
        state = state_of(file.path, file.root)
        skips = self._copier.copy(state) if state and state.file.path not in self._partly else None
        if skips is not None:
            yield from skips
            return
        self._copier.flush()
        begin = self._copier.ends()
        self._repeats = True
        for item in loader.load(file):
            self._loaded = item.article_id if isinstance(item, Article) else None
            self._repeats = self._repeats and not (isinstance(item, Skip) and item.reason.startswith(_PASSING))
            yield item
        if state:
            self._copier.read(state, begin, settled=self._repeats)

    def _add(self, article: Article) -> None:
        passages = chunk(article, self._settings.chunking, self._encoder.count_wordpieces)
        if not passages:
            self._skip(Skip(article.path, "nothing but boilerplate", article.row))
            return
        published = article.stated.isoformat() if article.stated else None
        texts = [indexed_text(article.title, published, passage.text) for passage in passages]
        self._store.add(article, passages, [passage_digest(self._encoder.fingerprint, text) for text in texts])
        self._copier.take(article.article_id)
        self._pace.tick(self._files, passages=len(passages))

    def _skip(self, skip: Skip) -> None:
        self.skipped[skip.reason] += 1
        self._store.add_skip(skip.path, skip.line, skip.reason)


def _nothing_found(sources: Sequence[Path], skipped: Counter[str]) -> str:
    names = ", ".join(str(source) for source in sources)
    reasons = "; ".join(f"{count} {reason}" for reason, count in skipped.most_common(5))
    return f"No article in {names}: {f'{skipped.total()} skipped ({reasons})' if skipped else 'no files at all'}."
