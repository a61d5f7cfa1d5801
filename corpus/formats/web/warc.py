"""Read web archives with warcio (Apache-2.0): the pages that were fetched successfully."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.charset import Undecodable
from corpus.formats.streams import read_bytes
from corpus.formats.web.html import decode_page, read_page
from corpus.settings import LoadingSettings


def read_warc(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one article from each page of an archive, compressed record by record or not.

    Pictures, scripts, redirects and pages that were not found are skipped.

    Args:
        file: The file, open at its beginning.
        settings: The size a page may have.

    Yields:
        Articles and pages without one, in order.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = False
    try:
        for record in ArchiveIterator(file):
            if _is_page(record):
                found = True
                yield _draft(record, settings)
    except ArchiveLoadFailed:
        yield Unreadable("malformed WARC")
        return
    if not found:
        yield Unreadable("WARC without pages")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    return kind.lower().startswith(("text/html", "application/xhtml")) and (
        headers is None or headers.get_statuscode() == "200"
    )


def _draft(record: Any, settings: LoadingSettings) -> Draft | Unreadable:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    data = read_bytes(record.content_stream(), settings.max_file_megabytes, "max_file_megabytes")
    if isinstance(data, Unreadable):
        return replace(data, part=address)
    try:
        found = read_page(decode_page(data), settings)
    except Undecodable as error:
        return Unreadable(str(error), part=address)
    if isinstance(found, Unreadable):
        return replace(found, part=address)
    return replace(found, format="warc", url=found.url or address or None, given_id=address or None)
