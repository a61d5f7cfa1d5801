"""Questions for the one of many that has the most or the least of something."""

import re
from dataclasses import dataclass

from index.lexical.analyzer import analysed

_MOST = (
    "most largest biggest greatest highest longest tallest deepest heaviest oldest widest fastest best richest "
    "dearest costliest"
).split()
_LEAST = (
    "fewest least smallest lowest shortest lightest youngest narrowest slowest cheapest shallowest worst poorest"
).split()
DEGREES = frozenset(analysed(" ".join([*_MOST, *_LEAST])))
"""Terms of the words for most and least, which a table does not have."""
_ASKED = re.compile(
    r"(?:(?:in|at|from|for|of)\s+)?(?:(?:which|what)(?:\s+of\s+the)?\s+(?P<noun>[\w-]+)|who)\b.*?"
    rf"\b(?:the\s+)(?P<degree>{'|'.join([*_MOST, *_LEAST])})\b"
    r"(?P<kind>(?:\s+(?!(?:in|of|for|at|by|on|from|to|with|among|did|was|is)\b)[\w-]+)*)",
    re.IGNORECASE,
)
_BEING = frozenset("is are was were has have had does do did will would can could".split())


@dataclass(frozen=True, slots=True)
class Superlative:
    """What a question asks for the most or the least of."""

    noun: str | None
    """What the one asked for is: ``country``; None if the question says "who" or "what is the largest"."""
    most: bool
    """Whether the largest number is asked for; False for the smallest."""
    kind: str = ""
    """What qualifies the number: ``barley`` in "the largest barley crop"; empty if nothing does."""


def superlative_of(question: str) -> Superlative | None:
    """Recognise a question for the one with the most or the least.

    Args:
        question: The question, clean.

    Returns:
        What it asks for; None if it asks otherwise. "Which country pays the most for it?" asks for the country with
        the largest number.
    """
    asked = _ASKED.match(question)
    if asked is None:
        return None
    noun = asked["noun"]
    subject = None if noun is None or noun.lower() in _BEING else noun
    return Superlative(subject, asked["degree"].lower() in _MOST, " ".join(asked["kind"].split()[:-1]))
