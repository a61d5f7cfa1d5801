"""Walk the parts of an e-mail: its own text, the attached messages, and attachments that are not read."""

from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import Any, cast

from corpus.formats.charset import Undecodable, decode, decode_declared

_MOST_PARTS = 1000
_FILES = (".eml", ".email")
"""Endings of attached files that are mails, whatever their declared type."""


class _Lenient(EmailPolicy):
    """Reads headers whose bytes are not encoded as their standard demands in the charset the bytes suggest."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        """Decode a header's raw bytes before it is parsed."""
        if isinstance(value, str) and not value.isascii() and not hasattr(value, "name"):
            with suppress(UnicodeEncodeError, Undecodable):
                value = decode(value.encode("ascii", "surrogateescape"))
        return super().header_fetch_parse(name, value)


def parse_message(data: bytes) -> EmailMessage:
    """Parse an e-mail or MHTML file; defects are ignored."""
    return cast(EmailMessage, BytesParser(_class=EmailMessage, policy=_Lenient()).parsebytes(data))


def own_parts(message: EmailMessage) -> Iterator[Any]:
    """Walk a message's parts, without those of the messages attached to it."""
    waiting: list[Any] = [message]
    count = 0
    while waiting and count < _MOST_PARTS:
        part = waiting.pop(0)
        count += 1
        if part is not message and part.get_content_type() == "message/rfc822":
            continue
        payload = part.get_payload() if part.is_multipart() else None
        if isinstance(payload, list):
            waiting = [*payload, *waiting]
        else:
            yield part


def attached_to(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the messages attached to a message, and those of a digest, but not those nested in them."""
    waiting: list[Any] = [message]
    count = 0
    while waiting and count < _MOST_PARTS:
        part = waiting.pop(0)
        count += 1
        payload = part.get_payload() if part.is_multipart() else None
        if part is not message and part.get_content_type() == "message/rfc822" and payload:
            yield payload[0]
        elif isinstance(payload, list):
            waiting = [*payload, *waiting]
        elif _file_name(part).endswith(_FILES):
            yield parse_message(part.get_payload(decode=True) or b"")


def left_out_of(message: EmailMessage) -> tuple[str, ...]:
    """List what is not read: ``attached files``, if any of them is not a mail."""
    files = (part for part in own_parts(message) if is_attachment(part) or _file_name(part))
    return ("attached files",) if any(not _file_name(part).endswith(_FILES) for part in files) else ()


def is_attachment(part: Any) -> bool:
    """Distinguish an attached file from a displayed part."""
    try:
        return bool(part.get_content_disposition() == "attachment")
    except Exception:  # noqa: BLE001 - a broken header
        return False


def _file_name(part: Any) -> str:
    """Give the name of the file that a part is, in lower case; empty where it has none."""
    try:
        return (part.get_filename() or "").lower()
    except Exception:  # noqa: BLE001 - a broken header
        return ""


def part_text(part: Any) -> str:
    r"""Decode a part in the encoding it declares, or in the one its bytes suggest.

    Args:
        part: A part of an e-mail that holds no others.

    Returns:
        Its text, with line ends as ``\n``; empty if it is not text.
    """
    data = part.get_payload(decode=True) or b""
    try:
        text = decode_declared(data, part.get_content_charset("utf-8"))
    except Undecodable:
        return ""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
