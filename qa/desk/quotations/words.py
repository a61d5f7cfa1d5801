"""A text as words and marks that can be compared: typographic variants are equal, and offsets are kept.

Quotation marks, emphasis and soft hyphens are dropped, dashes and ellipses are unified, ligatures and
variants of letters are normalised. Letter case is kept for comparisons that need it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

ELLIPSIS = "…"
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_TOKEN = re.compile(
    rf"(?P<ellipsis>[\[(]\s?(?:…|\.(?:\s?\.){{2,}})\s?[\])]|…|\.(?:[ \u00a0]?\.){{2,}})|(?P<cjk>[{_CJK}])|"
    rf"(?P<number>\d+(?:[.,]\d+)*)(?![^\W\d_])|"
    rf"(?P<word>(?:(?![{_CJK}_])[\w\u0300-\u036f{_HIDDEN}])+(?:['’ʼ](?:(?![{_CJK}_])[\w\u0300-\u036f{_HIDDEN}])+)*)|"
    rf"(?P<dash>[-\u2010-\u2015\u2212]+)|(?P<mark>[^\w\s])"
)
_DROPPED = frozenset("\"“”„‟«»‹›‘’‚‛'´`ʼ「」『』*_#>\\~|" + _HIDDEN)
_CLEANED = str.maketrans({**dict.fromkeys(_HIDDEN), "’": "'", "ʼ": "'"})
_ENDING = frozenset(",.;:-" + ELLIPSIS)
"""Marks at the end of a quotation that belong to the surrounding sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, with its offsets."""

    text: str
    start: int
    end: int
    is_word: bool


class Folded:
    """A part of a text as tokens.

    Args:
        text: The whole text.
        start: Offset of the part.
        end: Offset after it; None for the end of the text.
        without: Spans of the text whose tokens are left out, in order.
        full_stops: Offsets of tokens that are read as full stops.
    """

    def __init__(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        without: Sequence[tuple[int, int]] = (),
        full_stops: frozenset[int] = frozenset(),
    ) -> None:
        tokens = joined_letters(tokens_of(text, start, len(text) if end is None else end))
        if without:
            tokens = [token for token in tokens if not any(first <= token.start < last for first, last in without)]
        if full_stops:
            tokens = [replace(token, text=".") if token.start in full_stops else token for token in tokens]
        self.tokens = tokens

    @cached_property
    def lower(self) -> list[str]:
        """The tokens in lower case."""
        return [token.text.lower() for token in self.tokens]

    @cached_property
    def joined(self) -> str:
        """The tokens in lower case, separated and surrounded by spaces, for substring search."""
        return f" {' '.join(self.lower)} "

    @cached_property
    def _places(self) -> dict[int, int]:
        places, at = {}, 0
        for number, word in enumerate(self.lower):
            places[at] = number
            at += len(word) + 1
        return places

    def find(self, words: list[str], first: int = 0) -> int | None:
        """Find a run of tokens, given in lower case.

        Args:
            words: The run.
            first: The token to start at.

        Returns:
            The number of its first token; None if it does not occur.
        """
        needle = f" {' '.join(words)} "
        at = self.joined.find(needle)
        while at >= 0:
            if self._places[at] >= first:
                return self._places[at]
            at = self.joined.find(needle, at + 1)
        return None


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Split a part of a text into tokens.

    Args:
        text: The whole text.
        start: Offset of the part.
        end: Offset after it.

    Returns:
        The tokens in order, with their offsets in `text`.
    """
    parsed: list[Token] = []
    for met in _TOKEN.finditer(text, start, end):
        kind, words = met.lastgroup, met[0]
        if kind == "mark" and words in _DROPPED:
            continue
        if kind == "ellipsis":
            words = ELLIPSIS
        elif kind == "dash":
            words = "-"
        elif not words.isascii() or "\u00ad" in words:
            words = unicodedata.normalize("NFKC", words.translate(_CLEANED))
        if words:
            parsed.append(Token(words, met.start(), met.end(), kind in ("word", "cjk", "number")))
    return parsed


def joined_letters(tokens: list[Token]) -> list[Token]:
    """Join a letter in brackets, whose case an editor changed, to the rest of its word: ``[W]e`` is one token."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].text == "[" and place + 3 < len(tokens) and tokens[place + 2].text == "]":
            letter, rest = tokens[place + 1], tokens[place + 3]
            if len(letter.text) == 1 and rest.is_word and rest.start == letter.end + 1:
                joined.append(Token(letter.text + rest.text, letter.start, rest.end, is_word=True))
                place += 4
                continue
        joined.append(tokens[place])
        place += 1
    return joined


def without_ends(tokens: list[Token]) -> list[Token]:
    """Remove the marks at both ends that belong to the surrounding sentence: commas, full stops, dashes."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].text in _ENDING:
        first += 1
    while last > first and tokens[last - 1].text in _ENDING:
        last -= 1
    return tokens[first:last]
