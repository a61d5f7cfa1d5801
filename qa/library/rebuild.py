"""Rebuilding as the front ends call it: the settings' encoder, and the folders of last time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import IndexMissing, QAError
from corpus.files import samples_folder
from corpus.progress import OnProgress, silent
from index.encoder.locate import prepare_encoder
from index.encoder.onnx_encoder import Encoder
from index.rebuild.builder import RebuildSummary, rebuild
from index.rebuild.plan import RebuildPlan, plan
from index.store.layout import IndexFolder
from index.store.manifest import read_origin
from qa.settings import Settings


def rebuild_index(
    settings: Settings,
    paths: Sequence[Path] = (),
    on_progress: OnProgress = silent,
    encoder: Encoder | None = None,
    *,
    take_over: bool = False,
) -> RebuildSummary:
    """Index folders and files, or those indexed last time again.

    An index that is there is rebuilt with its own model, chunking, globs and removals unless
    others were chosen. The sample articles are indexed only where nothing else is.

    Args:
        settings: Where the index is, and how it is made.
        paths: Folders and files; empty takes those of the live build.
        on_progress: Called at least every 0.2 s; an exception from it ends the rebuild safely.
        encoder: An already open encoder that matches `made_settings`; None opens one.
        take_over: Whether to take the lock of an engine from another rebuild, which surely has ended.

    Returns:
        What was done.

    Raises:
        IndexMissing: If `paths` is empty and there is no index that records its sources.
        QAError: As `index.rebuild.builder.rebuild` and `index.encoder.locate.prepare_encoder` raise.
    """
    sources, made = _chosen(settings, paths)
    if encoder is None:
        encoder = prepare_encoder(made.encoder, made.cache, on_progress)
    return rebuild(made.index, sources, encoder, made.shaping(), on_progress, take_over=take_over)


def plan_rebuild(settings: Settings, paths: Sequence[Path] = (), on_progress: OnProgress = silent) -> RebuildPlan:
    """Determine what `rebuild_index` would do.

    Nothing of the index is changed; a model that was never used before is prepared in the cache.

    Args:
        settings: Where the index is, and how it is made.
        paths: Folders and files; empty takes those of the live build.
        on_progress: Called at least every 0.2 s.

    Returns:
        The plan.

    Raises:
        IndexMissing: If `paths` is empty and there is no index that records its sources.
    """
    sources, made = _chosen(settings, paths)
    encoder = prepare_encoder(made.encoder, made.cache, on_progress)
    return plan(made.index, sources, encoder, made.shaping(), on_progress)


def replaces_samples(settings: Settings, paths: Sequence[Path] = ()) -> bool:
    """Return whether `rebuild_index` will leave out sample articles that are indexed now.

    Args:
        settings: Where the index is; it need not exist.
        paths: Folders and files; empty takes those of the live build.

    Returns:
        Whether they give way to the person's own.
    """
    indexed = last_sources(settings.index)
    return samples_folder() in indexed and samples_folder() not in own_sources(paths or indexed)


def own_sources(sources: Sequence[Path]) -> list[Path]:
    """Leave out the sample articles if there are others: they replace a library only as long as there is none.

    Args:
        sources: Folders and files.

    Returns:
        Those that are the person's own, in order; the samples where there is nothing else.
    """
    return [source for source in sources if source != samples_folder()] or list(sources)


def _chosen(settings: Settings, paths: Sequence[Path]) -> tuple[list[Path], Settings]:
    sources, made = own_sources(list(paths) or last_sources(settings.index)), made_settings(settings)
    if not sources:
        raise IndexMissing(
            f"No folder was named, and there is no index at {settings.index} to rebuild.", "qa rebuild PATH"
        )
    return sources, made


def last_sources(path: Path) -> list[Path]:
    """Find the folders and files that the live build was made from.

    Args:
        path: The index folder.

    Returns:
        Absolute paths; none if no build records them.
    """
    try:
        return [Path(source) for source in read_origin(IndexFolder(path).latest())[0]]
    except QAError:
        return []


def made_settings(settings: Settings) -> Settings:
    """Use the live build's settings wherever the user did not choose others."""
    return settings.as_made(_recorded(settings.index))


def _recorded(path: Path) -> dict[str, Any]:
    try:
        return read_origin(IndexFolder(path).latest())[1]
    except QAError:
        return {}
