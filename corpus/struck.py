"""Struck-out words and note marks: they are in an article's text and are never part of an answer.

Readers of all formats write a struck word as ``~~so~~`` in `Article.text`, as Markdown does; text
that people write may strike words with ``~``, HTML, CriticMarkup, or a stroke through each letter.
The passage reader is given `readable` text: of the same length, with spaces in place of struck
words, so that offsets hold.
"""

import re
import unicodedata

from corpus.corrections import retractions, without_retracted

_MAY_STRIKE = re.compile("~|</|\\{--|[\u0335\u0336]")
_MAY_MARK = re.compile(r"[\[^*†‡]|<sup>")
_STRUCK = re.compile(
    r"\{~~(?:[^~\r\n]|~(?![~>])){1,2000}~>|\{--.{1,2000}?--\}"  # CriticMarkup, where ``~>`` precedes the replacement
    r"|~~(?=[^\s~])(?:[^~\r\n]|~(?!~)|(?:\r\n|\r|\n)(?![ \t]*[\r\n])){1,4000}?(?<=[^\s~])~~(?![~}])"
    r"|(?<![\w~{])~(?=[^\s~/\\])[^~\r\n]{1,200}(?<=[^\s~])~(?![\w~}])"
    r"|<(?P<tag>del|s|strike)(?:\s[^<>]{0,200})?>[^<>]{0,4000}</(?P=tag)>"
    "|(?:(?:\\w[\u0335\u0336]+){2}|\\d[\u0335\u0336])(?:[ \\t]?[\u0335\u0336]*\\S[\u0335\u0336]+)*"
)
_STRIKES = re.compile("(?:~+|~>|--\\}|</\\w+>|[\u0335\u0336])+$")
"""The end of struck words."""
_CRITIC = re.compile(r"\{\+\+|\+\+\}|~~\}")
_NOTE_MARK = re.compile(
    r"(?<=[\w.,;:!?)\"”’'%])(?:\[\^[\w-]{1,20}\](?!:)"
    r"|(?:\[(?:\d{1,3}|[a-z]|(?:note|nb) \d{1,3}|citation needed)\])+(?![(:])"
    r"|(?<!\b10)(?<!\b[kcdm]m)(?<!\bm)(?<!\bft)(?:\^\d{1,3}\^|<sup>\s*(?:\d{1,3}|[a-z*†‡])\s*</sup>)|\\\*"
    r"|(?:[†‡]+|\*{1,3})(?=[\s.,;:!?)”\"]|$))"
)
_BREAKS = re.compile(r"(?<=\w)[\u00ad\u200b\u200c\u2060\ufeff]+|[\u00ad\u200b\u2060\ufeff]+(?=\w)")
"""Characters that only allow or forbid a line break."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_CELL_END = re.compile(r"\n+| \| ")
_LEAST_CELLS = 2
_LONGEST_CELL = 300
_GLUED = re.compile(
    r"(?P<word>[^\W\d_]+)(?:[.!?,;]?[”’\"]|[.!?])(?P<mark>\d{1,3})(?=\s+[A-Z“\"(]|\s*$|[ \t]*\n)"
    r"|(?P<clause>[^\W\d_]{2,})(?:[,;]|[,.]?[”\"])(?P<within>\d{1,3})(?=\s+[a-z])"
    r"|(?<=\w[.,!?]”)(?P<quoted>\d{1,3})(?=\s|$)"
    r"|\b(?:1[5-9]|20)\d\d\.(?P<after>\d{1,2})(?=\s+(?:It|The|He|She|They|We|In|This|That|But|There|His|Her|Its|An?|At|On|By"
    r"|After|Since|Then|When)\b)"
)
"""A number directly after the end of a sentence, as pasting leaves note marks."""
_BEFORE_NUMBERS = frozenset(
    "no nos nr p pp art fig sec vol tel ca vs par para eq ch st abs kap bd rev ver op cf".split()
)
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=\d))[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w⁰-⁹]|\s*[=×·*+−/^)])")
_POWERED = re.compile(r"(?:^|[\W\d_])(?:[kcdmnµμ]?m|ft|in|mi|yd|cc)$|(?:^|[^\d.,])10$|[=×·*+−/^(]\s*\d$")
"""The base of a power: a unit, ten, or a figure in a formula."""


def strike(text: str | None) -> str | None:
    """Mark text as struck, line by line; surrounding white space stays outside."""
    if not text or not text.strip():
        return text
    return re.sub(r"[^\r\n]*\S[^\r\n]*", _struck_line, text)


def _struck_line(line: re.Match[str]) -> str:
    words = line[0].strip()
    start = line[0].index(words)
    return f"{line[0][:start]}~~{words.replace('~~', '')}~~{line[0][start + len(words) :]}"


def readable(text: str, title: str = "") -> str:
    """Replace struck words, note marks and what is taken back by as many spaces, and end tables' cells as sentences.

    Without a full stop after a cell, the reader network takes it and the next for one sentence.

    Args:
        text: A passage.
        title: Its article's title, for columns of corrections.

    Returns:
        A text of the same length.
    """
    return _unmarked(_with_ended_cells(without_retracted(text, title)))


def as_said(words: str) -> str:
    """Give the words of an answer composed, without what is struck, note marks, and characters that only break a word.

    Args:
        words: Words of a passage.

    Returns:
        The words themselves if they hold nothing of the kind.
    """
    plain = _unmarked(words)
    if plain != words:
        plain = re.sub(r"\s+(?=[.,;:!?])", "", " ".join(plain.split()))
    plain = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _BREAKS.sub("", plain))
    return unicodedata.normalize("NFC", plain) or words


def _unmarked(text: str) -> str:
    """Replace struck words and note marks by as many spaces."""
    if _MAY_STRIKE.search(text):
        text = _CRITIC.sub(_spaces, _STRUCK.sub(_spaces, text))
    if _MAY_MARK.search(text):
        text = _NOTE_MARK.sub(_spaces, text)
    text = _GLUED.sub(_unglued, text)
    return _RAISED.sub(lambda mark: mark[0] if _POWERED.search(text[: mark.start()][-5:]) else _spaces(mark), text)


def _with_ended_cells(text: str) -> str:
    """Put full stops where cells end, ``Farmers, 2021: 11``, if there are several."""
    if text.count(": ") < _LEAST_CELLS:
        return text
    ends: list[tuple[int, int]] = []
    at = 0
    for end in _CELL_END.finditer(text):
        label, colon, value = text[at : end.start()].partition(": ")
        cell = f"{label}{colon}{value}"
        if colon and value and ", " in cell[: cell.rfind(": ")] and len(cell) <= _LONGEST_CELL and value[-1].isalnum():
            ends.append(end.span())
        at = end.end()
    if len(ends) < _LEAST_CELLS:
        return text
    for start, end_at in ends:
        rest = text[start + 1 : end_at].replace("|", " ")
        text = f"{text[:start]}.{rest}{text[end_at:]}"
    return text


def first_struck(text: str) -> int | None:
    """Find the offset of the first words that are struck out or corrected; None if there are none."""
    struck = _STRUCK.search(text) if _MAY_STRIKE.search(text) else None
    starts = [each.wrong_start for each in retractions(text)[:1]]
    return min([*starts, struck.start()] if struck else starts, default=None)


def around_struck(text: str) -> list[tuple[int, int]]:
    """Split a text at its struck-out sentences.

    Args:
        text: A paragraph.

    Returns:
        Half-open spans of the rest, in order; one over the whole text if none is struck.
    """
    if _MAY_STRIKE.search(text) is None:
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    at = 0
    for struck in _STRUCK.finditer(text):
        before = text[at : struck.start()].rstrip()
        is_whole = _STRIKES.sub("", struck[0])[-1:] in (".", "!", "?") or not text[struck.end() :].strip(" .\t|*")
        if is_whole and (not before or not re.search(r"\w", before) or before[-1] in ".!?\"”'’)"):
            spans.append((at, at + len(before)))
            at = struck.end() + len(text[struck.end() :]) - len(text[struck.end() :].lstrip())
    spans.append((at, len(text)))
    return [(start, end) for start, end in spans if re.search(r"\w", text[start:end])]


def _unglued(number: re.Match[str]) -> str:
    """Replace a number that points to a note by spaces; a number after an abbreviation is none."""
    if (number["word"] or "").casefold() in _BEFORE_NUMBERS:
        return number[0]
    start, end = (place - number.start() for place in number.span(number.lastgroup or 0))
    return f"{number[0][:start]}{' ' * (end - start)}{number[0][end:]}"


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
