"""Notes on questions and articles in languages that the models do not know."""

import re
from collections.abc import Mapping

from corpus.metadata.language import language_of
from qa.types import Answer

KNOWN = "en"
"""The language of the encoder, the stemmer and the reader."""
_ASKED = re.compile(r"\b(?:the|what|when|where|which|who|whom|whose|why|how|does|did|were|has|have)\b", re.IGNORECASE)
"""Words that mark a question as English; with one of them the language model need not run."""
_SURE = 0.8
"""Probability of another language from which a note is shown; names make short questions look foreign."""


def answer_note(answer: Answer) -> str:
    """Note that a question, or an article an answer cites, is in a language the models do not know.

    Args:
        answer: The answer.

    Returns:
        Up to a few sentences; empty if all is in English or in no language that could be detected.
    """
    asked = None if _ASKED.search(answer.question) else language_of(answer.question, _SURE)
    notes = [f"The question seems to be in another language ({asked})."] if asked not in {None, KNOWN} else []
    notes += [
        f"[{citation.number}] is from an article in another language ({citation.language})."
        for citation in answer.citations
        if citation.language not in {None, KNOWN}
    ]
    return " ".join([*notes, "The models know English: this may be wrong or missed."]) if notes else ""


def articles_note(languages: Mapping[str, int]) -> str:
    """Note how many articles are in languages the models do not know.

    Args:
        languages: Language to number of articles, as in a manifest.

    Returns:
        A sentence; empty if there are none.
    """
    foreign = {name: count for name, count in languages.items() if name not in {KNOWN, "unknown"}}
    if not foreign:
        return ""
    listed = ", ".join(f"{name} {count:,}" for name, count in foreign.items())
    total = sum(languages.values())
    return f"{sum(foreign.values()):,} of {total:,} articles are not in English ({listed}); the models know English."
