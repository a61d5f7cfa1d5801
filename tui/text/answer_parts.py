"""Parts of an answer that the chat and `qa ask` format in the same way."""

from typing import TYPE_CHECKING

from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.types import Answer, Citation, Governed

_HOW = {
    "question": "In the article somebody only asks this",
    "denial": "The article denies this",
    "condition": "This applies only under a condition",
    "rumour": "The article reports this as a rumour or a supposition",
    "plan": "The article reports this as a plan",
}


def governed_line(governed: "Governed") -> str:
    """Say how the sentence qualifies the answer's words: as a question, a denial, a condition, a rumour or a plan."""
    return f"{_HOW[governed.how]}: “{one_line(governed.words)}”"


def shown_number(answer: "Answer", citation: "Citation") -> int:
    """Return the number of the first citation of the same sentence."""
    where = citation.article_id, citation.sentence_start
    every = (*answer.citations, *(cited for item in answer.answers for cited in item.citations))
    return next(cited.number for cited in every if (cited.article_id, cited.sentence_start) == where)
