"""The words of questions: which ask, which refer back, and which name something themselves."""

import re
from functools import cache
from pathlib import Path

WH = frozenset("who whom whose what which when where why how".split())
AUX = frozenset(
    "is are was were be been am do does did has have had can could will would shall should may might must".split()
)
PREPOSITIONS = frozenset(
    "in on at by to for from of with about after before during since until till into over under against between among "
    "near inside outside through without within as around behind according".split()
)
SMALL = (
    frozenset(
        "a an the and or but not no so if than that this these those there here then first last it its he his him "
        "she her hers they them their theirs you your i we our us me my one ones much many long old far far any "
        "some all most more less other others else too also ever just only again still out up off down s t re d ll "
        "ve".split()
    )
    | WH
    | AUX
    | PREPOSITIONS
)
"""Function words: they join, ask or refer, and carry no content."""
MONTHS = "january february march april may june july august september october november december"
TITLES = frozenset("mr mrs ms dr sir lord lady president senator governor judge prince princess queen king".split())

_PIECE = re.compile(r"[^\s?!,;:\"“”()\[\]]+|[,;:]")
_POSSESSIVE = re.compile(r"['’]s?$")


def pieces(text: str) -> list[str]:
    """Split a question or an answer into words and commas; quotes and final punctuation are dropped."""
    return [piece.rstrip(".") if _ends_sentence(piece) else piece for piece in _PIECE.findall(text)]


def _ends_sentence(piece: str) -> bool:
    return piece.endswith(".") and len(piece) > 3 and "." not in piece[:-1]


def bare(word: str) -> str:
    """Fold a word, and remove its possessive ending."""
    return _POSSESSIVE.sub("", word.casefold().strip(".'’‘"))


def folded(text: str) -> frozenset[str]:
    """Return every word of a text, folded."""
    return frozenset(bare(piece) for piece in pieces(text))


def content(words: list[str]) -> list[str]:
    """Keep the content words, folded."""
    return [kept for word in words if (kept := bare(word)) and kept not in SMALL and kept[0].isalnum()]


@cache
def common() -> frozenset[str]:
    """Load the common English words, counted by `training.common_words`; words more often part of a name are left out.

    Source:
        The texts of SQuADShifts (Miller et al., 2020), SQuAD 2.0 (Rajpurkar et al., 2018), Natural Questions
        (Kwiatkowski et al., 2019) and the other training texts; chosen by how many texts have a word.
    """
    return frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())


@cache
def _everyday() -> frozenset[str]:
    """Load the thousand words that most of the texts counted by `training.common_words` have."""
    return frozenset(Path(__file__).with_name("everyday_words.txt").read_text(encoding="utf-8").split())


def is_everyday(word: str) -> bool:
    """Return whether a folded word is so frequent that it hardly says what a question is about."""
    return _is_among(word, _everyday())


def is_name(word: str, *, first: bool = False) -> bool:
    """Return whether a word names something: by its capital or digit, or because it is no common word.

    Args:
        word: The word as it was typed.
        first: Whether it is the first word, whose capital says nothing.

    Returns:
        Whether it does.
    """
    kept = bare(word)
    if len(word) > 1 and word.isupper():
        return True
    if not kept or kept in SMALL:
        return False
    if any(letter.isdigit() for letter in kept) or any(letter.isupper() for letter in word[1:]):
        return True
    if word[0].isupper() and not first:
        return True
    return len(kept) > 2 and not all(_is_common(part) for part in re.split(r"[-–/'’]", kept) if part)


def _is_common(word: str) -> bool:
    known = common()
    if word in known or word in SMALL or word in TITLES:
        return True
    return _is_among(word, known)


def _is_among(word: str, known: frozenset[str]) -> bool:
    """Return whether a word or a base form of it is in a list."""
    stems = (word[: -len(end)] + more for end, more in _ENDINGS if word.endswith(end))
    return word in known or any(stem in known for stem in stems)


_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""))
"""Endings of a common word, each with its replacement in the base form."""
