"""What has happened, in the past tense: workers and widgets post these, screens handle them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from corpus.errors import QAError
from corpus.progress import Progress
from index.filters import EVERYTHING, Filter

if TYPE_CHECKING:
    from index.rebuild.builder import RebuildSummary
    from index.types import RelatedArticle, SearchResult
    from qa.engine import Engine
    from qa.library.overview import Library
    from qa.types import Answer, Citation
    from qa.types.phrased import Phrased, PhrasedSentence


@dataclass
class EngineOpened(Message):
    """The index can answer."""

    engine: "Engine"
    notice: str = ""
    """Something the person should know, such as that these are the sample articles."""


@dataclass
class EngineFailed(Message):
    """The index cannot be opened."""

    error: QAError


@dataclass
class LibraryLooked(Message):
    """It is known what is indexed."""

    library: "Library"


@dataclass
class ExampleFound(Message):
    """A question is known that the articles answer."""

    question: str


@dataclass
class ExampleChosen(Message):
    """The person wants a question of the first screen asked."""

    question: str


@dataclass
class QuestionAsked(Message):
    """The person sent a question."""

    question: str
    where: Filter = EVERYTHING
    """Conditions that the articles asked meet."""
    asked_as: str | None = None
    """The question to search instead, where the person said so."""
    any_time: bool = False
    """Whether nothing is weighed by a time in the question."""


@dataclass
class FilterHeld(Message):
    """Another filter is in force."""

    where: Filter


@dataclass
class CommandTyped(Message):
    """The person typed a command, such as ``/open 2``."""

    name: str
    argument: str
    """What followed it; perhaps empty."""


@dataclass
class WordsFound(Message):
    """The articles that mention words are known."""

    result: "SearchResult"
    citations: "tuple[Citation, ...]"
    """Of the best passage of each article, in their order."""


@dataclass
class SearchFailed(Message):
    """Words could not be searched for."""

    error: QAError


@dataclass
class SentenceChecked(Message):
    """A sentence of a language model was held against what it cites."""

    sentence: "PhrasedSentence"


@dataclass
class PhrasingEnded(Message):
    """A language model has put an answer into sentences."""

    phrased: "Phrased"


@dataclass
class PhrasingFailed(Message):
    """The language model could not be asked."""

    error: QAError


@dataclass
class StageReached(Message):
    """The engine came further with a question, or a rebuild with its work."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Let only the last of a flood be handled."""
        return isinstance(message, StageReached)


@dataclass
class AnswerReady(Message):
    """A question was answered, or refused."""

    turn: int
    answer: "Answer"


@dataclass
class AnswerGiven(Message):
    """An answer was shown and should be kept."""

    answer: "Answer"


@dataclass
class AskFailed(Message):
    """A question could not be answered."""

    turn: int
    error: QAError


@dataclass
class CitationOpened(Message):
    """The person wants to see a citation in its article."""

    citation: "Citation"


@dataclass
class RelatedArticleOpened(Message):
    """The person wants to see an article related to a cited one."""

    article: "RelatedArticle"
    citation: "Citation"
    """What was cited of the other."""


@dataclass
class RebuildFinished(Message):
    """A new index is live."""

    summary: "RebuildSummary"
    samples_gone: bool = False
    """Whether the sample articles gave way to the person's own."""


@dataclass
class RebuildFailed(Message):
    """A rebuild ended without a new index."""

    error: QAError


@dataclass
class RebuildCancelled(Message):
    """The person stopped a rebuild."""


@dataclass
class ConversationChosen(Message):
    """The person wants to read an earlier conversation."""

    conversation_id: int
