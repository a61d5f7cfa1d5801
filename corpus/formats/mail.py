"""E-mails and mailboxes, through Python's own e-mail package: newsletters, above all."""

import re
from collections.abc import Iterator
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any, BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.charset import Undecodable, decode
from corpus.formats.markup import block_text, parse_html
from corpus.formats.streams import read_whole, too_large
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings

_LIST_NAME = re.compile(r"^\s*\"?([^<\"]+?)\"?\s*<")
_HEADER = re.compile(rb"^[!-9;-~]+:", re.MULTILINE)
_MOST_PARTS = 1000


def read_eml(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one e-mail as one article.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have with what is attached to it.

    Yields:
        The one article, or why there is none.
    """
    yield _draft(read_whole(file, settings))


def read_mbox(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a mailbox, one article from each e-mail; a bad one costs that one only.

    Args:
        file: The file, open at its beginning.
        settings: The size an e-mail may have.

    Yields:
        Articles and unreadable e-mails, in order.
    """
    empty = True
    for number, (data, line) in enumerate(_messages(file, settings.max_file_megabytes * 1_000_000), start=1):
        if empty and data is not None and not data.startswith(b"From "):
            yield Unreadable("malformed mailbox" if data.strip() else "empty")
            return
        empty = False
        part = f"message {number}"
        if data is None:
            yield too_large(settings.max_file_megabytes, "max_file_megabytes")
        else:
            yield _draft(data.partition(b"\n")[2], part, line)
    if empty:
        yield Unreadable("empty")


def _messages(file: BinaryIO, limit: int) -> Iterator[tuple[bytes | None, int]]:
    """Give each message with its ``From`` line, None for one over the limit, and the line it begins at."""
    kept: list[bytes] = []
    size, begun, after_blank = 0, 1, True
    number = 0
    while line := file.readline(1_000_000):
        number += line.endswith(b"\n")
        if after_blank and kept and line.startswith(b"From "):
            yield (b"".join(kept) if size <= limit else None), begun
            kept, size, begun = [], 0, number
        size += len(line)
        if size <= limit:
            kept.append(line)
        after_blank = line in (b"\n", b"\r\n")
    if kept:
        yield (b"".join(kept) if size <= limit else None), begun


def _draft(data: bytes, part: str | None = None, row: int | None = None) -> Draft | Unreadable:
    if not data.strip():
        return Unreadable("empty", row, None)
    if _HEADER.search(data, 0, 65_536) is None:
        return Unreadable("malformed e-mail", row)
    message = parse_message(data)
    text = _text(message)
    if not text:
        return Unreadable("e-mail without text", row)
    name, address = _sender(message)
    # What goes out to a list speaks for a publication, other mail for a person.
    is_list = message["List-Id"] is not None or message["List-Unsubscribe"] is not None
    listed = _LIST_NAME.match(str(message["List-Id"] or ""))
    published = read_date(_header(message, "Date"))
    return Draft(
        text,
        "email",
        title=_header(message, "Subject"),
        author=None if is_list else name or address,
        source=(listed[1] if listed else name or address) if is_list else None,
        published=published,
        date_from="e-mail Date header" if published else None,
        url=_link(message),
        given_id=(_header(message, "Message-ID") or "").strip("<> ") or None if part else None,
        part=None,
        row=row,
    )


def parse_message(data: bytes) -> EmailMessage:
    """Parse an e-mail or what is written like one; defects are passed over."""
    return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)


def _header(message: EmailMessage, name: str) -> str | None:
    """Read a header; what is broken beyond the package's patience is none."""
    try:
        value = message[name]
    except Exception:  # noqa: BLE001 - its parsers of headers raise IndexError and more
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _sender(message: EmailMessage) -> tuple[str | None, str | None]:
    try:
        found: tuple[Address, ...] = message["From"].addresses
        return found[0].display_name or None, found[0].addr_spec or None
    except Exception:  # noqa: BLE001 - as above; and there may be none
        return None, None


def _link(message: EmailMessage) -> str | None:
    found = re.search(r"<(https?://[^<>\s]+)>", _header(message, "Archived-At") or "")
    return found[1] if found else None


def _text(message: EmailMessage) -> str:
    """Take the body as a mail program shows it: the web page if there is one, else the plain text."""
    found: dict[str, list[str]] = {"text/html": [], "text/plain": []}
    for number, part in enumerate(message.walk()):
        if number == _MOST_PARTS:
            break
        kind = part.get_content_type()
        if kind in found and not part.is_multipart() and not _is_attachment(part):
            found[kind].append(part_text(part))
    shown = "\n\n".join(filter(None, (block_text(parse_html(markup)) for markup in found["text/html"])))
    plain = "\n\n".join(filter(None, (_unwrapped_flow(text).strip() for text in found["text/plain"])))
    return shown or plain


def _is_attachment(part: Any) -> bool:
    try:
        return bool(part.get_content_disposition() == "attachment")
    except Exception:  # noqa: BLE001 - a broken header again
        return False


def part_text(part: Any) -> str:
    r"""Decode a part in the encoding it names, or in the one its bytes look like.

    Args:
        part: A part of an e-mail that holds no others.

    Returns:
        Its text, with line ends as ``\n``; empty if it is not text.
    """
    data = part.get_payload(decode=True) or b""
    try:
        text = data.decode(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):
        try:
            text = decode(data)
        except Undecodable:
            return ""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _unwrapped_flow(text: str) -> str:
    """Drop what mail programs add to lines: quoting of ``From`` and the dashes before a signature."""
    return re.sub(r"(?m)^>From ", "From ", text.partition("\n-- \n")[0] or text)
