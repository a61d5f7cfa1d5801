"""Messages, in the past tense: workers and widgets post them, screens handle them."""

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
    """The index is open."""

    engine: "Engine"
    notice: str = ""
    """A notice for the user, such as that these are the sample articles."""


@dataclass
class EngineFailed(Message):
    """The index could not be opened."""

    error: QAError


@dataclass
class LibraryLooked(Message):
    """The overview of the index was read."""

    library: "Library"


@dataclass
class ExampleFound(Message):
    """An example question that the articles answer was found."""

    question: str


@dataclass
class ExampleChosen(Message):
    """The user chose an example question."""

    question: str


@dataclass
class QuestionAsked(Message):
    """The user sent a question."""

    question: str
    where: Filter = EVERYTHING
    """The filter in force."""
    asked_as: str | None = None
    """The question to search instead, if the user chose one."""
    any_time: bool = False
    """Whether dates in the question are ignored for ranking."""


@dataclass
class FilterHeld(Message):
    """The filter in force changed."""

    where: Filter


@dataclass
class CommandTyped(Message):
    """The user typed a command, such as ``/open 2``."""

    name: str
    argument: str
    """The text after the command's name; may be empty."""


@dataclass
class WordsFound(Message):
    """A search for words finished."""

    result: "SearchResult"
    citations: "tuple[Citation, ...]"
    """The best passage of each article, in the order of the articles."""


@dataclass
class SearchFailed(Message):
    """A search for words failed."""

    error: QAError


@dataclass
class SentenceChecked(Message):
    """A sentence written by the language model was checked against its citations."""

    sentence: "PhrasedSentence"


@dataclass
class PhrasingEnded(Message):
    """The language model finished phrasing an answer."""

    phrased: "Phrased"


@dataclass
class PhrasingFailed(Message):
    """The request to the language model failed."""

    error: QAError


@dataclass
class StageReached(Message):
    """A question or a rebuild made progress."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Allow a later message to replace this one in the queue."""
        return isinstance(message, StageReached)


@dataclass
class AnswerReady(Message):
    """A question was answered or refused."""

    turn: int
    answer: "Answer"


@dataclass
class AnswerGiven(Message):
    """An answer was shown and should be stored."""

    answer: "Answer"


@dataclass
class AskFailed(Message):
    """A question failed."""

    turn: int
    error: QAError


@dataclass
class CitationOpened(Message):
    """The user opened a citation."""

    citation: "Citation"
    beside: str = ""
    """What is compared with it, shown above the article: the words of a draft; may be empty."""


@dataclass
class RelatedArticleOpened(Message):
    """The user opened an article related to a cited one."""

    article: "RelatedArticle"
    citation: "Citation"
    """The citation of the original article."""


@dataclass
class RebuildFinished(Message):
    """A rebuild finished; the new index is live."""

    summary: "RebuildSummary"
    samples_gone: bool = False
    """Whether the sample articles were replaced by the user's own."""


@dataclass
class RebuildFailed(Message):
    """A rebuild failed."""

    error: QAError


@dataclass
class RebuildCancelled(Message):
    """The user stopped a rebuild."""


@dataclass
class ConversationChosen(Message):
    """The user chose an earlier conversation."""

    conversation_id: int
