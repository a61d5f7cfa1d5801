"""The turns of a conversation, and the rewriting of a question that depends on them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_BEHIND = re.compile(r" \([^()]+\)(?=\?$)")
"""The words added to a question after those that the rules added."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the answer to a question was read in."""

    texts: tuple[str, ...] = ()
    """Sentences and passages of the articles, those cited first."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """The cited articles: their ids to their titles."""


NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Said:
    """A question of the conversation and its answer."""

    question: str
    """As it was searched: in full if it depended on earlier turns."""
    answer: str | None = None
    """The words of the answer; None if the articles do not say, or it was never asked."""
    root: bool = True
    """Whether it was asked in full, and so began a topic."""
    typed: str = ""
    """As the person typed it, if it was searched differently; else empty."""
    evidence: Evidence = NOTHING
    """Empty if it is not known."""


def said_as(typed: str, searched: str | None, answer: str | None) -> Said:
    """Keep a question for later ones that depend on it.

    Args:
        typed: As the person typed it.
        searched: As it was searched, if different; words appended in brackets are left out.
        answer: The words of its answer.

    Returns:
        The question and its answer; one that only had words appended began a topic.
    """
    plain = _BEHIND.sub("", searched) if searched else typed
    if plain.rstrip(" ?.!").casefold() == typed.rstrip(" ?.!").casefold():
        return Said(typed, answer)
    return Said(plain, answer, root=False, typed=typed)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A question rewritten in full."""

    text: str
    """The question that stands alone."""
    unclear: str = ""
    """What is ambiguous, for display: ``he: McCallum or Moore?``; empty if nothing is."""
    others: tuple[str, ...] = ()
    """The question with the other possible meanings, if something is ambiguous."""
