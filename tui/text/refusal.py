"""Why there is no answer, as a sentence for a person."""

import math
from typing import TYPE_CHECKING

from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.types import Refusal


def why_refused(refusal: "Refusal") -> str:
    """Say why nothing was answered, with the numbers it was decided by."""
    percent = 1 if math.isclose(100 * refusal.threshold, round(100 * refusal.threshold)) else 10
    enough = math.ceil(round(100 * percent * refusal.threshold, 6))
    seen = min(round(100 * percent * refusal.best), enough - 1)  # what is too little is not told as enough
    best, needed = f"{seen / percent:g}%", f"an answer needs {enough / percent:g}%"
    match refusal.reason:
        case "no article matches":
            return "No article meets the conditions."
        case "nothing retrieved":
            return "No passage was found for the question."
        case "nothing relevant":
            return f"No passage seems to answer: the best is only {best} likely to be right; {needed}."
        case "no span":
            return "No passage has words that could be the answer."
        case "not in the metadata":
            return "The metadata of the article do not say it."
        case "low confidence":
            return f"The best candidate is only {best} likely to be right; {needed}."


def words_unmet(refusal: "Refusal") -> list[str]:
    """Say which words of the question no passage has, and which no passage has together; a line for each."""
    lines = (
        ("None of the passages read mentions", refusal.missing_terms),
        ("None of the passages read mentions all of", refusal.scattered_terms),
    )
    return [f"{line} {', '.join(map(one_line, words))}." for line, words in lines if words]
