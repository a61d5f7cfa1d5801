"""Decides from their names whether two speakers are the same person; only where that is certain."""

import re
from collections.abc import Sequence

from corpus.speech.speech import Speech
from corpus.speech.vocabulary import TITLES, is_organised
from index.filters import folded

_NAMELESS = re.compile(
    r"^(?:an?|one|another|some\w*)\b|\b(?:spokes\w+|sources?|insiders?|officials?|witness(?:es)?|bystanders?|pals?|aides?)\b",
    re.IGNORECASE,
)
"""A description of somebody whom an article does not name."""
_LONGEST = 4
"""Maximum number of words of a person's name."""


def are_same(one: Speech, other: Speech) -> bool:
    """Return whether two speakers may have the same name: ``McCallum`` and ``Ken McCallum``."""
    if not (one.is_named and other.is_named):
        return folded(one.speaker) == folded(other.speaker)
    return names_agree(name_words(one.speaker), name_words(other.speaker))


def names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two names may be one person's: a surname and a full name, or names of which one omits words.

    Args:
        one: The words of a name, from `name_words`.
        other: The words of the other name.

    Returns:
        Whether they may; a first name never agrees with a surname.
    """
    if not one or not other:
        return False
    short, full = sorted((one, other), key=len)
    if len(short) == 1:
        return short[0] == full[-1]
    if short[-1] != full[-1]:
        return False
    return set(short) <= set(full) or (short[0][0] == full[0][0] and 1 in (len(short[0]), len(full[0])))


def are_others(one: Speech, other: Speech) -> bool:
    """Return whether two speakers are certainly different people, with names that nobody could share."""
    if not (is_person(one) and is_person(other)) or are_same(one, other):
        return False
    short, full = sorted((name_words(one.speaker), name_words(other.speaker)), key=len)
    return not set(short) <= set(full)  # "Tedros" may be Tedros Ghebreyesus


def may_be_same(one: Speech | None, other: Speech | None) -> bool:
    """Return whether all words of one speaker are among the other's: ``Ken`` and ``Ken McCallum``."""
    if one is None or other is None or not (one.is_named or " " in one.speaker):
        return False
    short, full = sorted((set(name_words(one.speaker)), set(name_words(other.speaker))), key=len)
    return bool(short) and short <= full


def is_another(claimed: Speech, speech: Speech, text: str) -> bool:
    """Return whether the speaker of an article is certainly not the one that a draft names.

    Args:
        claimed: The speech in the draft.
        speech: The same in the article.
        text: The article.

    Returns:
        Whether they have different names; or whether the article names the draft's speaker, and this one remains
        without a name: "a spokesman".
    """
    if speech.is_named or not is_person(claimed):
        return are_others(claimed, speech)
    surname = re.escape(claimed.speaker.split()[-1])
    return bool(_NAMELESS.search(speech.speaker) and re.search(rf"\b{surname}\b", text))


def is_person(speech: Speech) -> bool:
    """Return whether a speaker has a person's name."""
    words = speech.speaker.split()
    if not speech.is_named or not 0 < len(words) <= _LONGEST or is_organised(words):
        return False
    return words[0][0].isupper()


def name_words(name: str) -> list[str]:
    """Return the distinguishing words of a name: without titles, accents and letter case."""
    words = [word.rstrip(".,") for word in name.replace("’", "'").split()]
    kept = [word for word in words if word and word not in TITLES] or words
    return [folded(word.removesuffix("'s")) for word in kept]
