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
    """In full: what a follow-up was searched as."""
    where: Filter
    answer: Answer
    """The answer last reported; it has no hits and no readings."""
    began: datetime
    """UTC."""
    changed: datetime | None
    """When a change was last noticed, UTC; None if none was."""

    @property
    def open(self) -> bool:
        """Whether the articles do not say yet."""
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
    """Where the question asks several things, these two are of the one that changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A question as it is kept between two looks."""

    follow: Follow
    state: str
    """The build of an index that its answer was last held against."""
    evidence: frozenset[bytes]
    """Digests of the articles whose passages were read for its answer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking all questions, and its cost."""

    changes: tuple[Change, ...] = ()
    """In the order in which to report them."""
    follows: int = 0
    articles: int = 0
    """Articles that are new or say something else."""
    asked: int = 0
    """Questions that these could alter, and that were asked again."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be kept."""

    question: str
    where: Filter = EVERYTHING
