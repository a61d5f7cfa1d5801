"""How an answer is told beside its words, wherever it is shown."""

from typing import TYPE_CHECKING

from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.types import Answer, Citation, Governed

_HOW = {
    "denial": "The article says this only to deny it",
    "condition": "This applies only under a condition",
    "rumour": "The article reports this as a rumour",
    "plan": "The article reports this as a plan",
}


def governed_line(governed: "Governed") -> str:
    """Say what the sentence of an answer says of its words."""
    return f"{_HOW[governed.how]}: “{one_line(governed.words)}”"


def shown_number(answer: "Answer", citation: "Citation") -> int:
    """Give the number under which the sentence of a citation is shown first."""
    where = citation.article_id, citation.sentence_start
    every = (*answer.citations, *(each for item in answer.answers for each in item.citations))
    return next(each.number for each in every if (each.article_id, each.sentence_start) == where)
