"""Why there is no answer, as a sentence for a person."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.types import Refusal


def why_refused(refusal: "Refusal") -> str:
    """Say why nothing was answered, with the numbers it was decided by."""
    needed = f"an answer needs {refusal.threshold:.0%}"
    match refusal.reason:
        case "no article matches":
            return "No article meets the conditions."
        case "nothing retrieved":
            return "No passage was found for the question."
        case "nothing relevant":
            return f"No passage seems to answer: the best is right with {refusal.best:.0%}, {needed}."
        case "no span":
            return "No passage has words that could be the answer."
        case "low confidence":
            return f"What comes nearest is too unsure: it is right with {refusal.best:.0%}, {needed}."
