"""Questions about what changes with time: they ask for the newest of answers from different days."""

import re

_NOW = re.compile(
    r"\b(?:now|current(?:ly)?|latest|newest|most\s+recent(?:ly)?|today|at\s+present|so\s+far|to\s+date|these\s+days)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:who|what|which\s+\w+)(?:\s+is|['’]s|\s+are)\s+(?:the\s+)?(?:\w+\s+)*?(?:heads?|chief|president|minister|leader|chair\w*|"
    r"director|manager|coach|captain|owner|mayor|governor|editor|secretary|commander|boss|ceo|spokes\w+|ambassador|speaker|"
    r"king|queen|pope|champion|holder|toll|number|population|price|rate|record|total|level|cost|total)\b"
    r"|\bwho\s+(?:leads|heads|runs|owns|chairs|governs|commands|holds|coaches|manages|edits|captains)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bhow\s+(?:many|much|old|high|long|big|large)\b.*?\b(?:is|are|has|have|died|dead|killed|injured|missing|infected|remain\w*)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:what|which)\b.{0,40}?\b(?:caused|led\s+to|set\s+off|triggered|sparked|(?:was|is|lay)\s+behind)\b|\bcauses?\s+of\b",
    re.IGNORECASE,
)
"""What is first supposed, and found out later."""
_PAST = re.compile(r"\b(?:was|were|did|had|used\s+to|former\w*|first|until|before|when)\b", re.IGNORECASE)
_TOLL = re.compile(r"\b(?:died|dead|killed|injured|missing|infected|hurt|wounded)\b", re.IGNORECASE)


def asks_for_now(question: str) -> bool:
    """Return whether a question asks about something that changes: a post, a toll, a cause, the "latest" of it.

    Args:
        question: The question, in English.

    Returns:
        Whether it asks for the newest answer.
    """
    if _NOW.search(question):
        return True
    if _CAUSE.search(question) or (_TOLL.search(question) and _COUNT.search(question)):
        return True
    return not _PAST.search(question) and bool(_ROLE.search(question) or _COUNT.search(question))
