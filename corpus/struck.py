"""Words that an article takes back, and marks of notes: they stand in its text and never answer.

Whatever a format calls it, a struck word is written ``~~so~~`` in `Article.text`, as Markdown has
it; text that people write may strike words with ``~``, with HTML, CriticMarkup, or a stroke through each letter.
A reader of passages is given `readable` text: of the same length, with spaces in place of what was
taken back, so that offsets hold.
"""

import re

_MAY_STRIKE = re.compile("~|</|\\{--|[\u0335\u0336]")
_STRUCK = re.compile(
    r"\{~~(?:[^~\r\n]|~(?![~>])){1,2000}~>|\{--.{1,2000}?--\}"  # CriticMarkup, where ``~>`` leads to what is right
    r"|~~(?=[^\s~])(?:[^~\r\n]|~(?!~)|(?:\r\n|\r|\n)(?![ \t]*[\r\n])){1,4000}?(?<=[^\s~])~~(?![~}])"
    r"|(?<![\w~{])~(?=[^\s~/\\])[^~\r\n]{1,200}(?<=[^\s~])~(?![\w~}])"
    r"|<(?P<tag>del|s|strike)(?:\s[^<>]{0,200})?>[^<>]{0,4000}</(?P=tag)>"
    "|(?:(?:\\w[\u0335\u0336]+){2}|\\d[\u0335\u0336])(?:[ \\t]?[\u0335\u0336]*\\S[\u0335\u0336]+)*"
)
_STRIKES = re.compile("(?:~+|~>|--\\}|</\\w+>|[\u0335\u0336])+$")
"""What ends struck words."""
_CRITIC = re.compile(r"\{\+\+|\+\+\}|~~\}")
_NOTE_MARK = re.compile(
    r"(?<=[\w.,;:!?)\"”’'%])(?:\[\^[\w-]{1,20}\](?!:)"
    r"|(?:\[(?:\d{1,3}|[a-z]|(?:note|nb) \d{1,3}|citation needed)\])+(?![(:]))"
)
_RETRACTED = re.compile(
    r"\b(?:an?|the) (?:earlier|previous|original|prior|print|first) version of (?:this|the|our) "
    r"(?:article|story|report|page|post|piece|text)\b[^;!?\r\n]{0,100}?\b(?:said|stated|gave|reported|named|listed|misstated|"
    r"misspelled|misidentified|incorrectly|wrongly|mistakenly|erroneously|attributed|put|described|called)\b"
    r"(?:[^.;!?\r\n]|\.(?!\s|$)|(?<=\b[A-Z])\.|(?<=\bM[rs])\.|(?<=\b[DS][rt])\.)*(?:[.;!?]|$)",
    re.IGNORECASE,
)
"""What a note of correction says was wrong."""
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
"""A number right behind the end of a sentence, as a paste leaves the marks of notes."""
_BEFORE_NUMBERS = frozenset(
    "no nos nr p pp art fig sec vol tel ca vs par para eq ch st abs kap bd rev ver op cf".split()
)
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=\d))[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w⁰-⁹]|\s*[=×·*+−/^)])")
_POWERED = re.compile(r"(?:^|[\W\d_])(?:[kcdmnµμ]?m|ft|in|mi|yd|cc)$|(?:^|[^\d.,])10$|[=×·*+−/^(]\s*\d$")
"""What a raised figure is a power of: a unit, ten, or a figure in a formula."""


def strike(text: str | None) -> str | None:
    """Mark text as struck, line by line; white space around it is left out."""
    if not text or not text.strip():
        return text
    return re.sub(r"[^\r\n]*\S[^\r\n]*", _struck_line, text)


def _struck_line(line: re.Match[str]) -> str:
    words = line[0].strip()
    start = line[0].index(words)
    return f"{line[0][:start]}~~{words.replace('~~', '')}~~{line[0][start + len(words) :]}"


def readable(text: str) -> str:
    """Replace struck words and marks of notes by as many spaces, and end the cells of tables as sentences.

    Without a full stop behind it, the network that reads takes a cell and the next for one sentence.

    Args:
        text: A passage.

    Returns:
        A text of the same length.
    """
    text = _with_ended_cells(text)
    if _MAY_STRIKE.search(text):
        text = _CRITIC.sub(_spaces, _STRUCK.sub(_spaces, text))
    if "version of" in text:
        text = _RETRACTED.sub(_spaces, text)
    if "[" in text:
        text = _NOTE_MARK.sub(_spaces, text)
    text = _GLUED.sub(_unglued, text)
    return _RAISED.sub(lambda found: found[0] if _POWERED.search(text[: found.start()][-5:]) else _spaces(found), text)


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
    """Find where the first words are that are struck out or said to have been wrong; None where there are none."""
    found = (
        _STRUCK.search(text) if _MAY_STRIKE.search(text) else None,
        _RETRACTED.search(text) if "version of" in text else None,
    )
    return min((each.start() for each in found if each), default=None)


def around_struck(text: str) -> list[tuple[int, int]]:
    """Part a text at the whole sentences in it that are struck out.

    Args:
        text: A paragraph.

    Returns:
        Half-open spans of what is left, in order; one over the whole text where none is struck.
    """
    if _MAY_STRIKE.search(text) is None:
        return [(0, len(text))]
    left: list[tuple[int, int]] = []
    at = 0
    for found in _STRUCK.finditer(text):
        before = text[at : found.start()].rstrip()
        is_whole = _STRIKES.sub("", found[0])[-1:] in (".", "!", "?") or not text[found.end() :].strip(" .\t|*")
        if is_whole and (not before or not re.search(r"\w", before) or before[-1] in ".!?\"”'’)"):
            left.append((at, at + len(before)))
            at = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
    left.append((at, len(text)))
    return [(start, end) for start, end in left if re.search(r"\w", text[start:end])]


def _unglued(found: re.Match[str]) -> str:
    """Put spaces in place of a number that points to a note; what an abbreviation counts is none."""
    if (found["word"] or "").casefold() in _BEFORE_NUMBERS:
        return found[0]
    start, end = (place - found.start() for place in found.span(found.lastgroup or 0))
    return f"{found[0][:start]}{' ' * (end - start)}{found[0][end:]}"


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
