"""Rebuilding as the front ends call it: the settings' encoder, and the folders of last time."""

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import IndexMissing, QAError
from corpus.progress import OnProgress, silent
from index.layout import IndexFolder
from index.manifest import read_origin
from index.models import prepare_encoder
from index.rebuilding import RebuildSummary, rebuild
from qa.settings import Settings


def rebuild_index(settings: Settings, paths: Sequence[Path] = (), on_progress: OnProgress = silent) -> RebuildSummary:
    """Index folders and files, or those indexed last time again.

    An index that is there is made anew with its own model and chunking unless others were chosen.

    Args:
        settings: Where the index is, and how it is made.
        paths: Folders and files; empty takes those of the live build.
        on_progress: Called at least every 0.2 s; what it raises ends the rebuild without harm.

    Returns:
        What was done.

    Raises:
        IndexMissing: If `paths` is empty and there is no index that tells what was indexed.
        QAError: As `index.rebuilding.rebuild` and `index.models.prepare_encoder` raise.
    """
    sources, made = list(paths), settings
    if IndexFolder(settings.index).current.exists():
        try:
            last, recorded = read_origin(IndexFolder(settings.index).live())
        except QAError:
            last, recorded = (), {}
        sources = sources or [Path(source) for source in last]
        made = settings.as_made(recorded)
    if not sources:
        raise IndexMissing(
            f"No folder was named, and there is no index at {settings.index} to make anew.", "qa rebuild PATH"
        )
    encoder = prepare_encoder(made.encoder, made.cache, on_progress)
    return rebuild(made.index, sources, encoder, made.shaping(), on_progress)
