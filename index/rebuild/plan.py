"""Determine what a rebuild would do, without doing it."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.progress import OnProgress, silent
from index.build import open_for_reuse
from index.encoder.onnx_encoder import Encoder
from index.rebuild.embedding_cache import pending_digests
from index.rebuild.ingest import Gatherer
from index.rebuild.reuse import reading_fingerprint
from index.settings import IndexSettings
from index.store.articles import ArticleStore
from index.store.differences import all_new, compare_with_live
from index.store.layout import IndexFolder


@dataclass(frozen=True, slots=True)
class RebuildPlan:
    """What a rebuild would read, embed and drop."""

    files: int
    """Files that contain articles or are skipped because of their contents."""
    read: int
    """Files that are new or have changed since they were indexed; all if the index cannot be reused."""
    articles: int
    passages: int
    embedded: int
    """Passages that would have to be encoded; equal ones count once."""
    kept: int
    """Passages among the rest whose embedding comes from an interrupted rebuild."""
    dropped_articles: int
    """Articles of the index that are not among the new ones."""
    dropped_passages: int
    """Passages of the index whose text is not among the new ones."""
    skipped: dict[str, int]
    """Reason to number of files, or of lines where a file holds many articles."""


def plan(
    path: Path, sources: Sequence[Path], encoder: Encoder, settings: IndexSettings, on_progress: OnProgress = silent
) -> RebuildPlan:
    """Determine what a rebuild would do; the articles are read, and the index is not changed.

    Args:
        path: The index folder; it need not exist.
        sources: Folders and files of articles.
        encoder: The encoder that would be used; it encodes nothing.
        settings: How articles are read and cut.
        on_progress: Called at least every 0.2 s; its exceptions propagate.

    Returns:
        The plan.

    Raises:
        CorpusEmpty: If no article was found.
    """
    folder = IndexFolder(path)
    live = open_for_reuse(folder, encoder, engine=settings.engine)
    copies = live is not None and live.manifest.reading == reading_fingerprint(encoder, settings)
    with tempfile.TemporaryDirectory() as work:
        store = ArticleStore.create(Path(work, "articles.sqlite"), live.folder.articles if live else None)
        try:
            gatherer = Gatherer(store, encoder, settings, on_progress, copies=copies)
            gatherer.gather(sources)
            store.finish()
            skipped = dict(gatherer.skipped.most_common())
            return _planned(store, skipped, pending_digests(folder.pending), live=bool(live), copies=copies)
        finally:
            store.close()
            if live:
                live.store.close()


def _planned(
    store: ArticleStore, skipped: dict[str, int], kept: set[bytes], *, live: bool, copies: bool
) -> RebuildPlan:
    """Compare a new store with the attached live one, whose files were read in the same way if `copies`."""
    found = compare_with_live(store) if live else all_new(store)
    at_hand = sum(digest in kept for digest in found.new_digests)
    return RebuildPlan(
        files=found.files,
        read=found.files - (found.untouched if copies else 0),
        articles=store.count("articles"),
        passages=store.count("passages"),
        embedded=len(found.new_digests) - at_hand,
        kept=at_hand,
        dropped_articles=found.dropped_articles,
        dropped_passages=found.dropped_passages,
        skipped=skipped,
    )
