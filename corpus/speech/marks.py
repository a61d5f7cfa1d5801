"""Pair quotation marks, and distinguish them from apostrophes.

Marks are paired within a paragraph. A quotation that is open at the end of a paragraph continues in
the next if that begins with the same mark. Marks inside a quotation belong to it; a mark that is never
closed opens nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.sentences import paragraphs

_CLOSERS = {
    '"': '"',
    "“": "”",
    "”": "”",  # Swedish and Finnish
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "'": "'",
    "‚": "‘’",
    "「": "」",
    "『": "』",
}
"""The closing marks of each opening mark."""
_SPACED = "«‹"
"""Opening marks that French typography separates from the words by a space."""
_MIXED = {'"': "”", "“": '"', "„": '"', "”": '"', "»": "»", "‘": "'", "'": "’"}
"""Closing marks tried last: straight and curly marks are often mixed."""
_SINGLE = "‘'‚"
_MARK = re.compile("[\"“”„«»‹›‘’'‚「」『』]")
_WORD = re.compile(r"\w")
_ELIDED = re.compile(
    r"['‘’](?:\d|(?:n|em|til|tis|twas|cause|bout|round|ere|neath|cos|un|ave|ello|im|er|e)\b)", re.IGNORECASE
)
"""An apostrophe before a word that lost its beginning: the '90s, rock 'n' roll, 'em."""
_OPENS_AFTER = re.compile(r"[\s(\[{/|*_>:;,.=\u2010-\u2015\u00a0\"“„«‹‘'-]")
"""Characters that may precede an opening mark."""
_LONGEST = 6_000
"""Characters of a quotation within a paragraph, at most; a longer one lacks its closing mark."""
_LOOKED_FOR_SINGLE = 600
"""The same for single marks, which look like apostrophes."""
_MOST_MARKS = 40
"""Marks examined for the closing one, at most."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A run of text in quotation marks; offsets are half-open, in characters."""

    start: int
    """Of the opening mark."""
    end: int
    """After the closing mark."""
    first: int
    """Of the words within."""
    last: int
    """After them."""
    goes_on: bool = False
    """Whether it continues the previous quotation in a new paragraph."""

    def words(self, text: str) -> str:
        """Give the text within the marks."""
        return text[self.first : self.last]


def quotations_in(text: str, start: int = 0) -> list[Quoted]:
    """Find text in quotation marks: straight, curly, angular, single, of other scripts.

    Args:
        text: The whole text.
        start: Offset to begin at.

    Returns:
        The outermost quotations, in order; they do not overlap and are not empty.
    """
    pairs: list[Quoted] = []
    spans = paragraphs(text, start)
    for place, (first, last) in enumerate(spans):
        after = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        open_before = bool(pairs) and pairs[-1].end == pairs[-1].last and pairs[-1].end == spans[place - 1][1]
        for quoted in _in_paragraph(text, first, last, text[after : after + 1]):
            goes_on = open_before and quoted.start == first
            pairs.append(Quoted(quoted.start, quoted.end, quoted.first, quoted.last, goes_on))
    return pairs


def _in_paragraph(text: str, start: int, end: int, following: str) -> Iterator[Quoted]:
    """Pair the marks of one paragraph; `following` is the character the next one begins with."""
    at = start
    while mark := _MARK.search(text, at, end):
        opens = mark.start()
        at = opens + 1
        if not _may_open(text, opens, start, end):
            continue
        closes = _closing(text, opens, end)
        if closes is None and following == mark[0] and mark[0] not in _SINGLE:
            if end - opens <= _LONGEST and _WORD.search(text, at, end):
                yield Quoted(opens, end, at, end)
            return
        if closes is not None and _WORD.search(text, at, closes):
            yield Quoted(opens, closes + 1, *_trimmed(text, at, closes))
            at = closes + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the words of a quotation without the spaces that French typography puts within the marks."""
    if text[start - 1] in _SPACED:
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace():
            end -= 1
    return start, end


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at] if at > start else "", text[at + 1 : at + 2]
    if mark not in _CLOSERS or at + 1 >= end or (after.isspace() and mark not in _SPACED):
        return False
    if mark in "「『":
        return True
    if before and not _OPENS_AFTER.match(before):
        return False
    if mark in "'‘" and _ELIDED.match(text, at):
        return False
    return not (mark in "”»›" and before and not before.isspace() and before not in "([")


def _closing(text: str, opens: int, end: int) -> int | None:
    """Find the mark that closes the one at `opens`; None if there is none."""
    mark = text[opens]
    if mark in _SINGLE:
        return _closing_single(text, opens, end, _CLOSERS[mark] + _MIXED.get(mark, ""))
    closer = _balanced(text, opens, end, _CLOSERS[mark])
    if closer is None and mark in _MIXED:
        closer = _balanced(text, opens, end, _MIXED[mark])
    return closer


def _balanced(text: str, opens: int, end: int, closers: str) -> int | None:
    """Find the closing mark at which all nested quotations are closed."""
    mark, depth = text[opens], 0
    for met in islice(_MARK.finditer(text, opens + 1, min(end, opens + _LONGEST)), _MOST_MARKS):
        at = met.start()
        if _reopens(text, at, end) if met[0] == mark == '"' else met[0] == mark and mark not in closers:
            depth += 1
        elif met[0] in closers and not (mark == "“" and met[0] == '"' and _reopens(text, at, end)):
            if not depth:
                return at
            depth -= 1
    return None


def _reopens(text: str, at: int, end: int) -> bool:
    """Return whether a straight mark can only open: it is between a space and a word."""
    return text[at - 1].isspace() and at + 1 < end and not text[at + 1].isspace() and text[at + 1] not in ",.;:!?)"


def _closing_single(text: str, opens: int, end: int, closers: str) -> int | None:
    """Find the mark that closes a single one: the first not followed by a word, unless it may be a possessive."""
    doubtful, inner = None, opens
    for met in islice(_MARK.finditer(text, opens + 1, min(end, opens + _LOOKED_FOR_SINGLE)), _MOST_MARKS):
        at = met.start()
        if at < inner:
            continue
        if met[0] in '"“”«»':
            closes = _balanced(text, at, end, _CLOSERS[met[0]]) if met[0] in '"“' and _reopens(text, at, end) else None
            if closes is None:
                break
            inner = closes + 1
            continue
        if doubtful is not None and _reopens(text, at, end) and not _ELIDED.match(text, at):
            break
        if met[0] not in closers or text[at - 1].isspace() or (at + 1 < end and _WORD.match(text[at + 1])):
            continue
        if text[at - 1] not in "sS" or at + 1 >= end or not text[at + 1].isspace():
            return at
        if doubtful is None:
            doubtful = at
    return doubtful
