"""A quotation as a pattern: words in order, with gaps for what the draft marks as changed.

An ellipsis stands for omitted words; a bracket for a few words, or for an addition; ``[W]e`` marks a change of
case. Other gaps are not allowed.
"""

import re
from dataclasses import dataclass

from qa.desk.quotations.words import ELLIPSIS, Folded, Token, joined_letters, tokens_of, without_ends

_BRACKET = re.compile(r"\[([^\[\]\n]{0,80})\]")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_LEFT_OUT = 160
"""Maximum number of tokens that an ellipsis stands for: a paragraph or two."""
_PUT_IN = 8
"""Maximum number of tokens that a bracket stands for."""
_FEW = 4
"""Maximum number of omitted tokens in which a hidden negation counts."""
_NEGATIONS = frozenset("not no never none nobody nothing nor neither cannot without hardly".split())
_OCCURRENCES = 40
_SENTENCE_ENDS = frozenset(".!?:")


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive words, and the gap before them."""

    tokens: tuple[Token, ...]
    gap: int = 0
    """Maximum number of tokens of the article between it and the previous part."""
    instead: str = ""
    """The text in brackets in that gap."""
    loose: frozenset[int] = frozenset()
    """Offsets of tokens whose initial letter may change case."""

    @property
    def words(self) -> list[str]:
        """The tokens in lower case."""
        return [token.text.lower() for token in self.tokens]


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a pattern in a text; offsets are half-open."""

    start: int
    end: int
    is_exact: bool
    """Whether the case of letters is the same, and no marked gap hides a negation."""


def parts_of(text: str, start: int, end: int) -> tuple[Part, ...]:
    """Split a quotation at its ellipses and brackets.

    Args:
        text: The draft.
        start: Offset of the quotation's words.
        end: Offset after them.

    Returns:
        The parts that contain words; empty if there are none.
    """
    parts: list[Part] = []
    gap, instead = 0, ""
    for piece_start, piece_end, bracket in _pieces(text, start, end):
        if bracket is not None:
            gap, instead = max(gap, _PUT_IN), f"{instead} {bracket}".strip()
            continue
        for place, run in enumerate(_runs(tokens_of(text, piece_start, piece_end))):
            if place:
                gap = _LEFT_OUT
            kept = without_ends(run) if not parts or gap else run
            if any(token.is_word for token in kept):
                parts.append(Part(tuple(kept), gap, instead, _loose(text, kept)))
                gap, instead = 0, ""
    if parts:
        last = parts[-1]
        parts[-1] = Part(tuple(without_ends(list(last.tokens))), last.gap, last.instead, last.loose)
    return tuple(parts)


def find_pattern(folded: Folded, parts: tuple[Part, ...]) -> list[Match]:
    """Find every match of the parts in order.

    Args:
        folded: The text.
        parts: The parts from `parts_of`, at least one.

    Returns:
        The matches, in order, exact or not.
    """
    matches: list[Match] = []
    at = folded.find(parts[0].words)
    while at is not None and len(matches) < _OCCURRENCES:
        match = _matched(folded, parts, at)
        if match:
            matches.append(match)
        at = folded.find(parts[0].words, at + 1)
    return matches


def _matched(folded: Folded, parts: tuple[Part, ...], first: int) -> Match | None:
    end, exact = first + len(parts[0].tokens), _same_case(folded, parts[0], first)
    for part in parts[1:]:
        at = folded.find(part.words, end)
        if at is None or at - end > part.gap:
            return None
        hidden = _negated(folded.lower[end:at], part.instead)
        exact = exact and _same_case(folded, part, at) and not hidden
        end = at + len(part.tokens)
    return Match(folded.tokens[first].start, folded.tokens[end - 1].end, exact)


def _same_case(folded: Folded, part: Part, first: int) -> bool:
    """Compare the case of letters; the capital of the first word depends on the surrounding sentence."""
    for place, token in enumerate(part.tokens):
        other = folded.tokens[first + place].text
        if token.text == other:
            continue
        begins = place == 0 or part.tokens[place - 1].text in _SENTENCE_ENDS or token.start in part.loose
        if not begins or token.text[1:] != other[1:]:
            return False
    return True


def _negated(left_out: list[str], instead: str) -> bool:
    """Return whether a short gap hides a negation."""
    words = [word for word in left_out if word[0].isalnum()]
    if len(words) > _FEW:
        return False
    given = {word.lower() for word in instead.split()}
    return any((word in _NEGATIONS or word.endswith("n't")) and word not in given for word in words)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int, str | None]]:
    """Split a quotation at its brackets; the third value is the text of a bracket, None outside brackets."""
    pieces: list[tuple[int, int, str | None]] = []
    at = start
    for met in _BRACKET.finditer(text, start, end):
        if _LETTER.match(text, met.start(), end) or re.fullmatch(r"[\s.…]*", met[1]):
            continue
        pieces += [(at, met.start(), None), (met.start(), met.end(), met[1])]
        at = met.end()
    return [*pieces, (at, end, None)]


def _runs(tokens: list[Token]) -> list[list[Token]]:
    """Split tokens at ellipses, and join letters in brackets to their words."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ELLIPSIS:
            runs.append([])
        else:
            runs[-1].append(token)
    return [joined_letters(run) for run in runs]


def _loose(text: str, tokens: list[Token]) -> frozenset[int]:
    return frozenset(token.start for token in tokens if text[token.start - 1 : token.start] == "[")
