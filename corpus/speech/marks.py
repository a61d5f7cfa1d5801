"""Quotation marks: which open, which close, and which only look like them.

Marks are paired within a paragraph. A paragraph that ends within a quotation goes on in the next
where that one opens with the same mark. Marks inside a quotation belong to it; a mark that nothing
closes opens nothing.
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
"""What closes each mark that opens."""
_MIXED = {'"': "”", "“": '"', "„": '"', "”": '"', "»": "»", "‘": "'", "'": "’"}
"""What closes it where nothing else does: straight and curly marks are often mixed."""
_SINGLE = "‘'‚"
_MARK = re.compile("[\"“”„«»‹›‘’'‚「」『』]")
_WORD = re.compile(r"\w")
_ELIDED = re.compile(
    r"['‘’](?:\d|(?:n|em|til|tis|twas|cause|bout|round|ere|neath|cos|un|ave|ello|im|er|e)\b)", re.IGNORECASE
)
"""An apostrophe before a word that lost its beginning: the '90s, rock 'n' roll, 'em."""
_OPENS_AFTER = re.compile(r"[\s(\[{/|*_>:;,.=\u2010-\u2015\u00a0\"“„«‹‘'-]")
"""What may stand before a mark that opens."""
_LONGEST = 6_000
"""Characters of a quotation within a paragraph; beyond it a mark has been forgotten."""
_LOOKED_FOR_SINGLE = 600
"""The same of single marks, which apostrophes look like."""
_MOST_MARKS = 40
"""Marks that are looked at for one that closes."""


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
    """Whether it continues the one before it, in a new paragraph."""

    def words(self, text: str) -> str:
        """Give what stands within the marks."""
        return text[self.first : self.last]


def quotations_in(text: str, start: int = 0) -> list[Quoted]:
    """Find what stands in quotation marks: straight, curly, angular, single, of other scripts.

    Args:
        text: The whole text.
        start: Offset to begin at.

    Returns:
        The outermost quotations, in order, none over another and none empty.
    """
    found: list[Quoted] = []
    spans = paragraphs(text, start)
    for place, (first, last) in enumerate(spans):
        after = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        open_before = bool(found) and found[-1].end == found[-1].last and found[-1].end == spans[place - 1][1]
        for quoted in _in_paragraph(text, first, last, text[after : after + 1]):
            goes_on = open_before and quoted.start == first
            found.append(Quoted(quoted.start, quoted.end, quoted.first, quoted.last, goes_on))
    return found


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
            yield Quoted(opens, closes + 1, at, closes)
            at = closes + 1


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at] if at > start else "", text[at + 1 : at + 2]
    if mark not in _CLOSERS or at + 1 >= end or after.isspace():
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
    found = _balanced(text, opens, end, _CLOSERS[mark])
    if found is None and mark in _MIXED:
        found = _balanced(text, opens, end, _MIXED[mark])
    return found


def _balanced(text: str, opens: int, end: int, closers: str) -> int | None:
    """Find the closing mark at which all that opened within has been closed."""
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
    """Tell whether a straight mark can only open: there is space before it and a word behind."""
    return text[at - 1].isspace() and at + 1 < end and not text[at + 1].isspace() and text[at + 1] not in ",.;:!?)"


def _closing_single(text: str, opens: int, end: int, closers: str) -> int | None:
    """Find what closes a single mark: the first that no word follows, unless it may be a possessive."""
    doubtful = None
    for met in islice(_MARK.finditer(text, opens + 1, min(end, opens + _LOOKED_FOR_SINGLE)), _MOST_MARKS):
        at = met.start()
        if met[0] in '"“”«»':
            break
        if met[0] not in closers or text[at - 1].isspace() or (at + 1 < end and _WORD.match(text[at + 1])):
            continue
        if text[at - 1] not in "sS" or at + 1 >= end or not text[at + 1].isspace():
            return at
        if doubtful is None:
            doubtful = at
    return doubtful
