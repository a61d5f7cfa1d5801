"""The two things that a question offers: "MI5 or MI6?", and whether some words are one of them."""

import re
from collections.abc import Sequence

from index.lexical.analyzer import analysed
from qa.questions import ASKING, question_type

_OR = re.compile(r"^(?P<left>.+?)\s+or\s+(?P<right>.+?)\s*(?:[?.!]*$|,|\s(?:that|who|which)\s)", re.IGNORECASE)
_EITHER = re.compile(
    r"(?:did|does|do|has|have|had|is|are|was|were|will|would|can)\s+(?P<left>(?:[\w'’-]+\s+){0,3}?[\w'’-]+)\s+or\s+(?P<right>[^,?]+)",
    re.IGNORECASE,
)
"""Two options between a verb and the rest of the question: "did Skarvoy or Tindheim win?"."""
_LONGEST = 4
"""Words of an option; what is longer goes on with the question: "his or her name to the letter"."""
_MORE = 2
"""Words that may be said of one of two options beside its name."""


def options_of(question: str) -> tuple[str, ...]:
    """Take the two things that a question offers, without the words that they share; none where it offers none."""
    found = _OR.search(question)
    if found is None or question_type(question) in ("when", "how many", "why", "how"):
        return ()
    if verdict := _EITHER.match(question):
        return _own_words(verdict["left"].split(), _alike(verdict["left"].split(), verdict["right"].split()))
    right = found["right"].split()
    if len(right) > _LONGEST:
        return ()
    left = found["left"].rpartition(",")[2].split()
    if "," not in found["left"]:
        left = left[-max(len(right), 1) :]
    return _own_words(left, right)


def is_chosen(words: str, options: tuple[str, ...]) -> bool:
    """Return whether some words are the one of the options or the other, with little else."""
    said = {term for term in analysed(words) if term not in ASKING}
    named = [option for option in options if said & set(option.split())]
    return len(named) == 1 and len(said - set(named[0].split())) <= _MORE


def _alike(left: Sequence[str], words: Sequence[str]) -> list[str]:
    """Take the second option from what follows "or": as many words as the first has, and the name that they begin."""
    most = len(left)
    while most < len(words) and words[most - 1][:1].isupper() and words[most][:1].isupper():
        most += 1
    return list(words[:most])


def _own_words(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    """Give two options without the words that they share; none where one has no others."""
    terms = [[term for term in analysed(" ".join(words)) if term not in ASKING] for words in (left, right)]
    shared = set(terms[0]) & set(terms[1])
    own = [" ".join(term for term in each if term not in shared) for each in terms]
    return tuple(own) if all(own) else ()
