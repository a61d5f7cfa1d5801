"""Names in a conversation: find them, distinguish persons from other names, and complete shortened ones."""

import re
from collections.abc import Iterator, Sequence

from qa.conversation.turns import Said
from qa.conversation.words import AUX, MONTHS, PREPOSITIONS, SMALL, bare, is_name, pieces

_JOINTS = frozenset("of the de del da di von van der den al bin ibn la le el du & 's".split())
_THINGS = frozenset(
    "act agency agreement airport association bank base bay bill board bureau center centre channel church city club "
    "coast college commission committee company congress convention corporation council county court department "
    "district division election force forces foundation group hospital hotel hurricane institute international island "
    "islands lake league limited mosque mountain museum network north office organization palace park parliament "
    "party police prize project republic river school sea service services society south state states station street "
    "study tower trial typhoon union university wall war islamic national house senate".split()
)
"""Words that occur in names of institutions and places."""
_HE = frozenset(
    "adam alan albert alex alexander alexei alexis ali andrew anthony antonio arthur barack ben benjamin bernard "
    "bernie bill bob boris brian bruce carl carlos charles chris christopher daniel david dennis don donald douglas "
    "edward eric frank fred gary george gerald giuseppe gordon graham greg harold harry henry hugh ian ivan jack "
    "jacques james jason jean jeff jeremy jim joe joel john johnny jonathan jose joseph juan justin keith ken kenneth "
    "kevin kobe kyle larry leon luis mario mark martin matt matthew michael mike mohammad mohammed neil nick nicolas "
    "oliver oscar pablo patrick paul pedro peter phil philip pierre pope ralph ray rex richard rick robert roger ron "
    "ronald roy ryan samuel scott sean sergei simon stefan stephen steve steven stuart ted terry thomas tim tom tony "
    "vladimir walter wayne wilbur william xavier".split()
)
_SHE = frozenset(
    "alice amanda amy angela ann anna anne barbara brenda carol catherine charlotte christine claire clara diana "
    "dorothy elena elizabeth ellen emily emma eva fatima frances gianna gretchen hannah heather helen hillary irene "
    "jacinda jane janet jennifer jessica jo joan judith julia kamala karen kate katherine kay kim kristen laura lena "
    "linda lisa lucy madonna margaret maria marie mary megan melania melissa michelle nancy naomi nicola nikki olivia "
    "patricia princess queen rachel rebecca rosa rose ruth sandra sara sarah sonia sophia sophie stella susan "
    "svetlana sviatlana tara theresa ursula victoria virginia wanda wendy".split()
)


def names_in(text: str, *, answer: bool = False) -> list[str]:
    """Find the names in a text, in order.

    Args:
        text: A question, or an answer.
        answer: Whether it is an answer, whose first word is not capitalised for its position.

    Returns:
        Each run of words that names something, as written; days, years and numbers are not names.
    """
    words = pieces(text)
    cased = answer or any(word[0].isupper() for word in words[1:])
    runs: list[list[str]] = [[]]
    for place, word in enumerate(words):
        named = _names(word, first=place == 0 and not answer) and (not cased or any(map(str.isupper, word)))
        if named or (word.casefold() in _JOINTS and _goes_on(words, place, runs[-1])):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
        if word[-2:] in ("'s", "’s") and runs[-1]:
            runs.append([])
    return [re.sub(r"['’]s?$", "", " ".join(_unjoined(run))) for run in runs if run]


def _unjoined(run: list[str]) -> list[str]:
    """Strip joining words from the end of a name."""
    while len(run) > 1 and run[-1].casefold() in _JOINTS - {"'s"}:
        run = run[:-1]
    return run


def _names(word: str, *, first: bool) -> bool:
    kept = bare(word)
    return is_name(word, first=first) and not kept[0].isdigit() and kept not in MONTHS.split() and kept != "covid-19"


def _goes_on(words: Sequence[str], place: int, run: Sequence[str]) -> bool:
    following = [word for word in words[place + 1 : place + 3] if word.casefold() not in _JOINTS]
    return bool(run and following and following[0][0].isupper() and run[-1][0].isupper())


def is_person(name: str) -> bool:
    """Return whether a name may be a person's: two to five words, none of them an institution's or a place's."""
    words = name.casefold().split()
    return (
        1 < len(words) <= 5
        and words[0] != "the"
        and not {"of", "the", "&"} & set(words)
        and not _THINGS & set(words)
        and not any(letter.isdigit() for letter in name)
    )


def gender(name: str) -> str:
    """Guess "he" or "she" from a first name; empty if it does not say."""
    for word in name.casefold().split():
        if word in _HE or word in _SHE:
            return "he" if word in _HE else "she"
    return ""


def in_full(words: Sequence[str], said: Sequence[Said]) -> list[str]:
    """Complete names that a question has shortened.

    Args:
        words: The question's words.
        said: The turns so far, oldest first.

    Returns:
        The words, a shortened name replaced by the longest form in recent turns.
    """
    known = list(known_names(said))
    asked = " ".join(words).casefold()
    full = list[str]()
    for place, word in enumerate(words):
        given = _lengthened(words, place, known, asked)
        if given != word and full and full[-1] == given:
            continue  # "van Biljon": one name
        full.append(given)
    return full


def known_names(said: Sequence[Said]) -> Iterator[str]:
    """List the names in the turns, the latest first."""
    for turn in reversed(said):
        yield from names_in(turn.answer or "", answer=True) if len((turn.answer or "").split()) <= 12 else ()
        yield from names_in(turn.question)


def _lengthened(words: Sequence[str], place: int, known: Sequence[str], asked: str) -> str:
    word, kept = words[place], bare(words[place])
    if kept in SMALL or kept in _THINGS or len(kept) < 2 or not _stands_alone(words, place):
        return word
    for name in known:
        parts = [bare(part) for part in name.split()]
        if len(parts) > 1 and kept in parts and name.casefold() not in asked:
            ending = word[-2:] if word[-2:] in ("'s", "’s") else ""
            return name + ending if is_person(name) or kept == parts[0] or word[0].isupper() else word
    return word


def _stands_alone(words: Sequence[str], place: int) -> bool:
    """Return whether a word is a name by itself, and not part of a longer one."""
    word = words[place]
    beside = [words[at] for at in (place - 1, place + 1) if 0 <= at < len(words)]
    if word[0].isupper() and any(other[0].isupper() and bare(other) not in SMALL for other in beside[-1:]):
        return False
    if word.islower() and place > 1 and words[place - 1][0].isupper():
        return False  # "the Belize reef"
    if is_name(word):
        return True
    before = words[place - 1].casefold() if place else ""
    return before in AUX or (before in PREPOSITIONS and len(words) > 2)
