"""Whether two speakers are the same person: told of names only, and only where it is certain."""

from collections.abc import Sequence

from corpus.speech.speech import Speech
from corpus.speech.vocabulary import ORGANISED, TITLES
from index.filters import folded

_LONGEST = 4
"""Words of a person's name."""


def are_same(one: Speech, other: Speech) -> bool:
    """Return whether two speakers may be called by one name: ``McCallum`` and ``Ken McCallum``."""
    if not (one.is_named and other.is_named):
        return folded(one.speaker) == folded(other.speaker)
    return names_agree(name_words(one.speaker), name_words(other.speaker))


def names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two names may be one person's: a surname and a name in full, or names that only leave words out.

    Args:
        one: The words of a name, as `name_words` gives them.
        other: Those of the other.

    Returns:
        Whether they may; a first name alone agrees with nobody's surname.
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
    """Return whether two speakers are certainly two people: both are persons' names that no one could share."""
    if not (is_person(one) and is_person(other)) or are_same(one, other):
        return False
    short, full = sorted((name_words(one.speaker), name_words(other.speaker)), key=len)
    return not set(short) <= set(full)  # "Tedros" may be Tedros Ghebreyesus


def is_person(speech: Speech) -> bool:
    """Return whether a speaker is named as a person is."""
    words = speech.speaker.split()
    if not speech.is_named or not 0 < len(words) <= _LONGEST or any(word in ORGANISED for word in words):
        return False
    return not any(word.isupper() and len(word) > 2 for word in words) and words[0][0].isupper()


def name_words(name: str) -> list[str]:
    """Give the words of a name that tell people apart: without titles, accents and letter case."""
    words = [word.rstrip(".,") for word in name.replace("’", "'").split()]
    kept = [word for word in words if word and word not in TITLES] or words
    return [folded(word.removesuffix("'s")) for word in kept]
