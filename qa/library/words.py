"""The words of a search: parse them, and find them in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.errors import QuestionInvalid
from index.lexical.analyzer import analysed
from qa.questions import ASKING

_PIECE = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”„]|(\S+)")
"""A quoted phrase, or a word."""
_AROUND = ".,;:!?¿¡…\"'“”‘’„«»()[]{}-–—"
"""Punctuation around a word."""
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
"""The possessive ending: of "Biden's" not part of the name."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|(?:[^\W_]|[\u0300-\u036f])+")
"""A word, approximately as the analyzer splits text, to locate it."""
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_MOST = 32
"""Words of a search at most: the rest of a page that was pasted narrows nothing."""
_ASKING_TERMS = frozenset(analysed(" ".join(ASKING)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or a quoted phrase to search for."""

    words: str
    """As it was typed."""
    terms: tuple[str, ...]
    """As BM25 sees it, never empty; several have to follow one another."""
    in_capitals: bool = False
    """Whether it must occur as typed: WHO, US, which in lower case are function words."""

    @property
    def is_plain(self) -> bool:
        """Whether the lexical index alone can find it."""
        return len(self.terms) == 1 and not self.in_capitals

    def stands_in(self, text: str) -> bool:
        """Return whether a text has it."""
        if self.in_capitals:
            return bool(re.search(rf"\b{re.escape(self.words)}\b", text))
        terms = analysed(text)
        first, count = self.terms[0], len(self.terms)
        if count == 1:
            return first in terms
        starts = (place for place, term in enumerate(terms) if term == first)
        return any(tuple(terms[place : place + count]) == self.terms for place in starts)

    @property
    def typed(self) -> str:
        """The words in the form to search for again: a phrase in quotation marks."""
        return f'"{self.words}"' if " " in self.words else self.words

    def is_name_in(self, question: str) -> bool:
        """Return whether it is written as a name: capitals within a question, or a digit."""
        inner = self.words[1:] if question.lstrip(f" {_AROUND}").startswith(self.words) else self.words
        return any(letter.isupper() or letter.isdigit() for letter in inner)


def wanted_in(words: str) -> tuple[Wanted, ...]:
    """Parse the words to search for.

    Args:
        words: Words and quoted phrases, as they were typed.

    Returns:
        Each of them once; of those that only join and ask, the ones in capitals (US, WHO), or all where there
        are no others.

    Raises:
        QuestionInvalid: If there is no letter or digit in it.
    """
    wanted: dict[tuple[str, ...], Wanted] = {}
    for phrase, word in _PIECE.findall(words):
        said = _POSSESSIVE.sub("", " ".join((phrase or word.strip(_AROUND)).split()))
        if terms := tuple(analysed(said)):
            wanted.setdefault(terms, Wanted(said, terms, _in_capitals(said, words) and _only_asks(terms)))
    kept = tuple(word for word in wanted.values() if word.in_capitals or not _only_asks(word.terms))
    kept = kept or tuple(wanted.values())
    if not kept:
        raise QuestionInvalid("There are no words to search for.", 'qa search "oak shaft"')
    return kept[:_MOST]


def _in_capitals(said: str, words: str) -> bool:
    return len(said) > 1 and said.isupper() and not (words.isupper() and words != said)


def _only_asks(terms: tuple[str, ...]) -> bool:
    return len(terms) == 1 and terms[0] in _ASKING_TERMS


def places_of(wanted: Sequence[Wanted], text: str) -> tuple[tuple[int, int], ...]:
    """Find the positions of words in a text.

    Args:
        wanted: The words.
        text: The text.

    Returns:
        Half-open character offsets in order, none within another.
    """
    tokens = [(match.start(), match.end(), _terms_of(match.group())) for match in _TOKEN.finditer(text)]
    places: list[tuple[int, int]] = []
    for word in wanted:
        if any(map(_CJK.search, word.terms)):  # its terms are pairs of characters, which overlap
            places += [match.span() for term in word.terms for match in re.finditer(re.escape(term), text)]
            continue
        if word.in_capitals:
            places += [(start, end) for start, end, _ in tokens if text[start:end] == word.words]
            continue
        count = len(word.terms)
        for place in range(len(tokens) - count + 1):
            run = tokens[place : place + count]
            if all(term in has for term, (_, _, has) in zip(word.terms, run, strict=True)):
                places.append((run[0][0], run[-1][1]))
    return _merged(sorted(places))


@lru_cache(50_000)
def _terms_of(token: str) -> frozenset[str]:
    return frozenset(analysed(token))


def _merged(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
