"""Opening an index for the first time: where there is none, one is made of the sample articles."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import IndexMissing
from corpus.files import samples_folder
from corpus.progress import OnProgress, silent
from qa.engine import Engine
from qa.settings import Settings

if TYPE_CHECKING:
    from index.rebuild.builder import RebuildSummary


def open_or_make_samples(
    settings: Settings,
    on_progress: OnProgress = silent,
    on_missing: Callable[[Path], None] = lambda _: None,
    on_made: "Callable[[RebuildSummary], None]" = lambda _: None,
) -> Engine:
    """Open the index; where there is none at all, make one of the sample articles first.

    Args:
        settings: The settings in force.
        on_progress: Called at least every 0.2 s while the index is made; what it raises ends it without harm.
        on_missing: Called with the index folder before an index is made.
        on_made: Called with what was done, after it was made and before it is opened.

    Returns:
        The engine.

    Raises:
        QAError: As `Engine.open` and `qa.library.rebuild.rebuild_index` raise.
    """
    try:
        return Engine.open(settings)
    except IndexMissing:
        on_missing(settings.index)
    from qa.library.rebuild import rebuild_index  # a tenth of a second, for which who has an index need not wait

    on_made(rebuild_index(settings, [samples_folder()], on_progress))
    return Engine.open(settings)
