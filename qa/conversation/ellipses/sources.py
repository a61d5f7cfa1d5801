"""Questions about who says what was just answered: "who said so?", "says who?", "according to whom?"."""

import re
from collections.abc import Sequence

from qa.conversation.ellipses.moments import preposition_of
from qa.conversation.referents import Topic
from qa.conversation.requests import stated_answer
from qa.conversation.words import AUX, bare, pieces

_WHO_SAYS = re.compile(
    r"^who(?: (?:else|exactly|actually|really|even|first))? (?P<verb>said|says|sais|say|claimed|claims|claim|thinks"
    r"|thought|believes|believed|reported|reports|told (?:you|them)|is saying|was saying)"
    r"(?: (?:so|that|this|it|that it is|that it was))?$|^says who$|^who['’]?s saying (?:so|that|this)$"
    r"|^according to (?:whom|who)$|^(?:by|from) whom (?:is|was) that said$|^whose (?:words|claim|figure|view)"
    r" (?:is|are) (?:that|this|those)$|^where (?:is|does|did) that come from$",
    re.IGNORECASE,
)
_LONGEST = 20
"""Most words of an answer that is repeated in the question."""


def asks_source(words: Sequence[str]) -> bool:
    """Return whether a question asks no more than whose words the last answer is."""
    return _WHO_SAYS.match(" ".join(words)) is not None


def source_of(last: Topic) -> str:
    """Ask who said what the last question and its answer state.

    Args:
        last: The question before.

    Returns:
        The question in full; empty if the two state nothing.
    """
    stated = _stated(last)
    return f"who said that {stated}" if stated else ""


def _stated(last: Topic) -> str:
    """Put a question and its answer into a statement, as far as their words allow."""
    frame, answer = last.frame, " ".join(pieces(stated_answer(last.said.answer)))
    rest = " ".join(frame.rest)
    if len(answer.split()) > _LONGEST:
        answer = ""
    if not frame.asked:
        return rest if frame.aux else ""
    if frame.asks_subject:
        counted = " ".join(frame.asked[2:]) if bare(frame.asked[0]) == "how" else ""
        parts = (answer or " ".join(frame.asked[1:]) or "somebody", counted, frame.aux, rest)
        return " ".join(part for part in parts if part)
    if bare(frame.asked[0]) == "why" and answer:
        return f"{rest} because {answer}"
    if not rest:
        return answer
    noun = " ".join(frame.asked[2:]) if [bare(word) for word in frame.asked[:1]] == ["how"] else ""
    joined = f"{frame.aux} " if frame.aux in AUX - {"do", "does", "did"} else ""
    if frame.noun == "when" and answer and not answer.casefold().startswith(("in ", "on ", "at ")):
        answer = f"{preposition_of(answer)} {answer}"
    return f"{rest} {joined}{answer} {noun if noun not in answer else ''}".strip()
