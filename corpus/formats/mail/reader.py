"""Read e-mails and mailboxes, above all newsletters, with Python's own e-mail package."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.hyphens import rejoin
from corpus.formats.mail.cited import mark_cited, with_angles
from corpus.formats.mail.parts import attached_to, is_attachment, left_out_of, own_parts, parse_message, part_text
from corpus.formats.mail.quoting import Quoted, own_and_quoted
from corpus.formats.markup import block_text, parse_html
from corpus.formats.streams import read_whole, too_large
from corpus.metadata.dates import read_date
from corpus.settings import LoadingSettings

_LIST_NAME = re.compile(r"^\s*\"?([^<\"]+?)\"?\s*<")
_HEADER = re.compile(rb"^[!-9;-~]+:", re.MULTILINE)
_POSTMARK = re.compile(rb"\d{1,2}:\d\d(?::\d\d)?\s.*\d{4}|\d{4}.*\d:\d\d")
_ANSWERED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv|vs)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_DIGEST_FOOT = re.compile(r"\n-{10,}[ \t]*\n+(?:Subject: Digest Footer|End of .{2,80} Digest\b).*", re.DOTALL)
_CONTENTS = re.compile(r"(?:^|\n)[ \t]*(?:Today's Topics|In this digest|Topics in this digest):[ \t]*\n", re.IGNORECASE)
"""The list of contents of a digest, which is no text of anybody."""
_DEEPEST = 20
"""Levels of messages within messages, at most."""
_MOST_REMEMBERED = 500_000
"""Lines of a mailbox that are remembered to recognise quotations of its own messages."""


def read_eml(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read one e-mail as one article, and each e-mail attached to it, forwarded or quoted in it as another.

    Args:
        file: The file, open at its beginning.
        settings: The size it may have with what is attached to it.

    Yields:
        The articles, or why there is none.
    """
    yield from _drafts(read_whole(file, settings))


