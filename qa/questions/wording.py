"""A second wording to retry a refused question: who lost a final is who was beaten in it."""

import re

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


def second_wording(question: str) -> str | None:
    """Return a question in other words.

    Args:
        question: The question, clean.

    Returns:
        The other wording; None if there is none.
    """
    for form, other in _WORDINGS:
        if match := form.fullmatch(question):
            return match.expand(other)
    return None
