"""The kind of answer that keywords ask for: "skarvoy coach" for a person, "age of the coach" for a number."""

import re

from qa.questions import QuestionType, question_type

_TIMES = "date|year|day|month"
_AMOUNTS = (
    "age|number|price|cost|salary|amount|depth|height|length|weight|distance|percentage|population|turnout|temperature"
)
_PERSONS = (
    r"chief(?:\s+executive)?|ceo|director|coach|captain|head|chair(?:man|woman|person)?|president|minister|leader|author|"
    r"owner|mayor|editor|manager|winner|founder|spokes\w+|lawyer|prosecutor|judge|governor|secretary|treasurer|"
    r"predecessor|successor|champion|designer|headteacher|wife|husband|son|daughter|mother|father|brother|sister|widow|"
    r"person"
)
_KINDS: tuple[tuple[QuestionType, str], ...] = (("when", _TIMES), ("how many", _AMOUNTS), ("who", _PERSONS))
_FIRST = tuple(
    (
        kind,
        re.compile(
            rf"(?:the\s+)?(?:name\s+of\s+(?:the\s+)?)?(?:\w+\s+)?(?:{heads})\s+(?:of|at|for|in|on|to|who|that|when)\b"
        ),
    )
    for kind, heads in _KINDS
)
"""Keywords that begin with the thing asked for: "captain of the ferry", "year in which he left"."""
_LAST = tuple((kind, re.compile(rf".*(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bof)\s(?:{heads})$")) for kind, heads in _KINDS)
"""Keywords that end with it: "norvik chief executive"."""
_SENTENCE = re.compile(
    r"(?:please\s+)?(?:tell|describe|explain|give|show|find|name|list|which|what|when|where|who|whose|why|how|in|at|on)\b|"
    r".*\b(?:by|from|with|against|elected|named|appointed|is|was|are|were|will|has|had|have|did|does|do|said|says)\b"
)
"""A sentence rather than keywords, unless it matches `_FIRST`."""


def asked_by_keywords(question: str) -> QuestionType | None:
    """Return the kind of answer that keywords ask for.

    Args:
        question: The question, in English.

    Returns:
        The kind; None if they name none, and for sentences.
    """
    asked = question.lower().rstrip(" ?.!")
    if first := next((kind for kind, form in _FIRST if form.match(asked)), None):
        return first
    if question_type(question) != "other" or _SENTENCE.match(asked):
        return None
    return next((kind for kind, form in _LAST if form.match(asked)), None)
