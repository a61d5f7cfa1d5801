"""What was said so far, and what a question becomes in the light of it."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A question asked in full."""

    text: str
    """The question that stands alone."""
    unclear: str = ""
    """What could not be told, for a person: ``he: McCallum or Moore?``; empty where all was clear."""
    others: tuple[str, ...] = ()
    """The question as it would be otherwise, where something was unclear."""
