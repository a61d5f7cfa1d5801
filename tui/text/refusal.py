"""Formats the reason of a refusal."""

import math
import re
from typing import TYPE_CHECKING

from tui.text.safe import counted, one_line

if TYPE_CHECKING:
    from index.types import Mention
    from qa.types import Refusal
_POSSESSIVE = re.compile("['’]s$")


def why_refused(refusal: "Refusal") -> str:
    """Explain why a question was not answered, with the numbers of the decision."""
    percent = 1 if math.isclose(100 * refusal.threshold, round(100 * refusal.threshold)) else 10
    enough = math.ceil(round(100 * percent * refusal.threshold, 6))
    seen = min(round(100 * percent * refusal.best), enough - 1)  # must not be rounded up to the threshold
    best, needed = f"{seen / percent:g}%", f"an answer needs {enough / percent:g}%"
    match refusal.reason:
        case "asks for articles":
            return _articles(refusal)
        case "no article matches":
            return "No article matches the filter."
        case "nothing retrieved":
            return "No passage was found for the question."
        case "nothing relevant":
            return f"No passage seems to contain an answer: the best is only {best} likely to be right; {needed}."
        case "no span":
            return "No passage contains words that could be the answer."
        case "not in the metadata":
            return "The metadata of the article do not say."
        case "low confidence":
            return f"The best candidate is only {best} likely to be right; {needed}."


def words_unmet(refusal: "Refusal") -> list[str]:
    """List the words of the question that no article mentions, no passage read mentions, or none mentions together."""
    if refusal.reason == "asks for articles":
        return []
    nowhere = [count.words for count in refusal.mentions if not count.articles]
    elsewhere = [word for word in refusal.missing_terms if _POSSESSIVE.sub("", word) not in nowhere]
    lines = (
        ("None of the articles mentions", nowhere),
        ("None of the passages read mentions", elsewhere),
        ("None of the passages read mentions all of", refusal.scattered_terms),
    )
    return [f"{line} {', '.join(map(one_line, words))}." for line, words in lines if words]


def offer(refusal: "Refusal", command: str) -> str:
    """Offer a search for the words of the question, with the number of articles that mention them.

    Args:
        refusal: The refusal.
        command: The command that searches for the words or lists the articles: ``qa search TikTok``.

    Returns:
        ``12 articles mention TikTok: qa search TikTok``; only the command if the question asked for articles; empty
        if there is nothing to search for.
    """
    if refusal.is_count:
        return command
    return f"{mention_text(refusal.search)}: {command}" if refusal.search else ""


def _articles(refusal: "Refusal") -> str:
    if refusal.by:
        by, word = refusal.by, "by" if refusal.by.field == "author" else "from"
        return f"{counted(by.articles, 'article')} {word} {one_line(by.name)}."
    if refusal.search:
        return f"{mention_text(refusal.search)}, in {counted(refusal.search.passages, 'passage')}."
    words = ", ".join(one_line(count.words) for count in refusal.mentions)
    if not any(count.articles for count in refusal.mentions):
        return f"No article mentions {words}."
    counts = ", ".join(f"{one_line(count.words)} {count.articles:,}" for count in refusal.mentions)
    return f"No article mentions all of {words}: {counts}."


def mention_text(count: "Mention") -> str:
    """Format how many articles mention some words: ``12 articles mention TikTok``."""
    most = "" if count.exact else "at most "
    verb = "mentions" if count.articles == 1 else "mention"
    return f"{most}{counted(count.articles, 'article')} {verb} {one_line(count.words)}"
