"""Check an index that is searched in an engine."""

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
        The findings: whether it answers, whether it has the build's passages, and who writes.
    """
    if manifest.engine is None:
        return
    state = look_at_engine(manifest.engine, settings.engine)
    if state.failure:
        yield Check("engine", "failed", state.failure, state.remedy)
        return
    yield Check("engine", "ok", f"Milvus {state.version} answers at {state.url}")
    if state.rows != manifest.passages:
        has = "no such collection" if state.rows is None else f"{state.rows:,} of {manifest.passages:,} passages"
        yield Check("collection", "failed", f"{state.collection}: the engine has {has}", "qa rebuild")
    elif state.live != state.collection:
        detail = f"{state.alias} points to {state.live or 'nothing'} in the engine, not to {state.collection}"
        remedy = "take the newer index folder, or qa rebuild" if state.outdated else "qa rebuild"
        yield Check("collection", "warning", detail, remedy)
    else:
        yield Check("collection", "ok", f"{state.alias} points to {state.collection}: {state.rows:,} passages")
    if state.writer:
        yield Check("writer", "ok", f"a new one is being written by {state.writer}")
