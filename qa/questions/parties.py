"""Whose head, and whether still: what stands right beside a name tells another body's from the one asked about."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from index.lexical.analyzer import analysed
from qa.questions import content_terms

_ACRONYM = re.compile(r"\b(?:[A-Z]{2,}\d*|[A-Z]+\d+)\b")
_WITH_DIGIT = re.compile(r"[A-Z]+\d+")
_SERIES = re.compile(r"\b([A-Z]+)(\d+)\b")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][\"'”’)]*\s+|\n")
_LEFT = re.compile(r"[.,;:!?()\n]|\b(?:while|whereas|but|and)\b")
_RIGHT = re.compile(r"(?:\s*[,(][^,;.()\n]*|\s+(?:of|from|at|as|for)\b[^,;.()\n]*)")
_PRESENT = re.compile(r"^(?:so\s+)?who(?:['’]s|\s+(?:are|lead|head|run|(?!was\b)\w+s))\b")
_FORMER = re.compile(
    r"\b(?:former(?:ly)?|erstwhile|outgoing|departing|retired|deposed|ousted|previous(?:ly)?)\b|\bex-(?=\w)",
    re.IGNORECASE,
)
_THEN = re.compile(r"\bthen[- ](?=\w)|\buntil\s+(?:\w+\s+)?(?:1[5-9]|20)\d\d\b", re.IGNORECASE)
_HEADS = re.compile(
    r"^who(?:['’]s|\s+is|\s+are)?\s+(?:the\s+)?(?:heads?|leads?|runs?|chairs?|directs?|manages?|(?:head|leader|director|chief|"
    r"president|chair(?:man|woman)?|boss|principal|rector|ceo|chief\s+executive)\s+(?:of|at)|(?:in\s+charge)\s+of)\s+"
    r"(?:the\s+)?(?P<body>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:head\w*|lead\w*|led|director|chief|president|chair\w*|boss|executive|principal|rector|run\w*|ceo|manag\w+|"
    r"secretary|minister|commissioner|governor|superintendent|master|dean|founder|direct\w*)\b",
    re.IGNORECASE,
)
_MEMBER = r"\s*,?\s+(?:of|from|at|with)\s+(?:the\s+)?"
_ROLE = 3
"""Words after "former" among which the office is: a former biathlete may be the mayor."""


def is_of_another(question: str, text: str, start: int, end: int) -> bool:
    """Return whether the words beside a name give it to another body than the question's.

    Args:
        question: The question, in capitals or not.
        text: A passage.
        start: Where the name begins in it.
        end: Its end, exclusive.

    Returns:
        True for "Richard Moore" in "the head of MI6 Richard Moore", asked who heads MI5. Bodies are told by
        their initials only.
    """
    asked = _bodies_asked(question, text)
    if not asked:
        return False
    beside = set(_ACRONYM.findall(" ".join(_beside(text, start, end))))
    return bool(beside and not asked & beside)


@lru_cache(maxsize=64)
def _bodies_asked(question: str, text: str) -> frozenset[str]:
    """List the bodies of a question by their initials, which a text or a digit shows to be initials."""
    known = set(_ACRONYM.findall(text))
    words = re.findall(r"\w+", question.upper())
    return frozenset(word for word in words if word in known or _WITH_DIGIT.fullmatch(word))


@lru_cache(maxsize=64)
def _sentence_ends(text: str) -> tuple[int, ...]:
    """List where the sentences and lines of a text end, including the space that follows."""
    return tuple(end.end() for end in _SENTENCE_END.finditer(text))


@lru_cache(maxsize=256)
def _series(text: str) -> frozenset[tuple[str, str]]:
    """List what a text names by letters and a number."""
    return frozenset(_SERIES.findall(text))


def has_series(question: str) -> bool:
    """Return whether a question names something by letters and a number, as MI6 or A320."""
    return _SERIES.search(question.upper()) is not None


def is_of_sibling(question: str, text: str, start: int, end: int) -> bool:
    """Return whether a span's sentence is about another body of the same series than the question.

    Args:
        question: The question, in capitals or not.
        text: A passage.
        start: Where the span begins in it.
        end: After its last character.

    Returns:
        True for "Thursday" in "MI5 opened its account on Thursday", asked when MI6 did: MI5 and MI6, as A320 and
        A380, differ by their number alone, and the sentence does not name the one that is asked about. Where it
        names none, the passage decides.
    """
    asked = _series(question.upper())
    if not asked or not _series(text) - asked:
        return False
    ends = _sentence_ends(text)
    first, last = bisect_right(ends, start), bisect_left(ends, end)
    sentence = text[ends[first - 1] if first else 0 : ends[last] if last < len(ends) else len(text)]
    named = _series(sentence) or _series(text)
    return bool(named) and not asked & named and {name for name, _ in named} <= {name for name, _ in asked}


def is_former(question: str, text: str, start: int, end: int) -> bool:
    """Return whether who is named held an office that the question asks about in the present.

    Args:
        question: The question.
        text: A passage.
        start: Where the name begins in it.
        end: Its end, exclusive.

    Returns:
        True for "Stella Rimington" in "Stella Rimington as its then chief", asked who is the chief.
    """
    if not _PRESENT.match(question.lower()) or _FORMER.search(question):
        return False
    left, right = _beside(text, start, end)
    if _FORMER.search(left) or _THEN.search(left) or _THEN.search(right):
        return True
    asked = set(content_terms(question))
    roles = (analysed(" ".join(right[found.end() :].split()[:_ROLE])) for found in _FORMER.finditer(right))
    return any(asked & set(role) for role in roles)


def is_only_of(question: str, text: str, start: int, end: int) -> bool:
    """Return whether a name is said to be of a body, and not to head it, asked who does.

    Args:
        question: The question.
        text: A passage.
        start: Where the name begins in it.
        end: After its last character.

    Returns:
        True for "Professor Abena Lassiter" in "the trial, led by Professor Abena Lassiter of the Volta Institute",
        asked who heads the Volta Institute.
    """
    asked = _HEADS.match(question)
    if asked is None or not re.match(_MEMBER + re.escape(asked["body"]), text[end : end + 120], re.IGNORECASE):
        return False
    phrase = text[max(0, start - 40) : start]
    cuts = [match.end() for match in re.finditer(r"[.;:]|\bby\b", phrase)]
    return _OFFICE.search(phrase[max(cuts, default=0) :] + text[start:end]) is None


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Take the phrase that a name stands in: back to the last comma or joint, and what explains the name after it."""
    left = max((found.end() for found in _LEFT.finditer(text, max(0, start - 120), start)), default=max(0, start - 120))
    right = _RIGHT.match(text, end, end + 120)
    return text[left:end], right.group() if right else ""
