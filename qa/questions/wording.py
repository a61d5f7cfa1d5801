"""Another wording of a question, for one that is refused: who lost a final is who was beaten in it."""

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
    """Ask the same in other words.

    Args:
        question: The question, clean.

    Returns:
        The other wording; None where there is none.
    """
    for form, other in _WORDINGS:
        if found := form.fullmatch(question):
            return found.expand(other)
    return None
