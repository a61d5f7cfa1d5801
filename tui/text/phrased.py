"""Messages about a phrasing: what is sent, and which sentences were struck out."""

from typing import TYPE_CHECKING

from tui.text.safe import counted, one_line

if TYPE_CHECKING:
    from qa.types import Answer
    from qa.types.phrased import Phrased, PhrasedSentence


def what_is_sent(answer: "Answer") -> str:
    """Describe what is sent to a language model, up to the word ``to``."""
    from qa.conversation.phrasing.phrase import phrasable

    with_answer = ", the answer" if answer.text is not None else ""
    return f"The question{with_answer} and {counted(len(phrasable(answer)), 'cited passage')} go"


def stands_alone(phrased: "Phrased") -> str:
    """Explain why a phrasing is not shown."""
    return f"The phrasing by {one_line(phrased.model)} is not shown: {one_line(phrased.why)}."


def struck_line(sentence: "PhrasedSentence") -> str:
    """Format a sentence that was struck out, with the reason."""
    return f"Struck: “{one_line(sentence.text)}” - {one_line(sentence.struck)}."
