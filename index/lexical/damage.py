"""Report errors of the search engine as damage of the index."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import IndexDamaged


@contextmanager
def damage_told(what: Path | str) -> Iterator[None]:
    """Raise every failure of tantivy as damage, also a panic, which is not a Python `Exception`."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise IndexDamaged(f"{what} cannot be read: {str(error)[:200]}", "qa rebuild") from error
        raise
