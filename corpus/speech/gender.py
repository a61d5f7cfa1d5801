"""Whether an article calls a person "he" or "she": by relatives' names, and by paragraphs about one person."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.speech.vocabulary import NAME

_HE = "brother father dad son husband uncle nephew grandfather grandson boyfriend widower stepfather".split()
_SHE = "sister mother mum mom daughter wife aunt niece grandmother granddaughter girlfriend widow stepmother".split()
_RELATIVE = re.compile(rf"\b(?P<kin>{'|'.join(_HE + _SHE)}),?\s(?P<name>{NAME})")
_OWNED = re.compile(r"(?:\b[Hh]is|\b[Hh]er|\b[Mm]y|\b[Tt]heir|['’]s)\s(?:[a-z]+\s)?$")
_PRONOUN = re.compile(r"\b(he|she)\b", re.IGNORECASE)


def relatives_in(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Find names that follow a word of kinship: "her brother, Daniel".

    Args:
        text: The article, quotations blanked out.
        start: Offset at which its body begins.

    Yields:
        The offsets of each name, and ``he`` or ``she``.
    """
    for met in _RELATIVE.finditer(text, start):
        if _OWNED.search(text, max(0, met.start() - 24), met.start()):
            yield *met.span("name"), "he" if met["kin"] in _HE else "she"


def genders_in(text: str, start: int, persons: Sequence[tuple[int, str]]) -> dict[str, str]:
    """Tell what people are called, from the paragraphs that name one person and use one pronoun after the name.

    Args:
        text: The article, quotations blanked out.
        start: Offset at which its body begins.
        persons: The offset and full name of each person named, in order.

    Returns:
        ``he`` or ``she`` by full name; people of whom paragraphs disagree are left out.
    """
    votes: defaultdict[str, set[str]] = defaultdict(set)
    place = 0
    for paragraph in re.finditer(r"[^\n]+", text[start:]):
        end = start + paragraph.end()
        within = place
        while within < len(persons) and persons[within][0] < end:
            within += 1
        names = {name for _, name in persons[place:within]}
        if len(names) == 1:
            used = {met[0].lower() for met in _PRONOUN.finditer(text, persons[place][0], end)}
            if len(used) == 1:
                votes[names.pop()] |= used
        place = within
    return {
        name: gender for name, (gender, *others) in ((name, sorted(each)) for name, each in votes.items()) if not others
    }
