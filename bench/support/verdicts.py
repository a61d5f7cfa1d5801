"""Judge answers by the right ones noted for each question."""

from collections.abc import Sequence
from typing import Literal

from qa.reading.agreement import same_answer, squad_normalise
from qa.types import Answer

Verdict = Literal["right", "right, unsure", "refused", "wrong, unsure", "wrong, sure"]
VERDICTS: tuple[Verdict, ...] = ("right", "right, unsure", "refused", "wrong, unsure", "wrong, sure")


def verdict_on(answer: Answer, right: Sequence[str]) -> Verdict:
    """Judge an answer.

    Args:
        answer: The answer or refusal.
        right: The answers noted as right; none where the articles do not say.

    Returns:
        Whether it is right, and whether it is sure; a number of articles is right if it is the one noted.
    """
    refusal = answer.refusal
    if refusal is not None and refusal.reason == "asks for articles" and (found := refusal.by or refusal.search):
        return "right" if str(found.articles) in right else "wrong, sure"
    if answer.text is None:
        return "refused"
    texts = [each.text for each in answer.answers] or [answer.text]
    if any(_says(text, each) for text in texts for each in right):
        return "right" if answer.sure else "right, unsure"
    return "wrong, sure" if answer.sure and answer.governed is None else "wrong, unsure"


def _says(text: str, right: str) -> bool:
    """Return whether an answer is a right one, or a sentence that contains one."""
    return same_answer(text, right) or f" {squad_normalise(right)} " in f" {squad_normalise(text)} "
