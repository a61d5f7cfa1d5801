"""Questions for who holds a place in an order: "who came second", "which team finished in 3rd place"."""

import re

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ASKED = re.compile(
    r"(?:who|which\s+[\w-]+)\s+(?:came|finished|(?:was|is|are|were)\s+(?:placed|ranked)|was|is|ranked|ended(?:\s+up)?|took)\s+"
    rf"(?:in\s+)?(?:the\s+)?(?:(?P<word>{'|'.join(_WORDS)})|(?P<figure>\d{{1,2}})(?:st|nd|rd|th))"
    r"(?:\s+(?:place|position))?(?=\W*$|\s+(?:in|at|of|on|among|overall|behind|after)\b)",
    re.IGNORECASE,
)


def place_asked(question: str) -> int | None:
    """Return the place that a question asks for, from 1; None if it asks otherwise."""
    asked = _ASKED.match(question)
    if asked is None:
        return None
    return int(asked["figure"]) if asked["figure"] else 1 + _WORDS.index(asked["word"].lower())
