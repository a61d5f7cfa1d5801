"""What was said so far, and what a question becomes in the light of it."""

import re
from dataclasses import dataclass

_BEHIND = re.compile(r" \([^()]+\)(?=\?$)")
"""The words that belong into a question beside those that the rules put in."""


@dataclass(frozen=True, slots=True)
class Said:
    """A question of the conversation and its answer."""

    question: str
    """As it was searched: in full, where it leant on what was said before it."""
    answer: str | None = None
    """The words of the answer; None where the articles do not say, or nobody told."""
    root: bool = True
    """Whether it was asked in full, and so began a topic."""
    typed: str = ""
    """As the person typed it, where that is not how it was searched; empty otherwise."""


def said_as(typed: str, searched: str | None, answer: str | None) -> Said:
    """Keep a question for those that lean on it.

    Args:
        typed: As the person typed it.
        searched: As it was searched, where that is another; what was put in brackets behind is left out.
        answer: The words of its answer.

    Returns:
        The question and its answer; one that only had words put behind began a topic.
    """
    plain = _BEHIND.sub("", searched) if searched else typed
    if plain.rstrip(" ?.!").casefold() == typed.rstrip(" ?.!").casefold():
        return Said(typed, answer)
    return Said(plain, answer, root=False, typed=typed)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A question asked in full."""

    text: str
    """The question that stands alone."""
    unclear: str = ""
    """What could not be told, for a person: ``he: McCallum or Moore?``; empty where all was clear."""
    others: tuple[str, ...] = ()
    """The question as it would be otherwise, where something was unclear."""
