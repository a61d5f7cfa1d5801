"""An answer phrased by a language model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhrasedSentence:
    """A sentence that a language model wrote from an answer, and whether its citations support it."""

    text: str
    """The sentence, with the numbers of its citations."""
    numbers: tuple[int, ...]
    """The numbers of the citations that it names."""
    struck: str
    """Why it was struck: what the cited text does not support; empty if all of it is supported."""


@dataclass(frozen=True, slots=True)
class Phrased:
    """An answer as a language model phrased it, checked against its citations."""

    text: str | None
    """The supported sentences; None if they lack or contradict the answer."""
    sentences: tuple[PhrasedSentence, ...]
    """All sentences, in order."""
    why: str
    """Why `text` is None; empty if it is not."""
    model: str
    url: str
    """Where the question and the cited passages were sent."""