def read_mbox(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a mailbox, one article from each e-mail; a bad e-mail affects no other.

    Args:
        file: The file, open at its beginning.
        settings: The size an e-mail may have.

    Yields:
        Articles and unreadable e-mails, in order.
    """
    empty = True
    seen: set[int] = set()
    for number, (data, line) in enumerate(_messages(file, settings.max_file_megabytes * 1_000_000), start=1):
        if empty and data is not None and not data.startswith(b"From "):
            yield Unreadable("malformed mailbox" if data.strip() else "empty")
            return
        empty = False
        part = f"message {number}"
        if data is None:
            yield too_large(settings.max_file_megabytes, "max_file_megabytes")
        else:
            yield from _news(_drafts(data.partition(b"\n")[2], part, line), seen)
    if empty:
        yield Unreadable("empty")


def _messages(file: BinaryIO, limit: int) -> Iterator[tuple[bytes | None, int]]:
    """Yield each message with its ``From`` line (None if over the limit) and its first line number."""
    kept: list[bytes] = []
    size, begun, after_blank = 0, 1, True
    number = 0
    following = file.readline(1_000_000)
    while line := following:
        following = file.readline(1_000_000)
        number += line.endswith(b"\n")
        if after_blank and kept and _is_separator(line, following):
            yield (b"".join(kept) if size <= limit else None), begun
            kept, size, begun = [], 0, number
        size += len(line)
        if size <= limit:
            kept.append(line)
        after_blank = line in (b"\n", b"\r\n")
    if kept:
        yield (b"".join(kept) if size <= limit else None), begun


def _is_separator(line: bytes, following: bytes) -> bool:
    """Distinguish the line that begins a message from a sentence that begins with "From"."""
    return (
        line.startswith(b"From ")
        and (_HEADER.match(following) is not None or not following.strip())
        and (_POSTMARK.search(line) is not None or len(line.split()) == 2)
    )


def _news(items: Iterator[Draft | Unreadable], seen: set[int]) -> Iterator[Draft | Unreadable]:
    """Skip quotations of messages that were already read, and remember the lines of all."""
    for item in items:
        lines = [] if isinstance(item, Unreadable) else [" ".join(line.split()) for line in item.text.splitlines()]
        new = {hash(line) for line in lines if line} - seen
        is_quotation = isinstance(item, Draft) and item.part is not None
        if new or not is_quotation:
            yield item
        if len(seen) < _MOST_REMEMBERED:
            seen |= new


def _drafts(data: bytes, part: str | None = None, row: int | None = None) -> Iterator[Draft | Unreadable]:
    if not data.strip():
        yield Unreadable("empty", row, None)
    elif _HEADER.search(data, 0, 65_536) is None:
        yield Unreadable("malformed e-mail", row)
    else:
        yield from _of_message(parse_message(data), part, row)


def _of_message(
    message: EmailMessage, part: str | None, row: int | None, attached: str | None = None, depth: int = 0
) -> Iterator[Draft | Unreadable]:
    """Yield a message, the mails quoted in its text, and those attached to it."""
    text, quoted = _text(message)
    inner = list(attached_to(message))
    draft = _draft(message, text, row, attached, in_mailbox=part is not None)
    if text:
        yield draft
    elif not quoted and not inner:
        yield Unreadable("e-mail without text", row, attached)
    for number, mail in enumerate(quoted, start=1):
        kind = "forwarded" if mail.forwarded else "quoted"
        yield _of_quoted(mail, draft, f"{f'{attached}, ' if attached else ''}{kind} message {number}")
    for number, other in enumerate(inner if depth < _DEEPEST else (), start=1):
        name = f"{f'{attached}, ' if attached else ''}attached message {number}"
        yield from _of_message(other, None, row, name, depth + 1)


def _of_quoted(mail: Quoted, around: Draft, part: str) -> Draft:
    """Make an article of a mail quoted in another, with its own author."""
    return Draft(
        mail.text,
        "email",
        title=mail.subject or _ANSWERED.sub("", around.title or "") or None,
        author=mail.author,
        published=mail.published,
        date_from=("forwarded Date line" if mail.forwarded else "quotation's date") if mail.published else None,
        row=around.row,
        part=part,
    )


def _draft(message: EmailMessage, text: str, row: int | None, part: str | None, *, in_mailbox: bool) -> Draft:
    name, address = _sender(message)
    # Mail to a list is from a publication, other mail from a person.
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
        given_id=(_header(message, "Message-ID") or "").strip("<> ") or None if in_mailbox else None,
        part=part,
        row=row,
        left_out=left_out_of(message),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    """Read a header; None if it is missing or cannot be parsed."""
    try:
        value = message[name]
    except Exception:  # noqa: BLE001 - the header parsers raise IndexError and more
        return None
    return " ".join(str(value).split()) or None if value is not None else None


def _sender(message: EmailMessage) -> tuple[str | None, str | None]:
    try:
        found: tuple[Address, ...] = message["From"].addresses
        return found[0].display_name or None, found[0].addr_spec or None
    except Exception:  # noqa: BLE001 - as above; or there is no sender
        return None, None


def _link(message: EmailMessage) -> str | None:
    found = re.search(r"<(https?://[^<>\s]+)>", _header(message, "Archived-At") or "")
    return found[1] if found else None


def _text(message: EmailMessage) -> tuple[str, list[Quoted]]:
    """Take the body as a mail program shows it: the web page if there is one, else the plain text."""
    found: dict[str, list[str]] = {"text/html": [], "text/plain": []}
    for part in own_parts(message):
        kind = part.get_content_type()
        if kind in found and not is_attachment(part):
            found[kind].append(part_text(part))
    shown = "\n\n".join(filter(None, map(_shown, found["text/html"])))
    plain = "" if shown else with_angles(rejoin("\n\n".join(map(_unstuffed, found["text/plain"]))))
    own, quoted = own_and_quoted(shown or _DIGEST_FOOT.sub("", plain))
    own = "" if _CONTENTS.search(own) else own
    return (own if shown else _unsigned(own)).strip(), [
        replace(mail, text=words)
        for mail in quoted
        if (words := (mail.text if shown else _unsigned(mail.text)).strip())
    ]


def _shown(markup: str) -> str:
    root = parse_html(markup)
    mark_cited(root)
    return block_text(root)


def _unstuffed(text: str) -> str:
    """Undo the quoting of ``From`` that mailboxes need."""
    return re.sub(r"(?m)^>From ", "From ", text).strip()


def _unsigned(text: str) -> str:
    """Drop a signature and the dashes before it."""
    return re.split(r"(?:^|\n)-- ?(?:\n|$)", text, maxsplit=1)[0] or text
