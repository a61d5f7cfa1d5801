"""What the doctor finds of an index that is searched in an engine."""

from collections.abc import Iterator

from index.cluster.report import look_at_engine
from index.store.manifest import Manifest
from qa.library.doctor_environment import Check
from qa.settings import Settings


def check_engine(manifest: Manifest, settings: Settings) -> Iterator[Check]:
    """Look at the engine of a build.

    Args:
        manifest: The build's.
        settings: How to reach the engine.

    Yields:
        What was found: whether it answers, whether it has the build's passages, and who writes.
    """
    if manifest.engine is None:
        return
    found = look_at_engine(manifest.engine, settings.engine)
    if found.failure:
        yield Check("engine", "failed", found.failure, found.remedy)
        return
    yield Check("engine", "ok", f"Milvus {found.version} answers at {found.url}")
    if found.rows != manifest.passages:
        has = "no such collection" if found.rows is None else f"{found.rows:,} of {manifest.passages:,} passages"
        yield Check("collection", "failed", f"{found.collection}: the engine has {has}", "qa rebuild")
    elif found.live != found.collection:
        detail = f"{found.alias} stands for {found.live or 'nothing'} in the engine, not for {found.collection}"
        remedy = "take the newer index folder, or qa rebuild" if found.behind else "qa rebuild"
        yield Check("collection", "warning", detail, remedy)
    else:
        yield Check("collection", "ok", f"{found.alias} stands for {found.collection}: {found.rows:,} passages")
    if found.writer:
        yield Check("writer", "ok", f"a new one is being written by {found.writer}")
