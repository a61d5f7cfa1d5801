"""Question words as they are typed in haste: "wen did", "were is", "how menny"."""

import re

_FORMS = {
    "when": ("wen", "whne", "wehn", "whn", "whenn"),
    "where": ("wher", "whear", "wheer", "whre", "were"),
    "who": ("hwo", "woh", "whoo"),
    "what": ("waht", "wat", "whta", "wath", "wot", "wht"),
    "which": ("wich", "whcih", "wihch", "whitch"),
    "why": ("wy", "hwy", "whi"),
    "how": ("hou", "hw"),
}
_MEANT = {form: word for word, forms in _FORMS.items() for form in forms}
_VERB = r"(?:did|does|dose|do|is|was|are|has|have|had|will|can|could|would|should)\b"
_FIRST = re.compile(
    rf"^(?P<word>{'|'.join(_MEANT)})(?=\s+{_VERB})|^(?P<noun>wich|whcih|wihch|whitch)(?=\s)", re.IGNORECASE
)
"""The first word, before a verb that asks: "Wen Jiabao" and "were they" are kept. "Which" comes before nouns too."""
_JOINED = re.compile(r"^(?P<word>who|what|where|when|why|how)s(?=\s)", re.IGNORECASE)
"""``whats``."""
_DOES = re.compile(
    r"^(?P<before>(?:when|where|why|who|how|(?:what|which)(?=\s+\w+\s+(?:the|he|she|it)\b)))\s+dose\b", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"\bhow\s+(?:(?P<many>menny|meny|mnay|mayn|maney)|(?P<much>mutch|muhc|mcuh|moch)|(?P<long>lnog|logn|lng))(?=\s)",
    re.IGNORECASE,
)


def with_question_words(question: str) -> str:
    """Spell the question words of a question as they are meant.

    Args:
        question: The question, clean.

    Returns:
        The question; unchanged unless such a word is misspelt where it asks.
    """
    question = _FIRST.sub(lambda match: _MEANT[match.group().lower()], question)
    question = _JOINED.sub(lambda match: f"{match['word']} is", question)
    question = _DOES.sub(lambda match: f"{match['before']} does", question)
    return _AMOUNT.sub(lambda match: f"how {match.lastgroup}", question)
