"""Parts of a question that new words can replace: of the same kind, with the same head, or the same beginning."""

import re
from collections.abc import Sequence

from qa.conversation.frames import is_verb
from qa.conversation.words import AUX, PREPOSITIONS, WH, bare, content

_ALIKE = (
    frozenset("first second third fourth fifth last next".split()),
    frozenset("highest lowest most least fewest largest smallest biggest best worst oldest youngest".split()),
    frozenset("men women boys girls man woman boy girl children adults".split()),
    frozenset("north south east west northern southern eastern western".split()),
    frozenset("today yesterday tomorrow now".split()),
)
"""Groups of words that can replace one another."""


def same_kind(words: Sequence[str], asked: str) -> str:
    """Find the year, ordinal or the like that a newly named one can replace."""
    old = [word.strip(",") for word in asked.split()]
    for word in words:
        kept = bare(word)
        if kept.isdigit() and len(kept) == 4 and len(words) == 1:
            return next((other for other in old if bare(other).isdigit() and len(bare(other)) == 4), "")
        for group in _ALIKE:
            if kept in group and len(content(list(words))) <= 1:
                alike = [other for other in old if bare(other) in group and bare(other) != kept]
                if alike:
                    return _with_article(alike[0], old, words)
    return ""


def _with_article(phrase: str, old: Sequence[str], words: Sequence[str]) -> str:
    at = list(old).index(phrase)
    wants = words[0].casefold() == "the"
    return f"the {phrase}" if wants and at and old[at - 1].casefold() == "the" else phrase


def same_head(words: Sequence[str], asked: str) -> str:
    """Find "the MI5 account" for "the GCHQ account": the noun phrase that ends in the same word."""
    old = asked.split()
    at = next((at for at, word in enumerate(old) if at and len(words) > 1 and bare(word) == bare(words[-1])), 0)
    begin = at
    while at and begin > 1 and bare(old[begin - 1]) not in PREPOSITIONS | AUX | WH and not is_verb(old[begin - 1]):
        begin -= 1
        if old[begin].casefold() in ("the", "a", "an"):
            begin += words[0].islower() and words[0] not in ("the", "a", "an")
            break
    return " ".join(old[begin : at + 1]) if begin < at else ""


def same_start(words: Sequence[str], asked: str) -> str:
    """Find "the chief executive" for "the chief engineer": a noun phrase that differs in its last word alone."""
    if len(words) < 3 or words[0].casefold() != "the":
        return ""
    match = re.search(rf"(?<!\w){re.escape(' '.join(words[:-1]))} [a-z]+(?!\w)", asked, re.IGNORECASE)
    return match[0] if match else ""
