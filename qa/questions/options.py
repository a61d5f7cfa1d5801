"""The two options that a question offers, as in "MI5 or MI6?", and whether an answer is one of them."""

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
"""Most words of an option; longer text continues the question: "his or her name to the letter"."""
_MORE = 2
"""Most words of an answer besides the option's name."""


def options_of(question: str) -> tuple[str, ...]:
    """Return the two options that a question offers, without the words they share; empty if it offers none."""
    match = _OR.search(question)
    if match is None or question_type(question) in ("when", "how many", "why", "how"):
        return ()
    if verdict := _EITHER.match(question):
        return _own_words(verdict["left"].split(), _alike(verdict["left"].split(), verdict["right"].split()))
    right = match["right"].split()
    if len(right) > _LONGEST:
        return ()
    left = match["left"].rpartition(",")[2].split()
    if "," not in match["left"]:
        left = left[-max(len(right), 1) :]
    return _own_words(left, right)


def is_chosen(words: str, options: tuple[str, ...]) -> bool:
    """Return whether words are exactly one of the options, with little else."""
    said = {term for term in analysed(words) if term not in ASKING}
    named = [option for option in options if said & set(option.split())]
    return len(named) == 1 and len(said - set(named[0].split())) <= _MORE


def _alike(left: Sequence[str], words: Sequence[str]) -> list[str]:
    """Take the second option after "or": as many words as the first has, and the rest of a name they begin."""
    most = len(left)
    while most < len(words) and words[most - 1][:1].isupper() and words[most][:1].isupper():
        most += 1
    return list(words[:most])


def _own_words(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    """Return two options without the words they share; empty if one has no others."""
    terms = [[term for term in analysed(" ".join(words)) if term not in ASKING] for words in (left, right)]
    shared = set(terms[0]) & set(terms[1])
    own = [" ".join(term for term in option if term not in shared) for option in terms]
    return tuple(own) if all(own) else ()
