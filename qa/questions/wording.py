"""A second wording to retry a refused question: who lost a final is who was beaten in it."""

import re
from collections.abc import Iterable

_CONTEST = r"\b(?:final|(?:semi|quarter)-?final|match|game|fight|bout|derby|play-?off)\b"
_WORDINGS = (
    (
        re.compile(
            rf"(?P<start>who) lost (?P<what>.*{_CONTEST}.*)",
            re.IGNORECASE,
        ),
        r"\g<start> was beaten in \g<what>",
    ),
    (
        re.compile(r"(?P<start>.*\bwho(?:['’]s| is| was)) the (?:chief|boss) of (?P<what>.+)", re.IGNORECASE),
        r"\g<start> the head of \g<what>",
    ),
)
_LINK = r"(?:of|for|the|and|on|in|to|de|du|la)"
_DEFINED = re.compile(
    rf"\b(?P<name>[A-Z][\w'’-]*(?:\s+(?:{_LINK}\s+){{0,2}}[A-Z][\w'’-]*){{1,7}})\s+\((?:the\s+)?[\"“]?(?P<short>[A-Z][A-Za-z]{{1,7}})[\"”]?\)"
)
"""A name with its abbreviation in brackets after it."""


def second_wording(question: str, texts: Iterable[str] = ()) -> str | None:
    """Return a question in other words.

    Args:
        question: The question, clean.
        texts: Texts that may define abbreviations of names in it: an article that has defined one uses it.

    Returns:
        The other wording; None if there is none.
    """
    other = next((match.expand(form) for asked, form in _WORDINGS if (match := asked.fullmatch(question))), question)
    other = _abbreviated(other, texts)
    return None if other == question else other


def _abbreviated(question: str, texts: Iterable[str]) -> str:
    """Replace a name by the abbreviation that a text defines for it."""
    for text in texts:
        for match in _DEFINED.finditer(text):
            name = _of_initials(match["name"], match["short"])
            if name and (at := question.casefold().find(name.casefold())) >= 0:
                return f"{question[:at]}{match['short']}{question[at + len(name) :]}"
    return question


def _of_initials(name: str, short: str) -> str:
    """Return the last words of a name whose initials are an abbreviation; empty if they are not."""
    words = name.split()
    for first in range(len(words)):
        initials = "".join(word[0] for word in words[first:])
        if initials.casefold() == short.casefold() or "".join(filter(str.isupper, initials)) == short.upper():
            return " ".join(words[first:])
    return ""
