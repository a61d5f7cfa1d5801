"""A draft to check: its text, its quotations, and the speakers it names for them.

Code, front matter and addresses are blanked out, so that nothing in them is taken for a quotation, and
offsets remain those of the file.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.draft import Unreadable
from corpus.errors import OperationFailed
from corpus.files import SourceFile
from corpus.formats.front_matter import front_matter
from corpus.formats.streams import read_text
from corpus.loading import load_file
from corpus.parsing.parse import is_readable
from corpus.settings import LoadingSettings
from corpus.speech.attribution import speech_in
from corpus.speech.marks import quotations_in
from corpus.speech.speech import Speech
from qa.desk.quotations.plain import Plain, unwrapped

_FENCED = re.compile(r"^[ ]{0,3}(```+|~~~+)[^\n]*\n.*?(?:^[ ]{0,3}\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"(?<!`)`[^`\n]{1,200}`(?!`)")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|\]\([^()\n]{1,300}\)")
"""An HTML element or the target of a link; both may contain a title in quotation marks."""
_BLOCK = re.compile(r"(?:^[ ]{0,3}>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_SIGNED = re.compile(r"^[ ]{0,3}>\s*(?:--?|[\u2013\u2014])\s*(?P<name>[^\n]{2,80})\s*\Z", re.MULTILINE)
_LED_IN = re.compile(r":\s*\Z")
_ENDINGS = (".md", ".markdown", ".txt", ".docx", ".odt", ".rtf", ".html")


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation in a draft; offsets are half-open, in characters of its text."""

    start: int
    """Offset of the words within the quotation marks."""
    end: int
    speech: Speech | None
    """The speaker that the draft names; None if it names nobody."""


def read_draft(path: Path | None, data: bytes = b"") -> str:
    """Read a draft's text.

    Args:
        path: The file; None uses `data`.
        data: The bytes read from standard input.

    Returns:
        The text with its own line ends; for Word and similar formats, the text from their reader.

    Raises:
        OperationFailed: If the file does not exist, has no text, or has an unsupported format.
    """
    settings = LoadingSettings()
    if path is None:
        text = read_text(io.BytesIO(data), settings.max_megabytes)
        if isinstance(text, Unreadable):
            raise OperationFailed(f"Standard input cannot be checked: {text.reason}.", "qa verify DRAFT, with a file")
        return text
    if not path.is_file():
        raise OperationFailed(f"There is no file {path}.", "qa verify DRAFT, with a file that exists")
    if path.suffix.lower() not in _ENDINGS or not is_readable(path.name):
        named = ", ".join(_ENDINGS[:-1])
        raise OperationFailed(f"{path} is not a supported format: {named} and {_ENDINGS[-1]} are.", "qa verify DRAFT")
    if path.suffix.lower() in (".md", ".markdown", ".txt"):
        return _plain(path, settings)
    for item in load_file(SourceFile(path.absolute(), path.absolute().parent), settings):
        if isinstance(item, Article):
            return item.text
        raise OperationFailed(f"{path} cannot be checked: {item.reason}.", "save it as .docx, .md or .txt")
    raise OperationFailed(f"{path} cannot be checked: it has no text.", "save it as .docx, .md or .txt")


def _plain(path: Path, settings: LoadingSettings) -> str:
    try:
        with path.open("rb") as file:
            text = read_text(file, settings.max_megabytes)
    except OSError as error:
        raise OperationFailed(f"{path} cannot be read: {error.strerror or error}.", "qa verify DRAFT") from error
    if isinstance(text, Unreadable):
        raise OperationFailed(f"{path} cannot be checked: {text.reason}.", "save it as UTF-8 text")
    return text


def without_code(text: str) -> str:
    """Blank out code, front matter, elements, addresses and the ends of wrapped lines without changing any offset."""
    body = front_matter(text)[1]
    text = _blanked(text[:body]) + text[body:]
    for form in (_FENCED, _INLINE_CODE, _TAG):
        text = form.sub(lambda met: _blanked(met[0]), text)
    return unwrapped(text)


def _blanked(piece: str) -> str:
    return re.sub(r"[^\r\n]", " ", piece)


def quotations_of(text: str) -> tuple[DraftQuotation, ...]:
    """Find the quotations of a draft: in quotation marks, and in blocks.

    Args:
        text: The draft, with code blanked out.

    Returns:
        The quotations, in order, not overlapping.
    """
    blocks = [block for met in _BLOCK.finditer(text) if (block := _block(text, *met.span()))]
    plain = Plain.of(text)
    spoken = {speech.start: speech for speech in speech_in(plain.text)}
    quotations = [
        DraftQuotation(plain.places[one.first], plain.places[one.last - 1] + 1, spoken.get(one.first))
        for one in quotations_in(plain.text)
    ]
    quoted = [one for one in quotations if not any(block.start < one.end and one.start < block.end for block in blocks)]
    return tuple(sorted([*quoted, *blocks], key=lambda one: one.start))


def _block(text: str, start: int, end: int) -> DraftQuotation | None:
    """Treat a block quote as one quotation, unless most of it is in quotation marks."""
    signed = _SIGNED.search(text[start:end].rstrip())
    last = start + signed.start() if signed else end
    words = re.sub(r"^[ ]{0,3}>+ ?", "", text[start:last], flags=re.MULTILINE)
    inner = quotations_in(words)
    if not re.search(r"\w", words) or sum(one.end - one.start for one in inner) > len(words) // 2:
        return None
    last = start + len(text[start:last].rstrip())
    first = start + len(re.match(r"[\s>]*", text[start:last])[0])  # type: ignore[index]
    if signed:
        at = start + signed.start("name")
        name = signed["name"].split(",")[0].strip()
        return DraftQuotation(first, last, Speech(first, last, at, at + len(name), name, is_named=name[:1].isupper()))
    led = text[max(0, start - 400) : start].rstrip()
    if not _LED_IN.search(led):
        return DraftQuotation(first, last, None)
    speeches = speech_in(f"{led.rsplit(chr(10), 1)[-1]} “{'x ' * 6}”")
    return DraftQuotation(first, last, speeches[-1] if speeches else None)
