"""The values of followed questions."""

from dataclasses import dataclass
from datetime import datetime

from index.filters import EVERYTHING, Filter
from qa.output.desk_messages import ChangeKind
from qa.types import Answer


@dataclass(frozen=True, slots=True)
class Follow:
    """A followed question with its answer."""

    follow_id: int
    """From 1."""
    question: str
    """In full: a follow-up as it was rewritten."""
    where: Filter
    answer: Answer
    """The answer last reported; it has no hits and no readings."""
    began: datetime
    """UTC."""
    changed: datetime | None
    """When the answer last changed, UTC; None if it has not."""

    @property
    def open(self) -> bool:
        """Whether there is no answer yet."""
        return self.answer.text is None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an answer caused by new articles."""

    follow_id: int
    question: str
    kind: ChangeKind
    noticed: datetime
    """UTC."""
    before: Answer
    after: Answer
    """For a question with several parts, these are the answers to the part that changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A followed question as stored, with what its answer depends on."""

    follow: Follow
    state: str
    """The build that was checked last."""
    evidence: frozenset[bytes]
    """Digests of the articles whose passages were read for its answer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking all questions, and its cost."""

    changes: tuple[Change, ...] = ()
    """In the order in which to report them."""
    follows: int = 0
    articles: int = 0
    """Number of articles that are new or changed."""
    asked: int = 0
    """Number of questions that these could affect, which were asked again."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to follow."""

    question: str
    where: Filter = EVERYTHING
