"""What is said of a phrasing: where it is sent, what holds, and what was struck."""

from typing import TYPE_CHECKING

from tui.text.safe import counted, one_line

if TYPE_CHECKING:
    from qa.types import Answer
    from qa.types.phrased import Phrased, PhrasedSentence


def what_is_sent(answer: "Answer") -> str:
    """Say what goes to a language model, up to the word ``to``."""
    from qa.conversation.phrasing.phrase import phrasable

    said = ", the answer" if answer.text is not None else ""
    return f"The question{said} and {counted(len(phrasable(answer)), 'cited passage')} go"


def stands_alone(phrased: "Phrased") -> str:
    """Say why nothing of what a model said is shown."""
    return f"Only the words above are shown: of what {one_line(phrased.model)} said, {one_line(phrased.why)}."


def struck_line(sentence: "PhrasedSentence") -> str:
    """Name a sentence that was struck, and what in it does not hold."""
    return f"Struck: “{one_line(sentence.text)}” - {one_line(sentence.struck)}."
