"""An answer in sentences of a language model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhrasedSentence:
    """A sentence that a language model made of an answer, and whether it holds."""

    text: str
    """The sentence, with the numbers of its citations."""
    numbers: tuple[int, ...]
    """The citations that it names."""
    struck: str
    """What in it does not stand in what it cites; empty where all does."""


@dataclass(frozen=True, slots=True)
class Phrased:
    """An answer as a language model put it, held against its citations."""

    text: str | None
    """The sentences that hold; None where the answer is missing in them or contradicted."""
    sentences: tuple[PhrasedSentence, ...]
    """All sentences, in order."""
    why: str
    """Why `text` is None; empty where it is not."""
    model: str
    url: str
    """Where the question and the cited passages were sent."""
