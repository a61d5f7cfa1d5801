"""Read Parquet exports with pyarrow (Apache-2.0), which has 170 MB and is therefore an extra."""

import importlib.util
from collections.abc import Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.exports.records import FieldNames, record_draft
from corpus.formats.streams import seekable
from corpus.settings import LoadingSettings

_ROWS = 64
"""Rows held at a time."""


def read_parquet(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each row.

    Args:
        file: The file, open at its beginning.
        settings: Own names of fields.

    Yields:
        Articles and unreadable rows, in order.
    """
    names = FieldNames.of(settings.fields)
    if importlib.util.find_spec("pyarrow") is None:
        yield Unreadable("Parquet needs pip install 'quotewire[parquet]'")
        return
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        opened = pyarrow.parquet.ParquetFile(seekable(file, settings), buffer_size=1_000_000, pre_buffer=False)
        for batch in opened.iter_batches(_ROWS, use_threads=False):
            for record in batch.to_pylist():
                number += 1
                part = f"row {number}"
                draft = record_draft(record, names, Draft("", "parquet", part=part))
                yield draft or Unreadable(f"Parquet row has no text (looked for {names.looked_for()})", part=part)
    except pyarrow.ArrowException:
        yield Unreadable("malformed Parquet")
        return
    if not number:
        yield Unreadable("Parquet without rows")
