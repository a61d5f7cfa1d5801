"""Questions as typed: cleaning, content words, and the kind of answer asked for."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from corpus.errors import QuestionInvalid
from index.lexical.analyzer import analysed

QuestionType = Literal["when", "how many", "who", "where", "why", "how", "what", "yes/no", "other"]
TYPES: tuple[QuestionType, ...] = ("when", "how many", "who", "where", "why", "how", "what", "yes/no", "other")

ASKING = frozenset(
    "a about an and any are as at be been by can could did do does for from had has have how in into is it its "
    "many may me much of on or s say said should t tell than that the their them there these they this those to "
    "was we were what when where which while who whom whose why will with would you your".split()
)
"""Question and function words, which say nothing about a passage."""
POINTING = ASKING | frozenset("he him his she her hers its ours".split())
"""The same and pronouns: a subject of these words alone names nothing."""
_ASKING_TERMS = frozenset(analysed(" ".join(ASKING)))

_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_KINDS: tuple[tuple[QuestionType, re.Pattern[str]], ...] = (
    ("when", re.compile(r"\b(when|what (year|month|day|date|time)|which (year|month|day|date)|how long ago)\b")),
    (
        "how many",
        re.compile(r"\bhow (many|much|long|old|far|tall|high|deep|big|large|wide|heavy|fast|often|hot)\b"),
    ),
    ("who", re.compile(r"\b(who|whom|whose)\b")),
    ("where", re.compile(r"\b(where|(what|which) (country|city|town|place|state))\b")),
    ("why", re.compile(r"\b(why|what (was|is) the reason|for what reason)\b")),
    ("how", re.compile(r"\bhow\b")),
    ("what", re.compile(r"\b(what|which)\b")),
)
_YES_NO = re.compile(
    r"(am|are|is|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(n['’]t)?\s"
)


def cleaned(question: str) -> str:
    """Remove escape sequences, control characters and repeated spaces from a question.

    Args:
        question: What the person typed.

    Returns:
        The question on one line.

    Raises:
        QuestionInvalid: If it has no letter or digit.
    """
    question = _ESCAPE.sub(" ", question)
    printable = "".join(" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in question)
    words = " ".join(printable.split())
    if not any(letter.isalnum() for letter in words):
        raise QuestionInvalid("The question has no words to look for.", 'qa ask "when did GCHQ join Instagram"')
    return words


def content_terms(question: str) -> list[str]:
    """Return the question's content words, folded and stemmed, each once."""
    words = [term for term in dict.fromkeys(analysed(question)) if term not in _ASKING_TERMS]
    return words or list(dict.fromkeys(analysed(question)))


def shared_words(question: str, texts: Sequence[str]) -> list[float]:
    """Weigh how many of a question's words each text has.

    Args:
        question: The question.
        texts: The texts to compare.

    Returns:
        For each text, the share of the question's words it has, 0 to 1; words that fewer of
        the texts have count for more.
    """
    terms = [set(analysed(text)) for text in texts]
    wanted = content_terms(question)
    spread = Counter(term for has in terms for term in wanted if term in has)
    weights = {term: math.log1p(len(texts) / (spread[term] + 0.5)) for term in wanted}
    total = sum(weights.values()) or 1.0
    return [sum(weights[term] for term in wanted if term in has) / total for has in terms]


def question_type(question: str) -> QuestionType:
    """Return the kind of answer that a question asks for.

    Args:
        question: The question, in English.

    Returns:
        ``yes/no`` if it begins with a verb that asks for a verdict, else by its first question
        word; ``other`` for statements, keywords and other languages.
    """
    asked = question.lower().strip()
    if asks_yes_or_no(question):
        return "yes/no"
    kinds = [(match.start(), place) for place, (_, kind) in enumerate(_KINDS) if (match := kind.search(asked))]
    return _KINDS[min(kinds)[1]][0] if kinds else "other"


def asks_yes_or_no(question: str) -> bool:
    """Return whether a question asks for a verdict, which no span of an article gives."""
    asked = question.lower().strip()
    return bool(_YES_NO.match(asked)) and not re.search(r",?\s\bor\b\s", asked)
