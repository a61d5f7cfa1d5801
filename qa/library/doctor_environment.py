"""Check the environment of an index: its folder, lock, leftovers of rebuilds, disk, model and articles."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.errors import QAError
from index.encoder.locate import locate_model
from index.rebuild.embedding_cache import count_pending
from index.store.layout import IndexFolder, leftovers
from index.store.lock import is_held, told_holder
from qa.library.status import inspect_index
from qa.settings import Settings

State = Literal["ok", "warning", "failed"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    """``warning`` answers, but something should be done; ``failed`` does not answer, or not truly."""
    detail: str
    """The finding, with numbers or paths."""
    remedy: str = ""
    """What to do about it; empty if nothing is needed."""


def check_surroundings(settings: Settings) -> Iterator[Check]:
    """Check everything but the build itself.

    Args:
        settings: Which index, and how it is made.

    Yields:
        The findings.
    """
    folder = IndexFolder(settings.index)
    if folder.path.is_dir():
        yield _permission(folder)
        held, finding = _lock(folder)
        yield finding
        yield from _left(folder, held=held)
        yield _space(folder)
    yield _sources(settings)
    yield _model(settings)


def _permission(folder: IndexFolder) -> Check:
    if os.access(folder.path, os.W_OK):
        return Check("permission", "ok", f"{folder.path} may be read and written")
    detail = f"{folder.path} cannot be written: questions can be asked, but it cannot be rebuilt"
    return Check(
        "permission", "warning", detail, "choose another folder with the setting index, or change its permissions"
    )


def _lock(folder: IndexFolder) -> tuple[bool, Check]:
    who = told_holder(folder)
    try:
        held = is_held(folder)
    except OSError as error:
        return False, Check("lock", "warning", f"{folder.lock} cannot be opened: {error.strerror}")
    if held:
        return True, Check("lock", "ok", f"a rebuild is under way: {who or 'it left no word of itself'}")
    if who:
        return False, Check("lock", "ok", f"free; {who}, was killed while holding it")
    return False, Check("lock", "ok", "free")


def _left(folder: IndexFolder, *, held: bool) -> Iterator[Check]:
    left = [] if held else leftovers(folder)
    if left:
        size = sum(path.stat().st_size for build in left for path in build.rglob("*") if path.is_file())
        detail = f"{len(left)} unfinished or older build{'s' if len(left) > 1 else ''}, {size:,} bytes"
        yield Check("leftovers", "warning", detail, "qa rebuild removes them")
    else:
        yield Check("leftovers", "ok", "none")
    pending = 0 if held else count_pending(folder.pending)
    if pending:
        detail = f"{pending:,} embeddings are kept of a rebuild that did not end"
        yield Check("pending", "warning", detail, "qa rebuild continues from there")


def _space(folder: IndexFolder) -> Check:
    free = shutil.disk_usage(folder.path).free
    try:
        needed = folder.live().size()
    except QAError:
        needed = 0
    detail = f"{free:,} bytes are free; a rebuild takes about {needed:,} beside what is there"
    if free > needed:
        return Check("space", "ok", detail)
    return Check("space", "warning", detail, "free space on that disk")


def _sources(settings: Settings) -> Check:
    try:
        status = inspect_index(settings.index)
    except QAError as error:
        return Check("articles' files", "failed", error.message, error.remedy)
    if status.stale:
        return Check("articles' files", "warning", f"{status.stale} since they were indexed", "qa rebuild")
    return Check("articles' files", "ok", "unchanged since they were indexed")


def _model(settings: Settings) -> Check:
    try:
        folder = locate_model(settings.encoder.model)
    except QAError as error:
        return Check("model", "warning", f"not needed for asking, but for rebuilding: {error.message}", error.remedy)
    return Check("model", "ok", f"{settings.encoder.model} is available in {folder}")
